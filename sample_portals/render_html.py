"""A report as HTML: the article that a portal's page template embeds.

`Style` says how an editor made it: typed in the portal's editor, pasted from Word (digits in
spans of their own, paragraphs in cells), or laid out inside other tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from sample_portals.figures import Report
from sample_portals.prose import Heading, Part, parts
from sample_portals.tables import Box, Drawing, Grid

_LATIN = re.compile(r"[0-9A-Za-z.,]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How the page was made. `blank` is what stands in an empty cell."""

    word: bool = False
    blank: str = ""
    table_attributes: str = 'border="1" cellspacing="0" cellpadding="0"'


PLAIN = Style()
WORD = Style(
    word=True,
    blank="&nbsp;",
    table_attributes='class="MsoNormalTable" border="1" style="border-collapse:collapse"',
)


def article(report: Report, style: Style = PLAIN) -> str:
    """Everything below the title, as block elements."""
    return "\n".join(render_part(part, style) for part in parts(report))


def render_part(part: Part, style: Style = PLAIN) -> str:
    """One heading, paragraph or table."""
    if isinstance(part, Drawing):
        return render_grid(part.grid, style)
    text = part.text if isinstance(part, Heading) else part
    inner = f"<strong>{_text(text, style)}</strong>" if isinstance(part, Heading) else ""
    return f'<p style="text-indent:2em">{inner or _text(text, style)}</p>'


def render_grid(grid: Grid, style: Style = PLAIN) -> str:
    """One table, each box with the spans that it has."""
    rows = ("<tr>" + "".join(_cell(box, style) for box in row) + "</tr>" for row in grid)
    return f"<table {style.table_attributes}><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _cell(box: Box, style: Style) -> str:
    spans = f' rowspan="{box.rows}"' if box.rows > 1 else ""
    spans += f' colspan="{box.columns}"' if box.columns > 1 else ""
    text = _text(box.text, style).replace("\n", "<br />") if box.text else style.blank
    if not style.word:
        return f"<td{spans}>{text}</td>"
    paragraph = f'<p class="MsoNormal" align="center" style="text-align:center">{text}</p>'
    return f'<td{spans} valign="center" style="width:56.7pt;border:solid 1pt">{paragraph}</td>'


def _text(text: str, style: Style) -> str:
    if not style.word:
        return escape(text, quote=False)
    return _LATIN.sub(lambda m: f"<span lang=EN-US>{m[0]}</span>", escape(text, quote=False))

"""Evidence as one HTML page that needs nothing else: pictures are inside it, tables are marked."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape

from transforms.evidence import Evidence

_STYLE = """
body { font: 15px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid #bbb; padding: 1rem 0; }
img { max-width: 100%; border: 1px solid #ddd; }
table { border-collapse: collapse; margin: .5rem 0; }
td { border: 1px solid #999; padding: .2rem .5rem; }
td.here { outline: 3px solid #d61f26; font-weight: bold; }
dt { float: left; width: 8rem; color: #555; } dd { margin-left: 8rem; }
"""


def page(evidence: Iterable[Evidence], title: str = "Evidence", names: Iterable[str] = ()) -> str:
    """The page; `names` head the sections, by default the codes of their cells."""
    given = list(evidence)
    heads = list(names) or [f"{e.cell.topic}/{e.cell.item}/{e.cell.breakdown}" for e in given]
    sections = "\n".join(_section(h, e) for h, e in zip(heads, given, strict=True))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n{sections}\n</body></html>\n"
    )


def _section(name: str, evidence: Evidence) -> str:
    cell = evidence.cell
    value = "none" if cell.value is None else f"{cell.value:.15g}"
    facts = {
        "value": f"{value} ({cell.state}, {cell.unit})",
        "printed as": cell.raw,
        "row label": cell.label_item,
        "column": cell.label_breakdown,
        "place": evidence.place,
    }
    listed = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}&nbsp;</dd>" for k, v in facts.items())
    shown = _picture(evidence) if evidence.picture and evidence.can_be_seen else _table(evidence)
    return f"<section><h2>{escape(name)}</h2><dl>{listed}</dl>{shown}</section>"


def _picture(evidence: Evidence) -> str:
    buffer = io.BytesIO()
    evidence.picture_of(crop=True).save(buffer, format="PNG")
    encoded = base64.b64encode(buffer.getvalue()).decode()
    return f'<img alt="the cell on its page" src="data:image/png;base64,{encoded}">'


def _table(evidence: Evidence) -> str:
    rows = "".join(
        "<tr>"
        + "".join(f"<td{' class=here' * here}>{escape(text)}</td>" for text, here in row)
        + "</tr>"
        for row in evidence.rows
    )
    return f"<table>{rows}</table>"

"""Tables as text with tabs, the way conversion services give them out.

Modelled on such a copy: label columns shift between groups, and rows end in filler columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sample_portals.figures import Report, report
from sample_portals.prose import Heading
from sample_portals.tables import BALANCE_NOTE, Drawing, Grid, Placed, Row, places
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts, figures_of, labels_of

HEADS = (
    f"{BALANCE_NOTE}\t\t申请人情况\t\t\t\t\t\t总计\t",
    "\t\t自然人\t法人或其他组织\t\t\t\t\t\t",
    "\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t",
)
OUTCOMES = "结果 维持\t结果 纠正\t其他 结果\t尚未 审结\t总计"
REVIEW_HEADS = (
    "行政复议\t\t\t\t\t行政诉讼" + "\t" * 9,
    f"{OUTCOMES}\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
    f"\t\t\t\t\t{OUTCOMES}\t{OUTCOMES}",
)


REVIEWED = [
    f"review/{item}/{outcome}"
    for item in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for outcome in ("upheld", "corrected", "other", "pending", "total")
]


def text(content: Report = DISTINCT_2021) -> bytes:
    """The whole report as lines of text."""
    lines = [content.agency, "", content.title.removeprefix(content.agency), ""]
    for part in bent_parts(content, {}):
        if isinstance(part, Drawing):
            lines += _table(part)
        else:
            lines += ["", part.text if isinstance(part, Heading) else part, ""]
    return "\n".join(lines).encode()


def _table(drawing: Drawing) -> list[str]:
    if drawing.topic == "requests":
        return [*HEADS, *_requests(drawing.grid)]
    if drawing.topic == "review":
        return [*REVIEW_HEADS, "\t".join(box.text for box in drawing.grid[-1])]
    return ["\t".join(b.text for b in row).ljust(4, "\t") for row in drawing.grid]


def _requests(grid: Grid) -> Iterator[str]:
    for row in grid[3:]:
        values = "\t".join(box.text for box in figures_of(row))
        labels = [box.text.replace("（", "(").replace("）", ") ", 1) for box in labels_of(row)]
        yield _line(row, labels, values)


def _line(row: Row, labels: list[str], values: str) -> str:
    if any(box.columns == 3 for box in row) or labels[0].startswith("(七"):
        return f"{labels[0]}\t\t{values}\t"
    if labels[0].startswith("三、"):
        return f"{labels[0]}\t{labels[1]}\t{values}\t"
    if any(box.columns == 2 for box in row):
        return f"\t{labels[0]}\t{values}\t"
    if labels[0].startswith("(三"):
        return f"\t{labels[0]}\t{labels[1]}\t{values}"
    if len(labels) == 2:
        return f"{labels[0]}\t{labels[1]}\t{values}\t"
    return f"\t{labels[0]}\t{values}\t"


def blank_total() -> bytes:
    """The last figure of a row is blank, and a filler column follows."""
    return text(DISTINCT_2021.with_figure("requests", "granted", "total", ""))


def blank_first() -> bytes:
    """The first figure of a row is blank."""
    return text(DISTINCT_2021.with_figure("requests", "granted", "natural_person", ""))


def drawn(content: Report = DISTINCT_2021) -> bytes:
    """Tables drawn with characters, as old programs print them."""
    lines = [content.title]
    for part in bent_parts(content, {}):
        if not isinstance(part, Drawing):
            lines.append(part.text if isinstance(part, Heading) else part)
            continue
        lines.append("┌" + "─" * 40 + "┐")
        for line in _table(part):
            lines += ["│" + line.replace("\t", "│") + "│", "├" + "─┼" * 20 + "─┤"]
    return "\n".join(lines).encode()


def with_rules_between(content: Report = DISTINCT_2021) -> bytes:
    """Tables drawn with pluses and dashes: only own cells, a rule below every row."""
    return _of_grids(content, lambda row, _: [box.text for box in row], "+-----+-----+")


def with_merged_again(content: Report = DISTINCT_2021) -> bytes:
    """Tables between pipes, with merged cells printed again for every column and row."""

    def fields(row: Row, above: dict[int, Placed]) -> list[str]:
        return [above[column].box.text for column in sorted(above)]

    return _of_grids(content, fields)


def _of_grids(
    content: Report, fields: Callable[[Row, dict[int, Placed]], list[str]], rule: str = ""
) -> bytes:
    """Each table's rows between pipes; `fields` gets a row and the boxes over its columns."""
    lines = [content.title]
    for part in bent_parts(content, {}):
        if not isinstance(part, Drawing):
            lines += ["", part.text if isinstance(part, Heading) else part, ""]
            continue
        over: dict[int, Placed] = {}
        placed = list(places(part.grid))
        for y, row in enumerate(part.grid):
            for p in (p for p in placed if p.row == y):
                over |= {p.column + n: p for n in range(p.box.columns)}
            lines.append(f"| {' | '.join(fields(row, over))} |")
            lines += [rule] if rule else []
    return "\n".join(lines).encode()


def spaced() -> bytes:
    """Columns set apart by blanks: an empty cell leaves no trace."""
    return re.sub("\t+", "    ", text().decode()).encode()


def marked() -> bytes:
    """With the marks of Markdown: headings, what is bold, ends of lines in a cell."""
    title, _, rest = with_merged_again().decode().partition("\n")
    rest = re.sub(r"(?m)^([一二三四五六]、)", r"## \1", rest).replace("结果", "结<br>果")
    return f"# **{title}**\n{rest}".encode()


def nothing_to_review(printed: str = "无") -> Report:
    """Every figure of table four is 无, or whatever else is printed there."""
    content = DISTINCT_2021
    for cell in REVIEWED:
        content = content.with_figure(*cell.split("/"), printed)
    return content


CASES = [
    Case("text_with_marks", marked),
    Case(
        "text_with_merged_cells_again_and_nothing_to_review",
        lambda: with_merged_again(nothing_to_review()),
        changed=dict.fromkeys(REVIEWED, (None, "not_applicable")),
        why="fifteen times the same word is no caption",
    ),
    Case("text_utf_16", lambda: text().decode().encode("utf-16")),
    Case(
        "text_form_2019",
        lambda: text(DISTINCT_2019),
        base="distinct_2019",
        unsure=("proactive/*",),
        why="filler columns of tables two and three cannot be told from blanks",
    ),
    Case("text_drawn_with_characters", drawn),
    Case(
        "text_with_rules_between_rows",
        with_rules_between,
        why="a line of dashes is no page break: the rows beside it are not parts of one",
    ),
    Case("text_with_merged_cells_again", with_merged_again),
    Case(
        "text_with_merged_cells_again_2019",
        lambda: with_merged_again(DISTINCT_2019),
        base="distinct_2019",
    ),
    Case("text_set_apart_by_blanks", spaced, unsure=("*",)),
    Case("text_with_tabs", text),
    Case("text_with_tabs_gbk", lambda: text().decode().encode("gb18030")),
    Case("text_with_tabs_crlf", lambda: text().replace(b"\n", b"\r\n")),
    Case("text_real_baoding", lambda: text(report("baoding_kjj_2022")), base="baoding_kjj_2022"),
    Case("text_real_huaian", lambda: text(report("huaian_2024")), base="huaian_2024"),
    Case(
        "text_blank_before_filler",
        blank_total,
        changed={"requests/granted/total": (None, "blank")},
        unsure=("requests/granted/*",),
        why="blank or filler: never the neighbour's figure",
    ),
    Case(
        "text_blank_first_figure",
        blank_first,
        changed={"requests/granted/natural_person": (None, "blank")},
        unsure=("requests/granted/*",),
    ),
]

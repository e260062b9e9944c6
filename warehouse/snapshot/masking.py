"""What published columns lose: telephone numbers, addresses of mail, names of persons.

Prose loses what looks like personal data, and messages what they quote of a page. The text of a
cell is published where it reads as a figure or consists of the words that stand for one in these
tables (约, 见附件 …): any other may be anything, a bare name too. Titles of what is no report, and
what links to it say, tell nothing of figures and stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

MASK = "［…］"

_PROSE = frozenset(
    {
        *("title", "message", "reason", "link_text", "column_name", "member", "verified", "note"),
        *("label_item", "label_breakdown", "correction", "verdict_note"),
    }
)
_CELL_TEXTS = {"raw": "state", "old_raw": "old_state", "new_raw": "new_state"}
_PERSONAL = (
    r"\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}[-—－ ]?\d{7,8}|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?:申请人|联系人|经办人|负责人|法定代表人)[:：]?\s*\p{Han}{2,3}(?:某+)?"
)
_QUOTED = r"""'[^']*'|"[^"]*\""""
_FIGURES = (
    r"[\s0-9０-９零〇一二三四五六七八九十百千万亿两.,．，、:：;；/／\\()（）+＋\-－−—–~～%％*＊]"
    r"|约|余|多|近|左右|以上|以下|超过|不足|其中|增加|减少|增|减|共|合计|总计|小计"
    r"|人次|[件项条次个宗起份部篇人家场期]|人民币|单位|元"
    r"|见|详见|附件|附表|附|表|同上|上年|本年|全年|无|空|暂无|没有|未统计|未发生|不详|不适用|N/A|n/a"
)
_KEPT = {
    ("documents", "title"): "is_report",
    ("finds", "link_text"): "document_sha256 IN (SELECT d.document_sha256 FROM warehouse.documents"
    " AS d WHERE d.is_report)",
}


def expressions(table: str, columns: Mapping[str, str]) -> Iterator[str]:
    """What is selected of a table, column by column; `columns` gives DuckDB's types."""
    for column, kind in columns.items():
        if kind == "VARCHAR" and _CELL_TEXTS.get(column) in columns:
            yield f"{_cell_text(column, _CELL_TEXTS[column])} AS {column}"
        elif kind == "VARCHAR" and column in _PROSE:
            cleaned = _without_personal(column)
            kept = _KEPT.get((table, column))
            yield f"{f'CASE WHEN {kept} THEN {cleaned} END' if kept else cleaned} AS {column}"
        else:
            yield column


def _without_personal(column: str) -> str:
    quotes = f"regexp_replace({column}, {_literal(_QUOTED)}, '{MASK}', 'g')"
    text = quotes if column == "message" else column
    return f"regexp_replace({text}, '{_PERSONAL}', '{MASK}', 'g')"


def _cell_text(column: str, state: str) -> str:
    """A number, a blank and a slash name nobody."""
    known = f"{state} IN ('number', 'blank', 'not_applicable')"
    plain = (
        f"(regexp_full_match({column}, '(?:{_FIGURES})*')"
        f" AND NOT regexp_matches({column}, '{_PERSONAL}'))"
    )
    return f"CASE WHEN {known} OR {plain} THEN {column} WHEN {column} IS NOT NULL THEN '{MASK}' END"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

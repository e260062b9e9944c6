"""What published columns lose: telephone numbers, addresses of mail, names of persons.

Prose loses what looks like personal data, and messages what they quote of a page. The text of a
cell is published where it reads as a figure or consists of the words that stand for one in these
tables (约, 见附件 …): any other may be anything, a bare name too. Titles of what is no report, what
it is called in its archive, and what links to it say tell nothing of figures and stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse.literals import literal

MASK = "［…］"

_PROSE = frozenset(
    {
        *("title", "message", "reason", "link_text", "column_name", "member", "verified", "note"),
        *("correction", "verdict_note"),
    }
)
# What may quote a page, or name a file that is no report.
_TELLING = frozenset({"message", "reason"})
_LABELS = frozenset({"label_item", "label_breakdown"})
_CELL_TEXTS = {"raw": "state", "old_raw": "old_state", "new_raw": "new_state"}
_DIGIT = "[0-9０-９]"
_GAP = "[-—－ ]?"
_NUMBERS = (
    rf"{_DIGIT}{{17}}[0-9０-９XxＸｘ]"
    rf"|[1１][3-9３-９]{_DIGIT}{_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}}"
    rf"|[(（]?[0０]{_DIGIT}{{2,3}}[)）]?{_GAP}{_DIGIT}{{7,8}}|400{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|(?:电话|手机|传真|热线|[Tt][Ee][Ll])[^0-9０-９]{{0,4}}{_DIGIT}[-0-9０-９—－ ]{{5,14}}"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
)
_ROLE = (
    "(?:申请人|联系人|经办人|承办人|责任人|负责人|法定代表人|填报人|填表人|制表人|审核人|报送人)"
    "(?:姓名)?"
)
TITLED_NAME = _ROLE + r"[:：_]?\s*[㐀-鿿]{2,3}(?:某+)?"
_PERSONAL = f"{_NUMBERS}|{TITLED_NAME}"
# Official labels begin with 申请人 themselves: 申请人无正当理由逾期不补正.
_IN_LABEL = _NUMBERS + "|" + _ROLE + r"(?:[:： ]\s*[㐀-鿿]{2,3}(?:某+)?|[㐀-鿿]{0,2}某+)"
_QUOTED = r"""'[^']*'|"[^"]*\""""
_FIGURES = (
    r"[\s0-9０-９零〇一二三四五六七八九十百千万亿两.,．，、:：;；/／\\()（）+＋\-－−—–~～%％*＊]"
    r"|约|余|多|近|左右|以上|以下|超过|不足|其中|增加|减少|增|减|共|合计|总计|小计"
    r"|人次|[件项条次个宗起份部篇人家场期]|人民币|单位|元"
    r"|见|详见|附件|附表|附|表|同上|上年|本年|全年|无|空|暂无|没有|未统计|未发生|不详|不适用|N/A|n/a"
)
_OF_REPORTS = {
    ("documents", "title"): "is_report",
    ("documents", "member"): "is_report",
    ("finds", "link_text"): "document_sha256 IN (SELECT d.document_sha256 FROM warehouse.documents"
    " AS d WHERE d.is_report)",
}
_SUFFIXES = "pdf|ofd|docx?|wps|rtf|xlsx?|et|csv|od[ts]|txt|zip|rar|jpe?g|png|bmp|tiff?|gif|webp"
FILE_SUFFIX = rf"\.(?:{_SUFFIXES})$"
# What a message calls a file or an address that has Chinese in it.
_NAMED_FILE = (
    r"(?:https?|file)://[^\s]*(?:\p{Han}|%[89A-Fa-f][0-9A-Fa-f])[^\s]*"
    rf"|[^\s]*\p{{Han}}[^\s]*\.(?:html?|{_SUFFIXES})"
)


def expressions(
    table: str, columns: Mapping[str, str], replaced: Mapping[str, str]
) -> Iterator[str]:
    """What is selected of a table, column by column; `columns` gives DuckDB's types, `replaced`
    what stands for some of them."""
    for column, kind in columns.items():
        if column in replaced:
            yield f"{replaced[column]} AS {column}"
        elif kind == "VARCHAR" and _CELL_TEXTS.get(column) in columns:
            yield f"{_cell_text(column, _CELL_TEXTS[column])} AS {column}"
        elif kind == "VARCHAR" and column in _PROSE:
            cleaned = _without_personal(column)
            kept = _OF_REPORTS.get((table, column))
            yield f"{f'CASE WHEN {kept} THEN {cleaned} END' if kept else cleaned} AS {column}"
        elif kind == "VARCHAR" and column in _LABELS:
            yield f"regexp_replace({column}, '{_IN_LABEL}', '{MASK}', 'g') AS {column}"
        else:
            yield column


def _without_personal(column: str) -> str:
    text = column
    for quoted in (_QUOTED, _NAMED_FILE) if column in _TELLING else ():
        text = f"regexp_replace({text}, {literal(quoted)}, '{MASK}', 'g')"
    return f"regexp_replace({text}, '{_PERSONAL}', '{MASK}', 'g')"


def _cell_text(column: str, state: str) -> str:
    """A number, a blank and a slash name nobody."""
    known = f"{state} IN ('number', 'blank', 'not_applicable')"
    plain = (
        f"(regexp_full_match({column}, '(?:{_FIGURES})*')"
        f" AND NOT regexp_matches({column}, '{_PERSONAL}'))"
    )
    return f"CASE WHEN {known} OR {plain} THEN {column} WHEN {column} IS NOT NULL THEN '{MASK}' END"

"""The numbers of reconsiderations and lawsuits that the text states are those in the table.

`narrative.review`: 因政府信息公开…行政复议 N 件 = reconsideration/total, 行政诉讼 N 件 =
litigation_direct/total + litigation_after_reconsideration/total; 未发生 means none. Only sentences
of sections one and four that speak of 信息公开 count: a body's other lawsuits are no matter of the
table. It does not apply where no such sentence stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import OTHER_BODIES, OTHERWISE, Sentence, against_text, cell

_SECTIONS = "number IN ('一', '四') OR heading LIKE '%行政复议%'"
_DIRECT = cell("review", "litigation_direct", "total")
_AFTER = cell("review", "litigation_after_reconsideration", "total")
_NONE = "(?:未|没有|无|不存在)(?:发生|收到|出现)?[^。；，0-9]{0,20}信息公开[^。；，0-9]{0,16}"
_FIGURES = {
    "reconsideration": ("行政复议", f"FROM {cell('review', 'reconsideration', 'total')}"),
    "litigation": ("行政诉讼", f"FROM {_DIRECT} UNION ALL FROM {_AFTER}"),
}


def findings() -> Iterator[Finding]:
    """One for reconsiderations, one for lawsuits."""
    for place, (word, figures) in _FIGURES.items():
        said = Sentence(
            ends="[。；]",
            word="信息公开",
            number="信息公开.{0,30}"
            + word
            + "(?:的|案件|申请|案)?(?:数量|总数|数)?(?:共|为|计|有)?([0-9][0-9,]*)(?:件|起|宗|次)",
            zero=_NONE + word + "(?:案件|情况|申请)?(?:[，、和及]|$)",
            section=_SECTIONS,
            unless=f"{OTHERWISE}|纠错|败诉|被撤销|违法|结果纠正",
            others=f"{OTHER_BODIES}|复议机关|审理|办理",
        )
        yield Finding("narrative.review", place, against_text(said, figures))

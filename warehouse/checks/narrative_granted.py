"""The number of requests granted that the text states is the one in the table.

`narrative.granted`: 予以公开 N 件 in section one or three = granted/total. It does not apply where
the text states no such number, nor to 部分公开 and 不予公开, which are other rows, nor where the
sentence is on documents (公文, 提案) that were made public.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import OTHERWISE, Sentence, against_text, cell

_SAID = Sentence(
    ends="[，。；、：]",
    word="予以公开",
    number="^予以公开(?:的|答复|数|申请)?(?:共|有|为|计)?([0-9][0-9,]*)(?:件|条|宗|份)(?:$|[^余多以])",
    zero="^$",  # no sentence says that none was granted without telling what else it was
    section="number IN ('一', '三')",
    unless=f"{OTHERWISE}|[含括]|部分公开",
    beyond="公文|文件|提案|建议|议案|许可|处罚|审核|审查|梳理|案卷|档案|标准",
    firm="申请|答复|办结|部分公开|不予公开|无法提供|不予处理",
)


def findings() -> Iterator[Finding]:
    """Of sections one and three."""
    sql = against_text(_SAID, f"FROM {cell('requests', 'granted', 'total')}")
    yield Finding("narrative.granted", "granted", sql)

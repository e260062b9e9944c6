"""The number of requests that section one states is the one in the table.

`narrative.requests`: 收到（受理）政府信息公开申请 N 件 in 一、总体情况 = received/total; 未收到申请
means none. It does not apply where section one states no number, or only numbers of a part (其中,
网上, 信函) or of many years (累计). Where it states several, one that fits passes; if none does,
the result is uncertain. 约 and 余 are no exact numbers and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import Sentence, against_text, cell

_ABOUT = "(?:信息公开|依申请公开|公开申请)"
_SAID = Sentence(
    ends="[，。；]",
    word="公开",
    number="(?:收到|受理|接到|接收|新收)[^0-9、]{0,16}"
    + _ABOUT
    + "[^0-9、]{0,14}([0-9][0-9,]*)(?:件|条|宗|份|个|起|项|例)",
    zero="(?:未|没有|无|尚未)(?:收到|接到|受理|接收).{0,16}" + _ABOUT,
    section="number = '一' OR heading LIKE '%总体情况%'",
)


def findings() -> Iterator[Finding]:
    """Of section one."""
    sql = against_text(_SAID, f"FROM {cell('requests', 'received', 'total')}")
    yield Finding("narrative.requests", "received", sql)

"""The number of requests that section one states is the one in the table.

`narrative.requests`: 收到（受理）政府信息公开申请 N 件 in 一、总体情况 = received/total; 未收到申请
means none. It does not apply where section one states no number, or only numbers of a part (其中,
网上, 信函), of another year or of many (累计). Where it states several, one that fits passes; if
none does, the result is uncertain, as it is where the sentence may speak of other bodies (各部门,
办公室, 全市). A number that has carried_in/total counted in passes too. 约 and 余 are no exact
numbers and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import Sentence, against_text, cell

_ABOUT = "(?:信息公开|依申请公开|公开申请)"
# What may stand between the subject and its number, so that the number is that of requests: not
# 信息公开咨询电话 20 个, nor 信息公开类行政复议 3 件.
_OF_REQUESTS = "(?:政府|信息|公开|申请|事项|数量|总数|总量|数|表|件|[的共总合计为有达是：]|新收)*"
_WHOEVER = (
    "(?:公民|群众|公众|社会|个人|申请人|法人|其他组织|其它组织|市民|任何|要求|提出|提交|关于|有关|书面|主动|机关|"
    "[和或及与、的过到者各界]|公开|政府)*"
)
_SAID = Sentence(
    ends="[，。；（）]",
    word="公开",
    number="(?:收到|受理|接到|接收|新收)[^0-9、]{0,16}"
    + _ABOUT
    + _OF_REQUESTS
    + "([0-9][0-9,]*)(?:件|条|宗|份|个|起|项|例)",
    zero="(?:未|没有|无|尚未)(?:收到|接到|受理|接收)(?:过|到)?"
    + _WHOEVER
    + _ABOUT
    + _OF_REQUESTS
    + "(?:情况|情形|要求)?$",
    section="number = '一' OR heading LIKE '%总体情况%'",
)


def findings() -> Iterator[Finding]:
    """Of section one."""
    received = f"FROM {cell('requests', 'received', 'total')}"
    carried_in = f"FROM {cell('requests', 'carried_in', 'total')}"
    yield Finding("narrative.requests", "received", against_text(_SAID, received, carried_in))

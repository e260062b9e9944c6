"""The numbers of requests by kind of applicant that the text states are those in the table.

`narrative.applicants`: 自然人申请 N 件 in section one = received/natural_person, 商业企业申请 N 件
= received/enterprise. It does not apply where no such number stands, nor to sentences on what was
answered or granted, nor to those on penalties and permits; a sentence that does not speak of what
was received cannot fail. A number that has what was carried in counted in passes too. 法人 is no
applicant of the table: it may be any of the other five.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import OTHER_MATTERS, Sentence, against_text, cell

_WORDS = {"natural_person": "自然人", "enterprise": "商业企业"}
_OTHER_THINGS = "处罚|许可|强制|行政检查|公示信息|双公示|信用"
_UNIT = "(?:件|条|宗|份|个|起|项|例)"


def findings() -> Iterator[Finding]:
    """One for each kind that texts name as the table does."""
    for code, word in _WORDS.items():
        said = Sentence(
            ends="[，。；、：:（）()]",
            word=word,
            number=f"{word}(?:提出|提交|递交)?的?(?:政府信息公开)?(?:申请)?(?:共|为|有|计)?"
            f"([0-9][0-9,]*){_UNIT}",
            zero="^$",
            section="number = '一' OR heading LIKE '%总体情况%'",
            unless=f"{OTHER_MATTERS}|答复|办结|公开了|予以",
            beyond=_OTHER_THINGS,
            firm="收到|受理|接到|接收|新收",
        )
        figures = f"FROM {cell('requests', 'received', code)}"
        carried_in = f"FROM {cell('requests', 'carried_in', code)}"
        yield Finding("narrative.applicants", code, against_text(said, figures, carried_in))

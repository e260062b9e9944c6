"""The statistics period that a report states: 统计期限自2021年1月1日起至2021年12月31日止.

Written with or without 年, with dots, in Chinese numerals, and often with the marks between the
digits lost (自202111日起至20211231日止): what is left still spells 1 January and 31 December.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.claims.numerals import dates_in_digits
from vocabulary.text import squash

_TO = r"(?:起|开始)?[,，]?(?:至|到|[-—–－~～]{1,3})"
_YEAR = r"(20[0-4]\d)[年./-]?度?"
_AGAIN = r"(?:(20[0-4]\d)[年./-]?度?|当年|同年|本年)?"
_LAST_DAY = r"12[月./-]?3[01](?!\d)日?"
_WHOLE = re.compile(rf"{_YEAR}0?1[月./-]?0?1日?{_TO}{_AGAIN}{_LAST_DAY}")
_MONTHS = re.compile(rf"{_YEAR}0?1月?{_TO}{_AGAIN}12月(?!\d)")
_PART = re.compile(rf"{_YEAR}\d{{1,2}}[月./-]\d{{1,2}}日?{_TO}{_AGAIN}{_LAST_DAY}")
_EARLY = re.compile(rf"{_YEAR}0?1[月./-]0?1日?{_TO}{_AGAIN}1[12][月./-]\d{{1,2}}日?")
_UNTIL = re.compile(
    rf"(?:统计|核定)[^。,]{{0,15}}(?:截[至止到]到?|时间点)(?:日期|时间)?[为是]?:?(20[0-4]\d)年{_LAST_DAY}"
)
_DURING = re.compile(
    r"统计(?:期限|时限|时间|周期|年度|期间)(?:为|是|:)?(20[0-4]\d)年(?:度|全年|1[-—–~至]12月)?(?=[,。;)]|$)"
)
# Of a part of the year, or across two: whatever the figures are, they are no year's.
_NO_YEAR = re.compile(
    rf"统计(?:期限|时限|时间|周期|期间)[^。,]{{0,8}}?{_YEAR}\d{{1,2}}月?(?:\d{{1,2}}日)?{_TO}{_AGAIN}\d{{1,2}}月(?:\d{{1,2}}日?)?"
)
_MAY_NAME_YEAR = re.compile(r"20\s*[0-4０-４]|２|二\s*[〇○ＯO零0]")
_SPEAKS_OF_FIGURES = re.compile("统计|数据|期限|时限")


@dataclass(frozen=True, slots=True)
class Period:
    """What one sentence states; `year` is None where it does not span one year."""

    text: str
    year: int | None


def find_period(paragraphs: Sequence[str]) -> Period | None:
    """The first period of a sentence that speaks of figures, else the first whole year."""
    lines = pairwise([*paragraphs, ""])
    periods = [p for text, following in lines for p in _periods_from(text, following)]
    told = next((p for p, told in periods if told), None)
    return told or next((p for p, _ in periods), None)


def _periods_from(text: str, following: str) -> list[tuple[Period, bool]]:
    """The periods of a paragraph; one that its end cuts (至12月, 31日 on the next line) goes on."""
    found = list(_periods(text))
    cut = any(not p.year and dates_in_digits(squash(text)).endswith(p.text) for p, _ in found)
    return list(_periods(text + following)) if cut else found


def _periods(text: str) -> Iterator[tuple[Period, bool]]:
    if not _MAY_NAME_YEAR.search(text):
        return
    for sentence in squash(text).split("。"):
        told = _SPEAKS_OF_FIGURES.search(sentence) is not None
        patterns = (_WHOLE, _MONTHS, _PART, _EARLY, _UNTIL, _DURING) if told else (_WHOLE,)
        plain = dates_in_digits(sentence)
        found = next((m for p in patterns if (m := p.search(plain))), None)
        if not found and (part := _NO_YEAR.search(plain)):
            yield Period(part.group(0), None), True
        if found:
            years = {int(y) for y in found.groups() if y}
            yield Period(found.group(0), years.pop() if len(years) == 1 else None), told

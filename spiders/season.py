"""Which page of a dated list shows the weeks in which annual reports come out.

The Regulation (政府信息公开条例, 49 and 50) wants agencies' reports by 31 January and governments'
by 31 March. A list of everything that names its pages is turned there first: where a page's dates
lie is told by those of the pages that were read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from statistics import median_low
from typing import Final

_BEGIN: Final = (1, 5)
_END: Final = (4, 15)


def day_of(dates: Collection[str]) -> int | None:
    """The middle of a page's dates, as a day's number; None for a page without any."""
    days = sorted(date.fromisoformat(text).toordinal() for text in dates)
    return median_low(days) if days else None


def first_in_season(read: Mapping[int, int], waiting: Collection[int]) -> int | None:
    """The first of the `waiting` pages that may show it; `read` tells the days of others.

    Pages are numbers in the list's order. None where nothing can be told.
    """
    for page in sorted(waiting):
        day = _guessed(read, page)
        if day is not None and _BEGIN <= (day.month, day.day) <= _END:
            return page
    return None


def _guessed(read: Mapping[int, int], page: int) -> date | None:
    """Between two pages that were read, or beyond them as fast as between the last two."""
    if len(read) < 2:
        return None
    below = [number for number in sorted(read) if number < page]
    above = [number for number in sorted(read) if number > page]
    ends = (*below[-1:], *above[:1]) if below and above else (*below[-2:], *above[:2])
    one, other = ends[0], ends[-1]
    if one == other or read[other] > read[one]:  # not sorted by date, newest first
        return None
    day = read[one] + (read[other] - read[one]) * (page - one) / (other - one)
    return date.fromordinal(int(day)) if day > 1 else None

"""Numbers that a format shows as a date: `1-2` in a column of counts, which Excel took for one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[[^\]]*\]|_.|\*.|;.*'
    r"|(?P<year>[ye]+)|(?P<month>m+)|(?P<day>d+)|(?P<hour>h+)|(?P<second>s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAYS = re.compile(r"a{3,4}|AM/PM|上午/下午", re.IGNORECASE)
_MOST = 2_958_465  # 9999-12-31


def is_date(code: str) -> bool:
    """Whether a format shows numbers as dates or times."""
    from openpyxl.styles.numbers import is_date_format  # slow to load; few documents are workbooks

    return bool(is_date_format(code))


def shown_date(value: float, code: str, date1904: bool) -> str | None:
    """The date as the format shows it; None if it cannot be told (weekdays, names of months)
    or looks like a plain number."""
    if _WEEKDAYS.search(code) or not 0 <= value <= _MOST:
        return None
    first = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)  # noqa: DTZ001 no zone
    moment = first + timedelta(days=value + (not date1904 and value < 60))
    parts: list[str] = []
    hours = False
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup
        text = match.group(kind) if kind else ""
        hours = hours or kind == "hour"
        part = _part(kind, text, moment, hours)
        if part is None:
            return None
        parts.append(part)
    shown = "".join(parts)
    return None if shown.strip().isdigit() else shown  # 1900 for a count of 305: what was meant?


def _part(kind: str | None, text: str, moment: datetime, hours: bool) -> str | None:
    if kind == "year":
        return f"{moment.year:04d}" if len(text) > 2 or text[0] in "eE" else f"{moment:%y}"
    if kind == "month":
        if len(text) > 2:
            return None
        number = moment.minute if hours else moment.month
        return f"{number:0{len(text)}d}"
    numbers = {"day": moment.day, "hour": moment.hour, "second": moment.second}
    if kind in numbers:
        return None if len(text) > 2 else f"{numbers[kind]:0{len(text)}d}"
    return text

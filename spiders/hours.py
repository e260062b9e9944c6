"""When portals may be asked: a window of the day in China, such as `22-6` or `20:30-07:15`.

Outside it nothing is asked, and nothing is said of what was not asked: the next run goes on.
A portal's own row (column `hours`) stands over the setting for all (GONGKAI_HOURS).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Final, Self

CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
_WINDOW: Final = re.compile(r"(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?")


@dataclass(frozen=True)
class Hours:
    """From `begin` to `end`, over midnight if need be; both None: at all times."""

    begin: time | None = None
    end: time | None = None

    @classmethod
    def parse(cls, text: str | None) -> Self:
        """Raises ValueError for what is no window."""
        if not text:
            return cls()
        match = _WINDOW.fullmatch(text.strip())
        if not match:
            raise ValueError(f"hours {text!r}: expected a window such as 22-6 or 20:30-07:15")
        hours = [int(match[1]) % 24, int(match[2] or 0), int(match[3]) % 24, int(match[4] or 0)]
        return cls(time(hours[0], hours[1]), time(hours[2], hours[3]))

    def open_at(self, moment: datetime) -> bool:
        """Whether a portal may be asked at that moment."""
        if self.begin is None or self.end is None or self.begin == self.end:
            return True
        now = moment.astimezone(CHINA).time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end

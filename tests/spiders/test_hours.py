"""When a portal may be asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from config import Settings
from spiders.hours import Hours


@pytest.mark.parametrize(
    ("window", "utc", "is_open"),
    [
        ("22-6", "14:00", True),  # 22:00 in China
        ("22-6", "21:59", True),
        ("22-6", "22:00", False),
        ("22-6", "13:59", False),
        ("1:30-5", "17:29", False),
        ("1:30-5", "17:30", True),
        ("0-24", "12:00", True),
        ("", "12:00", True),
    ],
)
def test_hours_are_those_of_china_and_may_go_over_midnight(
    window: str, utc: str, is_open: bool
) -> None:
    moment = datetime.fromisoformat(f"2026-01-02T{utc}").replace(tzinfo=UTC)
    assert Hours.parse(window).open_at(moment) is is_open


@pytest.mark.parametrize("window", ["night", "22", "22-", "22-6-7", "22:5-6"])
def test_what_is_no_window_is_refused_before_anything_starts(window: str) -> None:
    with pytest.raises(ValueError, match="window"):
        Hours.parse(window)
    with pytest.raises(ValueError, match="hours"):
        Settings(hours=window)

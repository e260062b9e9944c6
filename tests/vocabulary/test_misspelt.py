"""A place that exists nowhere is a slip where another name has the one that does."""

from __future__ import annotations

import pytest

from vocabulary.misspelt import is_misspelt


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("毫州市民政局", "亳州市民政局", True),
        ("亳州市民政局", "毫州市民政局", False),  # the other way round it is right
        ("惠州市民政局", "亳州市民政局", False),  # both exist: two agencies
        ("亳州市民攻局", "亳州市民政局", False),  # not in its place
        ("毫州市民政局", "亳州市财政局", False),  # two agencies
        ("民政局", "财政局", False),
        ("民政局", "亳州市民政局", False),
    ],
)
def test_misspelt_place(name: str, other: str, expected: bool) -> None:
    assert is_misspelt(name, other) is expected

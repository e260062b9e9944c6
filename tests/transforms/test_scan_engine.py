"""Crops go to the recogniser in batches that bound its memory."""

from __future__ import annotations

from transforms.recognition.engine import _batches


def test_wide_lines_are_read_few_at_once_and_none_is_lost() -> None:
    widths = [1.0] * 30 + [20.0] * 9 + [200.0]
    batches = list(_batches(widths))
    assert sorted(n for batch in batches for n in batch) == list(range(len(widths)))
    assert max(len(batch) for batch in batches) == 24
    assert all(len(b) * max(widths[n] for n in b) <= 96 for b in batches if len(b) > 1)

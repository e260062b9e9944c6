"""Sentences say one report, and two reports."""

from __future__ import annotations

from stages.wording import counted


def test_a_number_and_its_noun_agree() -> None:
    assert counted(1, "agency") == "1 agency"
    assert counted(2, "agency") == "2 agencies"
    assert counted(0, "failed check") == "0 failed checks"

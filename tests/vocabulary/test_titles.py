"""What titles of real lists say, and what they leave out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from vocabulary.titles import Title, parse_title

TITLES = list(csv.DictReader(Path(__file__).with_name("titles.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["title"])
def test_title_says_whose_report_it_is_and_of_which_year(row: dict[str, str]) -> None:
    assert parse_title(row["title"]) == Title(
        is_report=row["is_report"] == "yes",
        agency=row["agency"] or None,
        year=int(row["year"]) if row["year"] else None,
        scope=row["scope"],
        reason=row["reason"],
    )


def test_empty_title_claims_nothing() -> None:
    assert parse_title(" 　 ") == Title(False, None, None, "unknown", "empty")

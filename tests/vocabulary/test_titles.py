"""What titles of real lists say, and what they leave out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from vocabulary.divisions import divisions
from vocabulary.tables import rows
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


ODD = {"街道", "经济开发区直属乡镇"}  # columns are called so; two more begin with a bracket


def test_every_places_name_is_read_whole() -> None:
    """天全县, 含山县, 新市街道, 度尾镇 … hold the words of scopes, groups and years."""
    names = {d.name for d in divisions().values()}
    names |= {row["name"] for row in rows("townships.csv")}
    wrong = []
    for name in names - ODD:
        title = parse_title(f"2022年{name}政府信息公开工作年度报告")
        said = (title.agency, title.year, title.scope, title.reason)
        if said != (name, 2022, "unknown", "report") and not name.startswith("（"):
            wrong.append((name, said))
    assert not wrong

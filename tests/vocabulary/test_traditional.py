"""Traditional characters: reports in them are read as others are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.corpus.documents import html_page
from transforms.extract import extract
from vocabulary import text
from vocabulary.text import squash

TABLE = Path(text.__file__).with_name("traditional.csv")


def test_report_in_traditional_characters_says_what_the_other_says() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        pairs = {row["simplified"]: row["traditional"] for row in csv.DictReader(file)}
    page = html_page()
    other = page.decode().translate(str.maketrans(pairs)).encode()
    assert other != page
    found, expected = extract(other), extract(page)
    assert [(c.topic, c.item, c.breakdown, c.value, c.state) for c in found.cells] == [
        (c.topic, c.item, c.breakdown, c.value, c.state) for c in expected.cells
    ]
    assert (found.agency, found.year) == (expected.agency, expected.year)
    assert found.problems == expected.problems
    assert any("項" in c.label_item or "數" in c.label_breakdown for c in found.cells), "as printed"


@pytest.mark.parametrize(
    ("printed", "read"), [("屬於國家秘密", "属于国家秘密"), ("於潜镇", "於潜镇")]
)
def test_character_of_a_name_stays(printed: str, read: str) -> None:
    assert squash(printed) == read

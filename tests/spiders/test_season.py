"""Which page of a dated list may show the season of annual reports."""

from __future__ import annotations

from datetime import date

from spiders.season import day_of, first_in_season


def days(**read: str) -> dict[int, int]:
    return {int(k[1:]): date.fromisoformat(v).toordinal() for k, v in read.items()}


def test_middle_of_a_pages_dates() -> None:
    told = ["2024-03-01", "2024-02-27", "2019-01-01"]
    assert day_of(told) == date(2024, 2, 27).toordinal()
    assert day_of([]) is None


def test_page_beyond_those_that_were_read_is_guessed_from_their_pace() -> None:
    read = days(p0="2024-12-20", p1="2024-12-10")
    assert first_in_season(read, range(2, 60)) == 25  # 14 April


def test_page_between_two_is_guessed_from_both() -> None:
    read = days(p0="2024-12-20", p1="2024-12-10", p25="2024-06-10")
    assert first_in_season(read, [*range(2, 25), *range(26, 90)]) == 33


def test_nothing_is_told_of_a_list_without_order() -> None:
    assert first_in_season(days(p0="2024-12-20"), range(1, 9)) is None
    assert first_in_season(days(p0="2020-06-01", p1="2024-06-01"), range(2, 9)) is None
    assert first_in_season(days(p0="2024-06-01", p1="2024-06-01"), range(2, 9)) is None

"""Printed rows against official rows: right or undecided, never shifted."""

from __future__ import annotations

from transforms.tables.order import align


def decided(scores: list[list[float]]) -> list[int | None]:
    return [m.choices[0] if m is not None and m.decided else None for m in align(scores)]


def test_missing_row_costs_only_itself() -> None:
    assert decided([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]) == [0, 2, 3]


def test_corrupted_label_is_placed_by_its_neighbours() -> None:
    assert decided([[1, 0, 0], [0, 0.7, 0], [0, 0, 1]]) == [0, 1, 2]


def test_two_rows_that_claim_one_item_are_undecided() -> None:
    assert decided([[1, 0], [1, 0], [0, 1]]) == [None, None, 1]


def test_label_as_similar_to_two_items_is_undecided() -> None:
    assert decided([[0.7, 0.7], [0, 0]]) == [None, None]


def test_row_out_of_order_does_not_displace_the_rows_in_order() -> None:
    placed = decided([[0, 0, 1], [1, 0, 0], [0, 1, 0]])
    assert placed[1:] == [0, 1]
    assert placed[0] is None


def test_decoy_row_is_no_item() -> None:
    assert decided([[1, 0], [0, 0], [0, 1]]) == [0, None, 1]


def test_neighbours_that_changed_places_are_told_by_their_labels() -> None:
    assert decided([[0, 1, 0], [1, 0, 0], [0, 0, 1]]) == [1, 0, 2]

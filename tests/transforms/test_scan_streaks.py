"""Lines that a dirty scanner draws through a sheet are taken away; rules and print stay."""

from __future__ import annotations

import numpy as np

from tests.corpus.cases.scans import printed
from tests.corpus.scanning.paper import Print
from tests.corpus.scanning.wear import lidded, streaked
from transforms.recognition.pixels import Pixels
from transforms.recognition.streaks import without_streaks

_DPI = 130
_SCALE = _DPI / 72


def page() -> Pixels:
    return np.asarray(printed("distinct_2021", Print(dpi=_DPI))[0])


def with_streaks() -> Pixels:
    return np.asarray(streaked(printed("distinct_2021", Print(dpi=_DPI))[0], (0.41, 0.62)))


def test_streaks_are_made_as_bright_as_what_is_beside_them() -> None:
    differ = np.abs(without_streaks(with_streaks(), _SCALE).astype(int) - page())
    assert np.abs(with_streaks().astype(int) - page()).max() > 60
    assert np.count_nonzero(differ > 40) < 40


def test_level_streaks_of_a_sheet_on_its_side_are_taken_away_as_well() -> None:
    lying = np.ascontiguousarray(np.rot90(with_streaks()))
    differ = np.abs(without_streaks(lying, _SCALE).astype(int) - np.rot90(page()))
    assert np.count_nonzero(differ > 40) < 40


def test_streaks_that_end_at_the_dark_border_of_a_lid_are_taken_away_as_well() -> None:
    sheet = printed("distinct_2021", Print(dpi=_DPI))[0]
    border = np.asarray(lidded(sheet, _DPI))
    shown = np.asarray(lidded(streaked(sheet, (0.41, 0.62)), _DPI))
    differ = np.abs(without_streaks(shown, _SCALE).astype(int) - border)
    assert np.count_nonzero(differ > 40) < 40


def test_rules_of_a_table_cut_out_along_its_frame_are_no_streaks() -> None:
    table = np.full((300, 600), 250, np.uint8)
    for at in (0, 150, 298):
        table[at : at + 2] = 40
    for at in (0, 200, 400, 598):
        table[:, at : at + 2] = 40
    assert without_streaks(table, _SCALE) is table


def test_page_without_streaks_and_a_slice_out_of_a_table_stay_as_they_are() -> None:
    whole = np.asarray(printed("distinct_2021", Print(dpi=_DPI))[1])
    slice_ = np.ascontiguousarray(whole[len(whole) // 3 : len(whole) // 2])
    assert without_streaks(whole, _SCALE) is whole
    assert without_streaks(slice_, _SCALE) is slice_

"""One long picture of a report, cut into slices at any height, is read as one page."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pytest
from PIL import Image

from tests.corpus.cases.scans import printed
from tests.corpus.scanning.paper import Print
from transforms.blocks import Grid
from transforms.readers import image
from transforms.recognition.pixels import Pixels
from transforms.recognition.strips import runs_on, strips


@cache
def page() -> Pixels:
    """The first page of a report, as far as its first table goes."""
    return np.asarray(printed("distinct_2021", Print(dpi=150))[0].convert("RGB"))


def cuts(number: int) -> list[int]:
    """Rows of the page at which its table's rules, and figures between them, are cut."""
    dark = (page().min(axis=2) < 100).sum(axis=1)
    rules = np.flatnonzero(dark > 0.5 * page().shape[1])
    apart = rules[1:][np.diff(rules) > 20]
    return [int(row) - 15 for row in apart[:: max(1, len(apart) // number)]][:number]


def test_slices_cut_through_rows_run_on() -> None:
    for row in cuts(5):
        assert runs_on(page()[:row], page()[row:])


def test_pages_with_margins_or_streaks_of_a_scanner_do_not_run_on() -> None:
    streaked = page().copy()
    streaked[:, [400, 900]] = 40
    assert not runs_on(page(), page())
    assert not runs_on(streaked, streaked)


def test_pages_on_dark_ground_do_not_run_on() -> None:
    framed = page().copy()
    framed[:30], framed[-30:] = 20, 20
    assert not runs_on(framed, framed)


@pytest.mark.parametrize("share", [0.002, 0.02])
def test_specks_at_the_edges_are_nothing_that_runs_on(share: float) -> None:
    chance = np.random.default_rng(0)
    first, second = (np.where(chance.random(page().shape) < share, 0, 250) for _ in range(2))
    assert not runs_on(first.astype(np.uint8), second.astype(np.uint8))


def test_slices_are_put_together_and_pages_are_not() -> None:
    first, second = cuts(2)
    parts = [page()[:first], page()[first:second], page()[second:], page()]
    found = list(strips(enumerate(parts, 1)))
    assert [(s.first, s.tops) for s in found] == [(1, (0, first, second)), (4, (0,))]
    assert np.array_equal(found[0].pixels, page())


def test_cells_of_slices_stand_on_their_slice() -> None:
    row = cuts(3)[1]
    frames = [Image.fromarray(part) for part in (page()[:row], page()[row:])]
    stream = io.BytesIO()
    frames[0].save(stream, "TIFF", compression="tiff_lzw", save_all=True, append_images=frames[1:])
    reading = image.read(stream.getvalue())
    (grid,) = (b for b in reading.blocks if isinstance(b, Grid))
    cells = {c.text: c.locator for c in grid.cells if c.text.isdigit()}
    assert {"11", "12", "13", "21", "22", "23", "31", "41", "42"} <= set(cells)
    assert {c["page"] for c in cells.values()} == {1, 2}
    for text, locator in cells.items():
        x0, top, x1, bottom = (int(v) for v in locator["box"])
        seen = np.asarray(frames[locator["page"] - 1])[max(0, top) : bottom, x0:x1]
        assert seen.min() < 100, text

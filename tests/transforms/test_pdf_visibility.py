"""What is painted over a text hides it where it lies, and not in all of the box around it."""

from __future__ import annotations

from transforms.readers.pdf_objects import Fill
from transforms.readers.pdf_text_state import TextState
from transforms.readers.pdf_visibility import Backdrop

RED, WHITE = (200, 0, 0), (255, 255, 255)
TEXT = TextState(
    order=1,
    color=(0, 0, 0),
    clip=None,
    size=10.0,
    quarters=0,
    invisible=False,
    start=(0.0, 10.0),
    font=0,
)


def painted(*outlines: tuple[tuple[float, float], ...]) -> Backdrop:
    """One path of those parts, opaque, painted after the text."""
    return Backdrop(
        [
            Fill(2, (min(xs), min(ys), max(xs), max(ys)), RED, True, outline=outline)
            for outline in outlines
            for xs, ys in [tuple(zip(*outline, strict=True))]
        ]
    )


def test_a_star_hides_what_lies_under_it_alone() -> None:
    star = painted(((0, 100), (50, 0), (100, 100), (50, 60)))
    assert star.covers(TEXT, 50, 30)
    assert not star.covers(TEXT, 50, 90)
    assert not star.covers(TEXT, 5, 5)


def test_a_ring_leaves_its_middle() -> None:
    outer, inner = (
        ((0, 50), (50, 0), (100, 50), (50, 100)),
        ((20, 50), (50, 20), (80, 50), (50, 80)),
    )
    ring = painted(outer, inner)
    assert ring.covers(TEXT, 10, 50)
    assert not ring.covers(TEXT, 50, 50)


def test_a_button_over_some_cells_erases_no_figure() -> None:
    ink = (10.0, 3.0, 15.0, 10.0)
    correction, button = (
        Fill(2, (5, 0, 25, 14), WHITE, True),
        Fill(2, (0, -20, 45, 25), WHITE, True),
    )
    assert Backdrop([correction]).erases(TEXT, ink)
    assert not Backdrop([button]).erases(TEXT, ink)
    assert Backdrop([button]).covers(TEXT, 12, 6)

"""What a page shows, each thing with its place: see `transforms.pages` for units and directions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

Rectangle = tuple[float, float, float, float]  # x0, top, x1, bottom


class Glyph(NamedTuple):
    """One character as printed, upright on the page.

    `text` may be a ligature's several characters, or white space: a gap between digits must stay
    one. A glyph that the font gives no meaning is U+FFFD. `size` is the font's, in points.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


class Rule(NamedTuple):
    """A level rule at y = `at` from x = `start` to `stop`, or an upright one, the other way."""

    at: float
    start: float
    stop: float


def unchanged(box: Rectangle) -> Rectangle:
    """The box itself, of a page read as it is."""
    return box


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page, counted from 1, with what can be seen on it and nothing else.

    A thin filled rectangle is one rule; a stroked one is four. `pictures` are the places of images,
    `areas` of fills: where no rules are drawn, their edges may make a table. `on_page` undoes what
    was done to the page to read it (see `PageTable`). `shows_all`: a picture of it would show every
    character, since its fonts are embedded. `things` are all objects and characters, shown or not.
    """

    page: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    pictures: tuple[Rectangle, ...] = ()
    areas: tuple[Rectangle, ...] = ()
    on_page: Callable[[Rectangle], Rectangle] = unchanged
    shows_all: bool = False
    things: int = 0

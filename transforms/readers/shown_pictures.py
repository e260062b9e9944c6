"""Pictures that a document of text shows: pages, where it has no table of its own, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from config import LIMITS
from transforms.blocks import Block, Grid, Locator, Reading, inside
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, image

Named = tuple[str, Callable[[], bytes]]  # what a locator calls the picture, and how to get it


def with_pictures(reading: Reading, kind: str, pictures: Iterable[Named]) -> Reading:
    """The reading with the tables of the document's pictures behind its text; as it was if there
    are none in them, but for those that cannot be read, where no table stands beside them. A cell's
    locator has the picture's name under `kind`, besides page and box."""
    grids = [b.index for b in reading.blocks if isinstance(b, Grid)]
    first = max(grids, default=0) + 1
    blocks: list[Block] = []
    problems: list[tuple[str, str]] = []
    unread: list[tuple[str, str]] = []
    for name, data in islice(pictures, LIMITS.recognised_pages):
        try:
            seen = _seen(data(), tables_alone=bool(grids))
        except UnreadableDocument as error:
            if not grids:
                unread.append((error.code, f"{kind} {name}: {error}"))
            continue
        problems += seen.problems
        blocks += [inside(b, {kind: name}, len(blocks) + first) for b in seen.blocks]
    if not any(isinstance(block, Grid) for block in blocks):
        return replace(reading, problems=(*reading.problems, *unread))
    return replace(
        reading,
        blocks=(*reading.blocks, *blocks),
        problems=(*reading.problems, *unread, *problems),
        recognised=True,
    )


def picture_named(pictures: Iterable[Named], kind: str, locator: Locator) -> Picture | None:
    """The picture that a locator of `with_pictures` names, as it is; None if there is none.

    Raises UnreadableDocument if it is damaged or too large.
    """
    shown = (data for name, data in pictures if name == locator.get(kind))
    found = next(shown, None)
    return None if found is None else image.picture(found(), locator)


def _seen(data: bytes, *, tables_alone: bool) -> Reading:
    """What a picture shows; of those among a document's own tables, tables alone."""
    if not image.matches(data) or (tables_alone and not image.shows_table(data)):
        return Reading(())
    seen = image.read(data)
    if not tables_alone:
        return seen
    return replace(seen, blocks=tuple(b for b in seen.blocks if isinstance(b, Grid)))

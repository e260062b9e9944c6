"""Pictures that a document of text shows: pages, where it has no table of its own, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from config import LIMITS
from transforms.blocks import Block, Grid, Locator, Paragraph, Reading
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, image

Named = tuple[str, Callable[[], bytes]]  # what a locator calls the picture, and how to get it


def with_pictures(reading: Reading, kind: str, pictures: Iterable[Named]) -> Reading:
    """The reading with the tables of the document's pictures behind its text; as it was if there
    are none in them, but for those that cannot be read, where no table stands beside them. A table
    may go on in the next picture: they may be the pages of a scan. A cell's locator has the
    picture's name under `kind`, besides page and box."""
    grids = [b.index for b in reading.blocks if isinstance(b, Grid)]
    places: list[Locator] = []
    pages: list[PageText] = []
    unread: list[tuple[str, str]] = []
    for name, data in islice(pictures, LIMITS.recognised_pages):
        try:
            seen = _seen(data(), len(pages) + 1, tables_alone=bool(grids))
        except UnreadableDocument as error:
            if not grids:
                unread.append((error.code, f"{kind} {name}: {error}"))
            continue
        pages += seen
        places += [{kind: name, "page": number} for number in range(1, len(seen) + 1)]
    blocks = _blocks(pages, places, max(grids, default=0), tables_alone=bool(grids))
    if not any(isinstance(block, Grid) for block in blocks):
        return replace(reading, problems=(*reading.problems, *unread))
    problems = [problem for page in pages for problem in page.problems]
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


def _seen(data: bytes, first: int, *, tables_alone: bool) -> list[PageText]:
    """The pages that a picture shows, numbered from `first` on; of those among a document's own
    tables, such with tables."""
    if not image.matches(data) or (tables_alone and not image.shows_table(data)):
        return []
    return image.page_texts(data, first)


def _blocks(
    pages: Sequence[PageText], places: Sequence[Locator], grids: int, *, tables_alone: bool
) -> list[Block]:
    """What the pages show, behind so many grids; page n is what `places[n - 1]` names."""
    if not pages:
        return []
    from transforms.recognition.together import on_common_columns  # needs the models' libraries

    return [
        _placed(block, places, grids)
        for block in to_blocks(on_common_columns(pages))
        if isinstance(block, Grid) or not tables_alone
    ]


def _placed(block: Block, places: Sequence[Locator], grids: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, locator=_in_picture(block.locator, places))
    cells = tuple(c._replace(locator=_in_picture(c.locator, places)) for c in block.cells)
    return replace(block, index=block.index + grids, cells=cells)


def _in_picture(locator: Locator, places: Sequence[Locator]) -> Locator:
    return {**locator, **places[locator["page"] - 1]}

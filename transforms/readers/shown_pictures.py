"""Pictures that a document of text shows: pages, where it has no table of its own, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from config import LIMITS
from transforms.blocks import Block, Grid, Locator, Paragraph, Reading
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, image
from transforms.recognition.pixels import Pixels

Named = tuple[str, Callable[[], bytes]]  # what a locator calls the picture, and how to get it


def with_pictures(reading: Reading, kind: str, pictures: Iterable[Named]) -> Reading:
    """The reading with the tables of the document's pictures behind its text; as it was if there
    are none in them, but for those that cannot be read, where no table stands beside them. A table
    may go on in the next picture: they may be the pages of a scan. A cell's locator has the
    picture's name under `kind`, besides page and box."""
    grids = [b.index for b in reading.blocks if isinstance(b, Grid)]
    seen = _Seen(kind, tables_alone=bool(grids))
    pages = image.texts_of(seen.pages(pictures))
    places, unread = seen.places, seen.unread if not grids else []
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


def pages_shown(kind: str, pictures: Iterable[Named]) -> Reading:
    """The pictures as the pages of one document, of which each is a file; locators as those of
    `with_pictures`."""
    seen = _Seen(kind, tables_alone=False)
    pages = image.texts_of(seen.pages(pictures))
    blocks = _blocks(pages, seen.places, 0, tables_alone=False)
    problems = [problem for page in pages for problem in page.problems]
    return Reading(tuple(blocks), problems=(*seen.unread, *problems), recognised=bool(pages))


def picture_named(pictures: Iterable[Named], kind: str, locator: Locator) -> Picture | None:
    """The picture that a locator of `with_pictures` names, as it is; None if there is none.

    Raises UnreadableDocument if it is damaged or too large.
    """
    shown = (data for name, data in pictures if name == locator.get(kind))
    found = next(shown, None)
    return None if found is None else image.picture(found(), locator)


@dataclass
class _Seen:
    """What is seen of a document's pictures: the place of each page, and which cannot be read."""

    kind: str
    tables_alone: bool
    places: list[Locator] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def pages(self, pictures: Iterable[Named]) -> Iterator[tuple[int, Pixels]]:
        """The pictures' pages, numbered from 1 on through all of them."""
        for n, (name, data) in enumerate(pictures):
            if n == LIMITS.recognised_pages:
                beyond = f"pictures beyond the first {n}, from {self.kind} {name} on: not read"
                self.unread.append(("too_large", beyond))
                return
            try:
                for number, pixels in enumerate(self._of(data()), 1):
                    self.places.append({self.kind: name, "page": number})
                    yield len(self.places), pixels
            except UnreadableDocument as error:
                self.unread.append((error.code, f"{self.kind} {name}: {error}"))

    def _of(self, data: bytes) -> Iterator[Pixels]:
        """The pages of a picture; among a document's own tables, of one that shows tables."""
        if image.matches(data) and (not self.tables_alone or image.shows_table(data)):
            yield from image.page_pixels(data)


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

"""What reading one document yields: the contract between readers, lake and `gongkai extract`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

State = Literal["number", "blank", "not_applicable", "text", "unreadable"]


class Cell(NamedTuple):
    """One value of a statutory form, named as FORMS names it, with all that proves it.

    `value` is None unless `state` is "number"; `raw` is the text as printed; `confidence` runs
    from 0 to 1; `locator` says where in the document the cell stands. A tuple, as documents have
    hundreds of them: it is made in a fifth of the time that a frozen dataclass takes.
    """

    form: str
    topic: str
    item: str
    breakdown: str
    value: float | None
    state: State
    raw: str
    unit: str
    label_item: str
    label_breakdown: str
    confidence: float
    locator: Mapping[str, Any]
    table_instance: int = 0


@dataclass(frozen=True, slots=True)
class UnmappedCell:
    """A printed cell of a statutory table that no form names: kept, never lost."""

    topic: str
    table_index: int
    row_index: int
    column_index: int
    label_row: str
    label_column: str
    raw: str
    value: float | None
    locator: Mapping[str, Any]


def set_aside(cell: Cell) -> UnmappedCell:
    """A figure of what is no annual report, or no statutory table: kept, but none of the form's."""
    place = cell.locator
    return UnmappedCell(
        topic=cell.topic,
        table_index=place.get("table", 0),
        row_index=place.get("row", 0),
        column_index=place.get("column", 0),
        label_row=cell.label_item,
        label_column=cell.label_breakdown,
        raw=cell.raw,
        value=cell.value,
        locator=place,
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source inside the document says: whose report, of which year, of what scope.

    `source` is one of metadata, title, heading, period, first_sentence, signature, section,
    table_head, site (a bureau's own), and file_name for a member of an archive.
    `published` is an ISO date.
    """

    source: str
    text: str
    agency: str | None = None
    year: int | None = None
    scope: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part of the report's narrative."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should know about this document; `code` from the stable list."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says.

    `contained_in` is the hash of the file that the document was found inside, `member` the way to
    it there; both None for a file by itself. `is_container`: a file whose reports are documents
    of their own, so that it is none itself.
    """

    sha256: str
    media_type: str
    carrier: str
    reading: str
    size: int
    title: str | None
    agency: str | None
    year: int | None
    scope: str
    cells: tuple[Cell, ...]
    unmapped_cells: tuple[UnmappedCell, ...]
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    contained_in: str | None = None
    member: str | None = None
    is_container: bool = False

    @property
    def is_report(self) -> bool:
        """Whether anything of an annual report was found in it."""
        return not self.is_container and all(p.code != "not_a_report" for p in self.problems)

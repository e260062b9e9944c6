"""From the name of a cell to the document and the place that prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from config import Settings
from pipelines.archive import payload
from transforms.contract import way_in
from transforms.evidence import Document, documents_of
from transforms.extraction import Cell, Extraction
from warehouse.query import connect

_REPORT = re.compile(r"(.+)(#\d+)")
_CELL_ID = re.compile(r"[0-9a-f]{16}")
_NAMED = 8  # names offered where the one given is not there

_FIND = """
SELECT c.document_sha256, c.topic || '/' || c.item || '/' || c.breakdown, c.table_instance,
       f.warc_file, f.warc_offset, f.url
FROM cells AS c
JOIN documents AS d USING (document_sha256)
JOIN finds AS f ON f.document_sha256 = coalesce(d.contained_in, d.document_sha256)
WHERE c.cell_id = ? ORDER BY f.fetched_at, f.url LIMIT 1
"""


class NoSuchCellError(ValueError):
    """What was asked for is not there; the message says what is."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with its document; `path` names the file, and the way to a member of an archive."""

    path: str
    document: Document
    cell: Cell


def is_cell_id(text: str) -> bool:
    """Whether a text looks like the `cell_id` that the warehouse cites."""
    return bool(_CELL_ID.fullmatch(text))


def documents_in(path: str) -> list[tuple[str, Document]]:
    """Documents of a file on disk, each with its path; `a.zip!/b.pdf` is that member alone, and
    `b.pdf#2` the second report of that file."""
    file, _, member = path.partition("!/")
    if not member and not Path(file).exists() and (second := _REPORT.fullmatch(file)):
        file, member = second.groups()
    if not Path(file).is_file():
        if Path(file).is_dir():
            raise NoSuchCellError(f"{file} is a folder: name one of its files")
        what = "no file" if Path(file).exists() else "no such file"
        raise NoSuchCellError(f"{what}: {file} (a cell_id has 16 digits, 0-9 and a-f)")
    documents = documents_of(Path(file).read_bytes())
    named = [(file + way_in(d.extraction.member), d) for d in documents]
    if not member:
        return named
    if chosen := [(name, d) for name, d in named if name == path]:
        return chosen
    there = ", ".join(name for name, _ in named[1:]) or "nothing"
    raise NoSuchCellError(f"{file} has no member {member!r}; it holds: {there}")


def find_cell(documents: Sequence[tuple[str, Document]], name: str, instance: int = 0) -> Found:
    """The cell `topic/item/breakdown` in the first document that has it.

    Raises NoSuchCellError, whose message offers the nearest names.
    """
    names: list[str] = []
    for path, document in documents:
        for cell in (*document.extraction.cells, *unmapped(document.extraction)):
            names.append(name_of(cell))
            if names[-1] == name and cell.table_instance == instance:
                return Found(path, document, cell)
    if name in names:
        raise NoSuchCellError(f"{name} is there, but not with --instance {instance}")
    raise NoSuchCellError(f"no cell {name!r} was read there; {_offer(name, names)}")


def unmapped(extraction: Extraction) -> list[Cell]:
    """The cells that no form names, as `topic/unmapped/n`: n counts them as `gongkai extract` does,
    from 1."""
    return [
        Cell(
            form="",
            topic=one.topic or "table",
            item="unmapped",
            breakdown=str(n),
            value=one.value,
            state="text" if one.value is None else "number",
            raw=one.raw,
            unit="",
            label_item=one.label_row,
            label_breakdown=one.label_column,
            confidence=1.0,
            locator=one.locator,
        )
        for n, one in enumerate(extraction.unmapped_cells, start=1)
    ]


def name_of(cell: Cell) -> str:
    """`topic/item/breakdown`, as FORMS' codes name a cell."""
    return f"{cell.topic}/{cell.item}/{cell.breakdown}"


def archived_cell(settings: Settings, cell_id: str) -> Found:
    """A cell of the warehouse, its document taken out of the archive.

    Raises NoSuchCellError, QueryError without a warehouse, ArchiveDamagedError.
    """
    with connect(settings.warehouse) as db:
        row = db.execute(_FIND, [cell_id]).fetchone()
    if row is None:
        raise NoSuchCellError(
            f"the warehouse in {settings.data} has no cell {cell_id}; `gongkai sql` finds cell_ids "
            "in observations and cells"
        )
    sha256, name, instance, warc_file, offset, url = row
    documents = documents_of(payload(settings.archive, warc_file, offset), url)
    its_own = [
        (url + way_in(d.extraction.member), d) for d in documents if d.extraction.sha256 == sha256
    ]
    return find_cell(its_own, name, instance)


def _offer(name: str, names: Sequence[str]) -> str:
    if not names:
        return "it has no statutory cells at all: `gongkai extract` says why"
    near = get_close_matches(name, names, n=_NAMED, cutoff=0.5)
    parts = [part for part in name.split("/") if part]
    near += [n for n in names if all(part in n for part in parts)]
    offered = list(dict.fromkeys(near))[:_NAMED] or names[:_NAMED]
    return f"did you mean {', '.join(offered)}? (without --cell all {len(names)} are listed)"

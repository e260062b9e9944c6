"""The entry points: `extract_all(bytes, url)` reads any file, archives and files of several reports
too; `extract` reads a file that is one document. Bad input is no exception.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from transforms import alignment, report
from transforms.assembly import assemble
from transforms.blocks import Grid, Paragraph, Reading
from transforms.containers import Container, Contents, container_for, containers
from transforms.extraction import Cell, Claim, Extraction, Problem, UnmappedCell
from transforms.members import Answer, Unpacked, read_all
from transforms.readers import Reader, UnreadableDocument, reader_for, readers
from transforms.readers.magic import binary_kind
from transforms.segment import Segment

_STATUTORY = re.compile(
    "主动公开政府信息情况|政府信息公开申请情况|行政复议、?行政诉讼情况|"
    "存在的主要问题及改进情况|其他需要报告的事项"
)
_ERROR_PAGE = re.compile(
    r"\b(?:404|403|500|502|503)\b|页面不存在|找不到(?:该|您|页)|无法访问|内容不存在|已删除|"
    r"Not Found|出错了",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(20\d\d)年")
_ERROR_PAGE_LENGTH = 600
_PICTURES_NAMED = 10


def extract_all(
    data: bytes, url: str | None = None, content_type: str | None = None
) -> list[Extraction]:
    """Read one file: first what it is itself, then every document inside it, each by itself.

    `url` serves to make the addresses of missing attachments absolute; `content_type` is the
    HTTP header, for its charset. Pure: no network, no clock; equal bytes give equal results.
    """
    return read_all(data, url, content_type, read_file)


def extract(data: bytes, url: str | None = None, content_type: str | None = None) -> Extraction:
    """Read one file as one document: its cells, claims, sections, and what could not be read."""
    answer = read_file(data, url, content_type)
    return answer.itself if isinstance(answer, Unpacked) else answer[0]


def read_file(data: bytes, url: str | None, content_type: str | None) -> Answer:
    """Read one file without going into archives: those come back unpacked."""
    if not data.strip():
        return [unread(data, "corrupt", "the file is empty")]
    reader = reader_for(data)
    if reader is None:
        return _unpacked(data)
    try:
        reading = reader.read(data, content_type)
    except UnreadableDocument as error:
        return [unread(data, error.code, str(error), reader)]
    return [_extraction(data, reader, reading, url)]


def _unpacked(data: bytes) -> Answer:
    container = container_for(data)
    if container is None:
        kind = binary_kind(data) or f"an unknown kind of file (it starts with {data[:8]!r})"
        return [unread(data, "unsupported_format", f"no reader for {kind}")]
    try:
        contents = container.unpack(data)
    except UnreadableDocument as error:
        contents = Contents((), ((error.code, str(error)),))
    faults = contents.problems
    if not contents.members and not faults:
        faults = (("corrupt", "the archive is empty"),)
    itself = replace(
        _unread(data, [Problem(code, message) for code, message in faults]),
        media_type=container.media_type,
        carrier=container.carrier,
        reading=container_reading(container),
        is_container=bool(contents.members),
    )
    return Unpacked(itself, contents.members)


def container_reading(container: Container) -> str:
    """Which reading an archive is: it is read again whenever any reader of members is newer."""
    return f"{container.carrier}{container.version}-a{alignment.VERSION}-r{_all_readers()}"


def _all_readers() -> int:
    """Rises with every reader that is added or that reads otherwise than before."""
    return sum(reader.version for reader in readers())


def reading_id(reader: Reader | None) -> str:
    """Which reading this is: the reader's version and that of alignment and forms.

    What no reader could read is tried again whenever any reader is new.
    """
    if reader is None:
        return f"none-a{alignment.VERSION}-r{_all_readers()}"
    return f"{reader.carrier}{reader.version}-a{alignment.VERSION}"


def current_readings() -> frozenset[str]:
    """Ids of the readings that this code makes; a document read by another is read again."""
    archives = map(container_reading, containers())
    return frozenset([*map(reading_id, [*readers(), None]), *archives])


def _extraction(data: bytes, reader: Reader, reading: Reading, url: str | None) -> Extraction:
    paragraphs = [b.text for b in reading.blocks if isinstance(b, Paragraph)]
    segments = alignment.read_grids([b for b in reading.blocks if isinstance(b, Grid)])
    cells, problems = assemble(segments) if segments else ([], [])
    claims = report.claims(paragraphs, reading.metadata)
    problems = [
        *(Problem(code, message) for code, message in reading.problems),
        *(problems if cells else _nothing_found(paragraphs, claims)),
        *_conflicts(claims),
    ]
    if (
        not cells
        and reading.missing
        and all(p.code not in ("not_a_report", "soft_404") for p in problems)
    ):
        problems.append(_attachments(reading.missing, url))
    titled = next((c for c in claims if c.source == "title"), None)
    return Extraction(
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=reader.media_type,
        carrier=reader.carrier,
        reading=reading_id(reader),
        size=len(data),
        title=titled.text if titled else None,
        agency=_agency(claims),
        year=_year(claims),
        scope=next((c.scope for c in claims if c.scope), "unknown"),
        cells=tuple(cells),
        unmapped_cells=_unmapped(segments),
        sections=tuple(report.sections(paragraphs)),
        claims=tuple(claims),
        problems=tuple(problems),
    )


def unread(data: bytes, code: str, message: str, reader: Reader | None = None) -> Extraction:
    """The extraction of a document that could not be read: one problem says why."""
    return _unread(data, [Problem(code, message)], reader)


def _unread(data: bytes, problems: Sequence[Problem], reader: Reader | None = None) -> Extraction:
    return Extraction(
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=reader.media_type if reader else "application/octet-stream",
        carrier=reader.carrier if reader else "none",
        reading=reading_id(reader),
        size=len(data),
        title=None,
        agency=None,
        year=None,
        scope="unknown",
        cells=(),
        unmapped_cells=(),
        sections=(),
        claims=(),
        problems=tuple(problems),
    )


def _nothing_found(paragraphs: Sequence[str], claims: Sequence[Claim]) -> list[Problem]:
    """A document without a statutory table: a report that lacks them, an error page, or neither."""
    text = "".join(paragraphs)
    headings = set(_STATUTORY.findall("".join(text.split())))
    if len(headings) >= 2 or any(c.source == "title" for c in claims):
        shown = "; its statutory headings stand there" if headings else ""
        return [
            Problem(
                "tables_missing",
                f"an annual report without any statutory table that can be read{shown}",
            )
        ]
    problems = [
        Problem("not_a_report", "neither statutory tables nor the title of an annual report")
    ]
    if len(text) < _ERROR_PAGE_LENGTH and (found := _ERROR_PAGE.search(text)):
        problems.append(Problem("soft_404", f"looks like an error page: {found.group(0)!r}"))
    return problems


def _attachments(missing: Sequence[str], url: str | None) -> Problem:
    addresses = [urljoin(url, m) if url else m for m in missing]
    return Problem(
        "attachment_missing", "the tables may stand in: " + " ".join(addresses[:_PICTURES_NAMED])
    )


def _conflicts(claims: Sequence[Claim]) -> Iterator[Problem]:
    years = {c.source: c.year for c in claims if c.year and c.source in ("title", "period")}
    title = next((c.text for c in claims if c.source == "title"), "")
    if "period" not in years and len(named := sorted(set(_YEARS.findall(title)))) > 1:
        yield Problem("year_conflict", f"the title names several years: {', '.join(named)}")
    if len(set(years.values())) > 1:
        said = ", ".join(f"{source} says {year}" for source, year in years.items())
        yield Problem("year_conflict", said)


def _year(claims: Sequence[Claim]) -> int | None:
    for source in ("period", "title", "heading"):
        if year := next((c.year for c in claims if c.source == source and c.year), None):
            return year
    published = next((c.published for c in claims if c.published), None)
    return int(published[:4]) - 1 if published else None


def _agency(claims: Sequence[Claim]) -> str | None:
    for source in ("title", "signature", "metadata", "heading"):
        if agency := next((c.agency for c in claims if c.source == source and c.agency), None):
            return agency
    return None


def _unmapped(segments: Sequence[Segment]) -> tuple[UnmappedCell, ...]:
    return tuple(cell for segment in segments for cell in segment.unmapped)


def cells_by_name(cells: Sequence[Cell]) -> dict[str, Cell]:
    """The first instance's cells by `topic/item/breakdown`."""
    return {f"{c.topic}/{c.item}/{c.breakdown}": c for c in cells if c.table_instance == 0}

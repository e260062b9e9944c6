"""Pages of one report that lie in an archive as a picture each: page1.jpg, page2.jpg, 图10.png.

Pictures of one folder whose names differ in their numbers alone are pages, in the order of these
numbers (10 after 9, whatever the archive's order is); names that differ in a year are reports of
several years. Such pages are one document; a report that begins on one of them with its own title
is told as in any file of several reports.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from config import LIMITS
from transforms.containers import Member

_NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十]+(?=[页张.]|$)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp")
_BETWEEN = ".."  # the first page's name and the last one's
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}
_SHORT = 5  # characters of 第页, scan, 扫描件: they say nothing
_MARK = "pages-of-one-document"  # first entry of the file that the pages are handed on in


@dataclass(frozen=True, slots=True)
class _Page:
    """A picture, the series that its name belongs to, and its place there."""

    member: Member
    series: tuple[str, ...]
    place: tuple[int, ...]


def gathered(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members, the pages of a series as one: it stands where the first of them stood."""
    series: defaultdict[tuple[str, ...], list[_Page]] = defaultdict(list)
    for member in members:
        if page := _page(member):
            series[page.series].append(page)
    whole = {key: sorted(pages, key=_order) for key, pages in series.items() if _is_one(pages)}
    return tuple(_with_series(members, whole))


def _with_series(
    members: Sequence[Member], whole: dict[tuple[str, ...], list[_Page]]
) -> Iterator[Member]:
    done: set[tuple[str, ...]] = set()
    for member in members:
        page = _page(member)
        if page is None or page.series not in whole:
            yield member
        elif page.series not in done:
            done.add(page.series)
            yield _together([one.member for one in whole[page.series]])


def is_series(data: bytes) -> bool:
    """Whether these bytes are pages that `gathered` has put together."""
    return data[:4] == b"PK\x03\x04" and data[30 : 30 + len(_MARK)] == _MARK.encode()


def pages_of(data: bytes) -> list[Member]:
    """The pages that were put together, in their order.

    Raises BadZipFile if it was not `gathered` that put them together: a file may carry its mark.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = archive.infolist()[1:]
        if any(i.compress_type != zipfile.ZIP_STORED or i.file_size > len(data) for i in pages):
            raise zipfile.BadZipFile("pages that are packed, as those of a series never are")
        return [Member(i.filename, archive.read(i)) for i in pages]


def called(path: str) -> str:
    """What a member is called: of a series, what all its pages' names say, else its folder."""
    name = PurePosixPath(path).name
    first, between, _ = name.partition(_BETWEEN)
    if not between:
        return name
    said = _NUMBER.sub(lambda m: m[0] if _YEAR.fullmatch(m[0]) else "", first)
    return said if len(said) > _SHORT else PurePosixPath(path).parent.name


def _page(member: Member) -> _Page | None:
    """The member as a page of a series; None of what has no number, or is no picture."""
    path = PurePosixPath(member.path)
    numbers = _NUMBER.findall(path.stem)
    if path.suffix.lower() not in _SUFFIXES or not numbers:
        return None
    years = [n for n in numbers if _YEAR.fullmatch(n)]
    pattern = _NUMBER.sub(lambda m: m[0] if m[0] in years else "#", path.stem)
    place = tuple(_value(n) for n in numbers if n not in years)
    return _Page(member, (str(path.parent), pattern, *years), place) if place else None


def _is_one(pages: Sequence[_Page]) -> bool:
    """Whether pictures are the pages of one document, few and small enough to be read as one."""
    places = {page.place for page in pages}
    size = sum(len(page.member.data) for page in pages)
    return 1 < len(pages) == len(places) <= LIMITS.recognised_pages and size <= LIMITS.part


def _order(page: _Page) -> tuple[int, ...]:
    return page.place


def _value(number: str) -> int:
    """A number in digits or in Chinese numerals below a hundred."""
    if number.isdigit() and number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def _together(pages: Sequence[Member]) -> Member:
    """The pages as one member; equal pages give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_MARK), b"")
        for page in pages:
            archive.writestr(zipfile.ZipInfo(page.path), page.data)
    first, last = PurePosixPath(pages[0].path), PurePosixPath(pages[-1].path)
    return Member(f"{first.with_suffix('')}{_BETWEEN}{last.name}", out.getvalue())

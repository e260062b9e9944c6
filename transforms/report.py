"""What a document says of itself beside its tables: title, agency, year, period, sections.

Each is a claim with its source; who is right is decided later, over all documents of a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from transforms.blocks import Grid
from transforms.claims import dateline
from transforms.claims.dateline import iso
from transforms.claims.introduction import (
    first_section_claims,
    introduction_claims,
    is_introduction,
)
from transforms.claims.period import find_period
from transforms.claims.signature import signature_claims
from transforms.claims.title_lines import (
    TITLE_TAGS,
    agree,
    beside,
    may_be_line_of_title,
    refused,
    with_place_above,
)
from transforms.extraction import Claim
from vocabulary.agencies import function_of
from vocabulary.text import squash
from vocabulary.title_words import ends_as_a_name
from vocabulary.titles import Title, as_printed, may_be_report, parse_title

_SPEAKS_OF_REPORT = re.compile(r"年度(?:工作)?报告|年报|情况统计表")
_DATED = re.compile(r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[)\]】]?$")
_PROPERTY = "Title"  # of a file: often left over from the one that it was copied from
_METADATA = (
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ContentSource",
    "ArticleTitle",
    "PubDate",
    "ColumnName",
    "PageHead",
)
_BEHIND_TITLE = re.compile(r"[-_|—]([^-_|—]{3,30})$")
_ANYBODY = {None, "政府"}  # functions of those whose site says nothing
_NAMING = {"ContentSource", "PageHead"}  # metadata that name the agency
_FIRST = 40  # paragraphs among which the title stands
_YEAR_ALONE = 12
_ALL = 2  # agency and year


def find_title(
    paragraphs: Sequence[str],
    metadata: Mapping[str, str],
    told: tuple[str | None, int | None] = (None, None),
) -> tuple[str, Title] | None:
    """The fullest title of an annual report among metadata, headings and first paragraphs; of
    several, the one that has the agency and the year that are `told` elsewhere, else the one that
    stands there most often: links to other years stand there once.

    What stands behind the first section's heading is a title only where it contradicts nothing:
    links to the reports of other years hang below many a report. Only where none is full are lines
    put together, two or three, as a title may be broken. What a file's properties call it counts
    where nothing printed is a title that says anything.
    """
    front, behind = _before_first_section(paragraphs)
    front = _without_links(front, told[1])
    tagged = [metadata[tag] for tag in TITLE_TAGS if tag in metadata]
    best = _fullest(tagged, front, told)
    if best and not _says(best[1]) and (refused(paragraphs, metadata) or ("",))[0] == "other_body":
        best = None  # a menu's 政府信息公开年报 above the title of a school's
    later = None if best is None and refused(paragraphs, metadata) else _fullest([], behind, told)
    if later and (best is None or (_says(best[1]) < _says(later[1]) and _fits(later, best, told))):
        best = later
    if (best is None or not _says(best[1])) and (named := _titled(metadata.get(_PROPERTY, ""))):
        best = named
    return (as_printed(best[0]), best[1]) if best else None


def _before_first_section(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines that may be of a title: those before the first section's heading, and those behind."""
    head = paragraphs[:_FIRST]
    first = next((n for n, p in enumerate(head) if not is_introduction(p)), len(head))
    front, behind = (
        [p for p in part if may_be_line_of_title(p)] for part in (head[:first], head[first:])
    )
    return front, behind


def _fits(
    later: tuple[str, Title], found: tuple[str, Title], told: tuple[str | None, int | None]
) -> bool:
    """Whether a title that stands further down says of its year what is known already."""
    return later[1].year in (found[1].year, told[1]) and agree(later[1], found[1])


def _fullest(
    tagged: Sequence[str], head: Sequence[str], told: tuple[str | None, int | None]
) -> tuple[str, Title] | None:
    reports: list[tuple[str, Title]] = []
    best = None
    lines = ([*tagged, *head], _together(head, 2), _together(head, 3))
    for count, candidates in enumerate(lines, start=1):
        parsed = [(text, parse_title(text)) for text in candidates if may_be_report(text)]
        reports += [
            (text, title)
            for text, title in parsed
            if title.is_report and (count == 1 or _is_of_one_piece(title))
        ]
        said = Counter((title.agency, title.year) for _, title in reports)
        best = max(
            reports,
            key=lambda r: (_says(r[1]), _agrees(r[1], told), said[r[1].agency, r[1].year]),
            default=None,
        )
        if best and _says(best[1]) == _ALL:
            break
    return best


def _without_links(lines: list[str], year: int | None) -> list[str]:
    """Without dated titles of other years than the `year` that is told elsewhere, where a title
    without a date is of that year: lists of reports stand beside many a report."""
    years = {p: parse_title(p).year for p in lines if may_be_report(p)}
    if year is None or not any(y == year and not _DATED.search(p) for p, y in years.items()):
        return lines
    return [p for p in lines if years.get(p, year) == year or not _DATED.search(p)]


def _titled(text: str) -> tuple[str, Title] | None:
    title = parse_title(text) if may_be_report(text) else None
    return (text, title) if title and title.is_report else None


def _together(lines: Sequence[str], count: int) -> list[str]:
    """Lines put together, but none that alone is the title of something else."""
    runs = [lines[n : n + count] for n in range(len(lines) - count + 1)]
    return ["".join(run) for run in runs if not any(parse_title(line).is_refused for line in run)]


def _is_of_one_piece(title: Title) -> bool:
    """Whether lines put together are a title, not the menu before it: the agency is a name."""
    return title.agency is None or ends_as_a_name(title.agency)


def _agrees(title: Title, told: tuple[str | None, int | None]) -> int:
    return sum(
        a is not None and a == b for a, b in zip((title.agency, title.year), told, strict=True)
    )


def _says(title: Title) -> int:
    return (title.agency is not None) + (title.year is not None)


def claims(
    paragraphs: Sequence[str], metadata: Mapping[str, str], grids: Sequence[Grid] = ()
) -> list[Claim]:
    """All that the document claims of agency, year, scope and date."""
    found: list[Claim] = []
    period, signed = find_period(paragraphs), list(signature_claims(paragraphs))
    told = (next((c.agency for c in signed), None), period.year if period else None)
    if titled := find_title(paragraphs, metadata, told):
        text, title = with_place_above(paragraphs, *titled)
        scope = title.scope if title.scope != "unknown" else None
        found.append(Claim("title", text, title.agency, title.year, scope))
        found += beside(paragraphs, metadata, text, title)
    else:
        found += _heading_claims(paragraphs)
    found += _metadata_claims(metadata)
    found += _site_claims(metadata)
    found += _dateline_claims(dateline.lines_of(paragraphs, grids))
    if period:
        found.append(Claim("period", period.text, year=period.year))
    found += introduction_claims(paragraphs)
    if not (period and period.year):
        found += first_section_claims(paragraphs)
    found += signed
    return found


def _heading_claims(paragraphs: Sequence[str]) -> list[Claim]:
    """A title that speaks of an annual report without being one's own (关于印发…年度报告的通知), or
    of the table alone, whose year may stand below it (（2016年度）)."""
    for number, paragraph in enumerate(paragraphs[:_FIRST], start=1):
        text = squash(paragraph)
        if may_be_line_of_title(text) and _SPEAKS_OF_REPORT.search(text):
            title = parse_title(text)
            below = [p for p in paragraphs[number : number + 1] if len(p) <= _YEAR_ALONE]
            year = title.year or parse_title(text + "".join(below)).year
            return [Claim("heading", text, title.agency, year)]
    return []


def _metadata_claims(metadata: Mapping[str, str]) -> list[Claim]:
    """One claim for each standard name that the page's head declares (`Name=value`)."""
    found = []
    for name in _METADATA:
        if value := metadata.get(name, "").strip():
            agency = value if name in _NAMING and _names_agency(name, value) else None
            published = iso(value) if name == "PubDate" else None
            found.append(
                Claim("metadata", f"{name}={value}"[:300], agency=agency, published=published)
            )
    return found


def _site_claims(metadata: Mapping[str, str]) -> Iterator[Claim]:
    """Whose site it is, where it is a bureau's own: a government's carries everybody's reports."""
    names = [metadata.get("SiteName", ""), *_BEHIND_TITLE.findall(metadata.get("title", ""))]
    for name in map(squash, names):
        if parse_title(name).reason == "agency_only" and function_of(name) not in _ANYBODY:
            yield Claim("site", name, agency=name)


def _names_agency(name: str, value: str) -> bool:
    """The head of a page names whatever it likes; only a bare name is the agency's there."""
    title = parse_title(value)
    return title.agency is not None and (name != "PageHead" or title.reason == "agency_only")


def _dateline_claims(lines: Sequence[str]) -> Iterator[Claim]:
    """What the page prints as its date and origin counts as its metadata."""
    if found := dateline.published(lines):
        yield Claim("metadata", found[0], published=found[1])
    if found := dateline.origin(lines):
        named = parse_title(found[1])
        agency = found[1] if named.reason == "agency_only" else None
        yield Claim("metadata", found[0], agency=agency)

"""From what a reader made of a document to all that the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from transforms import report
from transforms.blocks import Grid, Locator, Paragraph, Reading
from transforms.claims import claimed
from transforms.claims.title_lines import TITLE_TAGS, may_be_line_of_title, refused
from transforms.extraction import Cell, Claim, Extraction, Problem, set_aside
from transforms.figures import Figures, figures
from transforms.forms import form_years
from transforms.narrative import narrative
from transforms.page_end import own_end
from transforms.scopes import by_captions, fit_together, told_by_heads
from transforms.sections import sections
from transforms.several import Report, reports_in
from transforms.tables.unit_notes import noted
from transforms.two_ways import of_two_ways
from vocabulary.titles import may_be_report, parse_title

_STATUTORY = re.compile(
    "主动公开政府信息情况|政府信息公开申请情况|行政复议、?行政诉讼情况|"
    "存在的主要问题及改进情况|其他需要报告的事项"
)
_ERROR_PAGE = re.compile(
    r"\b(?:404|403|500|502|503)\b|页面不存在|找不到(?:该|您|页)|无法访问|内容不存在|已删除|"
    r"Not Found|出错了",
    re.IGNORECASE,
)
_REFUSED = {
    "other_body": "of a body that is no government body",
    "half_year": "figures of a part of the year",
    "interpretation": "an interpretation of a report",
    "other_report": "a report on another subject",
    "instruction": "instructions for those who write reports",
    "other_document": "a summary of the work",
}
_ERROR_PAGE_LENGTH = 600
_YEARS_LISTED = 3
_PICTURES_NAMED = 10


@dataclass(frozen=True, slots=True)
class Source:
    """Which document was read, and by which reading."""

    sha256: str
    size: int
    media_type: str
    carrier: str
    reading: str


def extractions(source: Source, reading: Reading, url: str | None) -> list[Extraction]:
    """What the file's reports say, one after the other; most files are one.

    The first goes by the file's hash, the second by `HASH#2`. `url` makes the addresses of missing
    attachments absolute.
    """
    found = [e for one in reports_in(reading) for e in _of_all_scopes(source, one, url)]
    return [
        e if n == 1 else replace(e, sha256=f"{sha}#{n}", contained_in=sha, member=f"#{n}")
        for sha in (source.sha256,)
        for n, e in enumerate(found, start=1)
    ]


def _of_all_scopes(source: Source, one: Report, url: str | None) -> list[Extraction]:
    """A report, or two where tables or their columns are for the agency's own figures and for
    those of all its departments (本级, 汇总); only one where that cannot be."""
    whole, scopes = _extraction(source, one, url)
    two = [replace(one, scope=scope) for scope in scopes]
    if not two and any(c.table_instance for c in whole.cells):
        two = by_captions(one)
    apart = [_extraction(source, report, url)[0] for report in two]
    return apart if apart and fit_together(whole, apart) else [whole]


def _extraction(source: Source, one: Report, url: str | None) -> tuple[Extraction, tuple[str, ...]]:
    """What one report says, and whose figures its tables hold if they are several bodies'."""
    reading = one.reading
    paragraphs = [b.text for b in reading.blocks if isinstance(b, Paragraph)]
    grids = noted(reading.blocks)
    told = narrative(reading.blocks)
    claims = report.claims(told, reading.metadata, grids)
    found = figures(
        grids,
        paragraphs,
        claimed.year(claims),
        recognised=reading.recognised,
        scope=one.scope,
        blanks=[b.blanks for b in reading.blocks if isinstance(b, Paragraph)],
        blocks=reading.blocks,
    )
    if reading.in_columns and not one.scope:
        columns = [b for b in reading.in_columns if isinstance(b, Grid)]
        found = of_two_ways(found, figures(columns, (), claimed.year(claims)))
    if one.scope:
        claims = list(told_by_heads(one, claims, found.cells))
    titled = next((c for c in claims if c.source == "title"), None)
    no_report: Sequence[Problem] = ()
    if titled is None:
        no_report = tuple(_no_annual_report(told, reading.metadata, found))
    problems = [
        *(Problem(code, message) for code, message in reading.problems),
        *found.problems,
        *(() if found.cells else _nothing_found(told, claims, found, reading)),
        *no_report,
        *claimed.conflicts(claims, found.cells),
    ]
    if no_report:
        aside = tuple(map(set_aside, found.cells))
        found = replace(found, cells=(), unmapped=(*found.unmapped, *aside))
    codes = {p.code for p in problems}
    if reading.missing and "tables_missing" in codes:
        problems.append(_attachments(reading.missing, url))
    extraction = Extraction(
        sha256=source.sha256,
        media_type=source.media_type,
        carrier=source.carrier,
        reading=source.reading,
        size=source.size,
        title=titled.text if titled else None,
        agency=claimed.agency(claims),
        year=claimed.year(claims),
        scope=claimed.scope(claims),
        cells=tuple(_in_file(found.cells, one)),
        unmapped_cells=found.unmapped,
        sections=tuple(sections(told[: own_end(told)])),
        claims=tuple(claims),
        problems=tuple(problems),
    )
    return extraction, found.scopes


def _no_annual_report(
    paragraphs: Sequence[str], metadata: Mapping[str, str], found: Figures
) -> Iterator[Problem]:
    """What has no report's title: a school's, hospital's or company's report; with figures also an
    interpretation, a summary, another report, or the tables of a quarter or half a year."""
    if (told := refused(paragraphs, metadata)) and (found.cells or told[0] == "other_body"):
        yield Problem("not_a_report", f"{_REFUSED[told[0]]}: {told[1]}")


def _in_file(cells: Sequence[Cell], one: Report) -> Iterator[Cell]:
    """The cells with locators that count the paragraphs of the whole file, and say where on which
    page that is."""
    places: list[Locator] = []
    for cell in cells:
        number = cell.locator.get("paragraph")
        if number is None:
            yield cell
            continue
        places = places or [b.locator for b in one.reading.blocks if isinstance(b, Paragraph)]
        own = places[number - 1]
        place = {**cell.locator, "paragraph": number + one.paragraphs_before, **own}
        yield cell._replace(locator=place)


def _nothing_found(
    paragraphs: Sequence[str], claims: Sequence[Claim], found: Figures, reading: Reading
) -> list[Problem]:
    """A document without a statutory table: a report that lacks them, one of the years before there
    were any, an error page, or neither."""
    text = "".join(paragraphs)
    headings = set(_STATUTORY.findall("".join(text.split())))
    nothing = not (headings or reading.missing or found.unmapped)
    if nothing and _lists_reports(paragraphs, reading.metadata):
        return [Problem("not_a_report", "a list of the reports of several years")]
    if len(headings) >= 2 or any(c.source == "title" for c in claims):
        return (
            [] if found.no_known_form else [_tables_missing(claimed.year(claims), bool(headings))]
        )
    problems = [
        Problem("not_a_report", "neither statutory tables nor the title of an annual report")
    ]
    if len(text) < _ERROR_PAGE_LENGTH and (shown := _ERROR_PAGE.search(text)):
        problems.append(Problem("soft_404", f"looks like an error page: {shown.group(0)!r}"))
    return problems


def _lists_reports(paragraphs: Sequence[str], metadata: Mapping[str, str]) -> bool:
    """Whether titles of several years' reports stand there, each on a line of its own, on a page
    that is none of them by its own title."""
    if any(parse_title(metadata.get(tag, "")).year for tag in TITLE_TAGS):
        return False
    titles = (parse_title(p) for p in paragraphs if may_be_report(p) and may_be_line_of_title(p))
    return len({title.year for title in titles if title.is_report and title.year}) >= _YEARS_LISTED


def _tables_missing(year: int | None, headings: bool) -> Problem:
    if year and year < min(years.first for years in form_years().values()):
        return Problem("no_known_form", f"no statutory form was prescribed for {year}")
    shown = "; its statutory headings stand there" if headings else ""
    message = f"an annual report without any statutory table that can be read{shown}"
    return Problem("tables_missing", message)


def _attachments(missing: Sequence[str], url: str | None) -> Problem:
    addresses = [urljoin(url, m) if url else m for m in missing]
    return Problem(
        "attachment_missing", "the tables may stand in: " + " ".join(addresses[:_PICTURES_NAMED])
    )

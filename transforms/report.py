"""What a document says of itself beside its tables: title, agency, year, period, sections.

Each is a claim with its source; who is right is decided later, over all documents of a report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from transforms.extraction import Claim, Section
from vocabulary.text import squash
from vocabulary.titles import Title, may_be_report, parse_title

_PERIOD = re.compile(
    r"(20\d\d)年(?:度)?1月1日(?:起)?(?:至|到|[-—–~]+)(?:(20\d\d)年)?(?:当年|同年)?12月3[01]日"
)
_DATE = re.compile(r"(20\d\d)[年/.-](\d{1,2})[月/.-](\d{1,2})日?")
_HEADING = re.compile(r"([一二三四五六七八九十]{1,3})、\s*(.{2,40})")
_RUN_IN_HEADING = re.compile(
    r"([一二三四五六七八九十]{1,3})、\s*([^。；;，,:：\s]{2,25})[\s。:：]+(.+)", re.DOTALL
)
_CONSOLIDATED = re.compile(
    r"(?:汇总|涵盖|包括|包含)[^。]{0,30}(?:各县|各区|各乡|各镇|各街道|各部门|所属部门|各单位)|本级及所属"
)
_SPEAKS_OF_REPORT = re.compile(r"年度(?:工作)?报告|年报")
_TITLE_TAGS = ("ArticleTitle", "h1", "title", "Title")
_METADATA = (
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ContentSource",
    "ArticleTitle",
    "PubDate",
    "ColumnName",
)
_FIRST = 40  # paragraphs among which the title stands
_LAST = 12  # paragraphs among which the signature stands
_SHORT = 60


def find_title(paragraphs: Sequence[str], metadata: Mapping[str, str]) -> tuple[str, Title] | None:
    """The fullest title of an annual report among metadata, headings and first paragraphs."""
    candidates = [metadata[tag] for tag in _TITLE_TAGS if tag in metadata]
    head = [p for p in paragraphs[:_FIRST] if len(p) <= _SHORT]
    candidates += head
    candidates += [a + b for a, b in pairwise(head)]
    parsed = [(text, parse_title(text)) for text in candidates if may_be_report(text)]
    reports = [(text, title) for text, title in parsed if title.is_report]
    if not reports:
        return None
    best = max(reports, key=lambda r: (r[1].agency is not None) + (r[1].year is not None))
    return squash(best[0]), best[1]


def claims(paragraphs: Sequence[str], metadata: Mapping[str, str]) -> list[Claim]:
    """All that the document claims of agency, year, scope and date."""
    found: list[Claim] = []
    if titled := find_title(paragraphs, metadata):
        text, title = titled
        scope = title.scope if title.scope != "unknown" else None
        found.append(Claim("title", text, title.agency, title.year, scope))
    else:
        found += _heading_claims(paragraphs)
    found += _metadata_claims(metadata)
    found += _period_claims(paragraphs)
    found += _scope_claims(paragraphs)
    found += _signature_claims(paragraphs)
    return found


def _heading_claims(paragraphs: Sequence[str]) -> list[Claim]:
    """A title that speaks of an annual report without being one's own (关于印发…年度报告的通知)."""
    for paragraph in paragraphs[:_FIRST]:
        text = squash(paragraph)
        if len(text) <= _SHORT and _SPEAKS_OF_REPORT.search(text):
            title = parse_title(text)
            return [Claim("heading", text, title.agency, title.year)]
    return []


def _metadata_claims(metadata: Mapping[str, str]) -> list[Claim]:
    """One claim for each standard name that the page's head declares (`Name=value`)."""
    found = []
    for name in _METADATA:
        if value := metadata.get(name, "").strip():
            agency = value if name == "ContentSource" and parse_title(value).agency else None
            published = _iso(value) if name == "PubDate" else None
            found.append(
                Claim("metadata", f"{name}={value}"[:300], agency=agency, published=published)
            )
    return found


def _period_claims(paragraphs: Sequence[str]) -> list[Claim]:
    for paragraph in paragraphs:
        if found := _PERIOD.search(squash(paragraph)):
            first, last = int(found.group(1)), int(found.group(2) or found.group(1))
            if first == last:
                return [Claim("period", found.group(0), year=first)]
    return []


def _scope_claims(paragraphs: Sequence[str]) -> list[Claim]:
    for paragraph in paragraphs[:_FIRST]:
        if found := _CONSOLIDATED.search(squash(paragraph)):
            return [Claim("first_sentence", found.group(0), scope="consolidated")]
    return []


def _signature_claims(paragraphs: Sequence[str]) -> list[Claim]:
    """Agency and date at the end: on one line, or one above the other."""
    last = [squash(p) for p in paragraphs[-_LAST:]]
    for index in range(len(last) - 1, -1, -1):
        found = _DATE.search(last[index])
        if not found or len(last[index]) > _SHORT:
            continue
        before = last[index][: found.start()] or (last[index - 1] if index else "")
        named = parse_title(before) if len(before) <= 30 else None
        agency = named.agency if named and named.reason == "agency_only" else None
        return [Claim("signature", last[index], agency=agency, published=_iso(found.group(0)))]
    return []


def _iso(text: str) -> str | None:
    found = _DATE.search(text)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def sections(paragraphs: Sequence[str]) -> list[Section]:
    """The numbered parts (一、… 二、…) with the text below each heading."""
    found: list[tuple[str, str, list[str]]] = []
    for paragraph in paragraphs:
        heading = _HEADING.fullmatch(paragraph) or _RUN_IN_HEADING.match(paragraph)
        if heading:
            number, name, *rest = heading.groups()
            found.append((number, squash(name), list(rest)))
        elif found:
            found[-1][2].append(paragraph)
    return [Section(number, name, "\n".join(text)) for number, name, text in found]

"""The lines around a report's title, and the titles beside it: what they add, where they differ.

A place may stand on a line of its own above the title, （汇总） on one below; the head of the page
may carry another title than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from transforms.claims.introduction import is_introduction
from transforms.extraction import Claim
from vocabulary.same_agency import may_be_one
from vocabulary.text import squash
from vocabulary.title_parts import scope_of
from vocabulary.title_words import ends_as_a_name, is_trail, subject
from vocabulary.titles import Title, may_be_report, parse_title

TITLE_TAGS = ("ArticleTitle", "h1", "title")
_FIRST = 40  # paragraphs among which titles stand
_SHORT = 60
_LONGEST = 200  # characters, blanks among them: what is longer is no line of a title
_SENTENCE = re.compile(r"[。,，;；!！?？]|如下[:：]?$")
_PATH = re.compile(r"[>/»›].*[>/»›]")
_PLACE_LINE = re.compile(r"[\u4e00-\u9fff]{1,10}[省市县区州盟旗][\u4e00-\u9fff]{0,20}")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}[省市县区州盟旗]")
_LETTERHEAD = re.compile("(?:文件|公报|网站?|平台)$")  # 某局文件: no beginning of a name
_LINES = (1, 2, 3)  # on which a title may stand
_FRAGMENT = 2  # characters: 公室 of 办公室
_IN_BRACKETS = re.compile(r"[(（【\[].{1,12}[)）】\]]")
_LINK = re.compile("[(\\[【]?(?:上一?|下一?|前一|后一)[篇条页个]|相关|链接")
_FOR_WRITERS = re.compile("做好|编制|填报|报送|格式|模板")
_REFUSED = {"interpretation", "half_year", "other_report", "other_body"}
_SUMMARY = re.compile("(?:总结|汇报|自查|评估|考核)(?:报告|材料|表)?$")


def may_be_line_of_title(text: str) -> bool:
    """Neither a sentence nor the way to the page (首页 > 年报 > 2021年)."""
    short = len(text) <= _SHORT and not _SENTENCE.search(text) and not _PATH.search(text)
    return short and not is_trail(text)


def with_place_above(paragraphs: Sequence[str], text: str, title: Title) -> tuple[str, Title]:
    """The title with what stands on the line above, where that begins its agency's name."""
    lines = [squash(p) if len(p) <= _LONGEST else p for p in paragraphs[:_FIRST]]
    starts = (n for n in range(1, len(lines)) if _begins_at(lines, n, text))
    if not title.agency or (at := next(starts, None)) is None:
        return text, title
    above = lines[at - 1]
    whole = above + text
    if not _PLACE_LINE.fullmatch(above) or subject().search(above) or _LETTERHEAD.search(above):
        return text, title
    named = parse_title(whole)
    if named.agency != above + title.agency or not ends_as_a_name(named.agency):
        return text, title
    cut = not ends_as_a_name(above) or len(title.agency) <= _FRAGMENT
    return (whole, named) if cut or _PLACE.fullmatch(above) else (text, title)


def _begins_at(lines: Sequence[str], at: int, text: str) -> bool:
    return any("".join(lines[at : at + count]) == text for count in _LINES)


def beside(
    paragraphs: Sequence[str], metadata: Mapping[str, str], text: str, title: Title
) -> Iterator[Claim]:
    """Claims of the scope that stands below the title or in the same title elsewhere, and of
    another title in the page's head or text."""
    printed = [squash(p) for p in takewhile(is_introduction, paragraphs[:_FIRST])]
    if title.scope == "unknown" and (found := _scope(printed, metadata, text, title)):
        yield Claim("heading", found, scope=scope_of(found))
    yield from _another(printed, metadata, title)


def _scope(
    printed: Sequence[str], metadata: Mapping[str, str], text: str, title: Title
) -> str | None:
    below = [
        line
        for above, line in pairwise(printed)
        if text.endswith(above) and _IN_BRACKETS.fullmatch(line)
    ]
    same = [t for t, other in _titles([*printed, *_in_head(metadata)]) if _is_same(other, title)]
    return next((t for t in [*same, *below] if scope_of(t) != "unknown"), None)


def _is_same(other: Title, title: Title) -> bool:
    return (other.agency, other.year) == (title.agency, title.year)


def _another(printed: Sequence[str], metadata: Mapping[str, str], title: Title) -> Iterator[Claim]:
    """The head's title where no printed one agrees with it, or the other way round; titles of
    several years are links."""
    printed = [line for line in printed if not _LINK.match(line)]
    in_text, in_head = _titles(printed), _titles(_in_head(metadata))
    # a year alone in <title> is the column's, and columns hold other years
    column = squash(metadata.get("title", ""))
    in_head = [(text, one) for text, one in in_head if one.agency or text != column]
    for of, others in ((in_text, in_head), (in_head, in_text)):
        if not any(agree(one, title) for _, one in of):
            continue
        years = {one.year for _, one in others}
        if len(years) == 1 and not any(agree(one, title) for _, one in others):
            text, other = others[0]
            yield Claim("heading", text, other.agency, other.year)
            return


def agree(one: Title, title: Title) -> bool:
    """Whether neither contradicts the other."""
    years = not one.year or not title.year or one.year == title.year
    names = not one.agency or not title.agency or may_be_one(one.agency, title.agency)
    return years and names


def _in_head(metadata: Mapping[str, str]) -> list[str]:
    return [squash(metadata[tag]) for tag in TITLE_TAGS if tag in metadata]


def _titles(texts: Sequence[str]) -> list[tuple[str, Title]]:
    """Of these texts, the titles of reports that say something."""
    short = [t for t in texts if may_be_line_of_title(t) and may_be_report(t)]
    parsed = [(text, parse_title(text)) for text in short]
    return [(text, one) for text, one in parsed if one.is_report and (one.agency or one.year)]


def refused(paragraphs: Sequence[str], metadata: Mapping[str, str]) -> tuple[str, str] | None:
    """(reason, heading) where the document calls itself something else than a report.

    Only the page's head and what stands before the first section count: links to interpretations
    hang below many reports.
    """
    printed = [squash(p) for p in takewhile(is_introduction, paragraphs[:_FIRST])]
    for text in (*_in_head(metadata), *printed):
        if not may_be_line_of_title(text):
            continue
        title = parse_title(text)
        on_this = title.year is not None or subject().search(text) is not None
        if title.reason in _REFUSED and on_this:
            return title.reason, text
        if title.reason == "instruction" and on_this and _FOR_WRITERS.search(text):
            return title.reason, text
        if title.reason == "other_document" and title.year and _SUMMARY.search(text):
            return title.reason, text
    return None

"""The grammar of titles: is this an annual report on government information, whose, of which year?

A title says little for sure: the agency is often cut short (`市卫生局`) or missing, the year stands
before or after it, in the noun or in brackets. What the title does not say is None. The words stand
in titles.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vocabulary import title_parts, title_words
from vocabulary.text import squash
from vocabulary.title_words import is_group

_REPORTS: Final = ("report", "announced", "of_a_group")
_OPEN: Final = ("agency_only", "year_only", "report_only", "cut", "announced", "of_a_group")
_REFUSED: Final = (
    "interpretation", "half_year", "instruction", "news", "other_report", "other_body",
    "translation",
)  # fmt: skip
_OF_ONE_BODY: Final = (*_REPORTS, "cut", "agency_only")
_CHINESE_DIGITS: Final = str.maketrans("〇○ОO零一二三四五六七八九", "00000123456789")
_CHINESE_YEAR: Final = re.compile(
    r"二[〇○ОO0零][〇○ОO0零一二三四][〇○ОO0零一二三四五六七八九](?=年|[)\]]|$)"
)
_NUMBER: Final = re.compile(
    r"^.{0,12}[〔\[(]20\d\d[)\]〕](?:第)?\d+号|[(\[][^()\[\]]*[〔\[(]20\d\d[)\]〕]\d+号[)\]]"
)
_DATE: Final = re.compile(
    r"[\[(]?20\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-3]?\d)(?![\d月])日?[\])]?"
    r"|^20\d\d[01]\d[0-3]\d[-_.]?(?=\D)"
)
_WHOLE_YEAR: Final = re.compile(r"(20\d\d)年1月1日[至到\-—–~]+(?:\1年)?12月31日")
# 22年度 is 2022; 第22年 and 工作22年 are none.
_SHORT_YEAR: Final = re.compile(r"(?<![\d第])(0[89]|[12]\d)年(?=度|政府信息|政务公开|信息公开)")
_LEAD: Final = re.compile(r"^(?:[·•▪◆■>»*.\-\s]|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)+")
_ATTACHED: Final = re.compile(r"^附件(?:\d(?=20\d\d)|\d{1,2}(?!\d))?[-.、:_]?(?=.{4})")
# The report itself, with something beside it.
_WITH: Final = re.compile(r"(?<=[报告])\(?[附含及和暨](?:政策)?(?:图解|解读|说明)\)?$")
_SUFFIX: Final = re.compile(
    r"\.(?:docx?|pdf|wps|xlsx?|et|csv|od[ts]|ofd|zip|rar|rtf)(?=$|\()", re.I
)
_SITE: Final = re.compile(r"(?<=[报告)])[-_|].*$|(?<=[报告)])—[^—].*$")
_REPORT_OF_WHATEVER: Final = re.compile(r"(?:年报|年度(?:工作)?报告|20\d\d年?(?:工作)?报告)$")


@dataclass(frozen=True)
class Title:
    """What one title says. `scope` is own, consolidated or unknown.

    `reason` is `report`, or why it is none: interpretation, half_year, instruction, news,
    statistics (the old form's table on a page of its own), other_document, other_report (on another
    subject: the rule of law, budgets, web sites), other_body (a school's, hospital's or company's:
    no government body), translation, no_subject, empty. Six say that
    only the page itself can tell: agency_only (a bare name, as some columns print), year_only,
    report_only (an annual report of whatever), cut (the list broke the title off before the words
    that decide), announced (…年度报告公布: a report's title, but some call the news of it so) and
    of_a_group (各部门…年报: many reports, or one over all of them).
    """

    is_report: bool
    agency: str | None
    year: int | None
    scope: str
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether the title gives no verdict: inside a column the page itself decides."""
        return self.reason in _OPEN

    @property
    def is_refused(self) -> bool:
        """Whether it says what else it is: of a report, on another subject, or another body's."""
        return self.reason in _REFUSED


@lru_cache(maxsize=8192)  # the links of a portal's menu return on every page
def parse_title(text: str) -> Title:
    """Read one title, as printed in a list, a heading, `<title>` or a file's name."""
    title = _clean(text)
    match = title_words.report().search(title)
    subject = match or title_words.subject().search(title)
    head = title[: subject.start()] if subject else _REPORT_OF_WHATEVER.sub(_year_alone, title)
    tail = "" if match is None else _without_repetition(title[match.end() :], title[: match.end()])
    year = title_parts.year_of(title, len(head))
    agency = title_parts.agency_in(head, bare=subject is None)
    agency = title_parts.office_behind(agency, tail) or agency
    agency = agency or title_parts.agency_beside(title, head, tail)
    reason = _reason(title, head, tail, match)
    if reason in _OF_ONE_BODY and agency and title_words.is_other_body(agency):
        reason = "no_subject" if reason == "agency_only" else "other_body"
    return Title(
        is_report=reason in _REPORTS,
        agency=agency,
        year=year,
        scope=title_parts.scope_of(title),
        reason=reason,
    )


@lru_cache(maxsize=4096)  # so do the headings of reports
def may_be_report(text: str) -> bool:
    """Whether `parse_title` could take the text for a report's title; much quicker than that."""
    if not title_words.subject().search(squash(text)):
        return False
    title = _clean(text)
    return bool(title_words.report().search(title) or title_parts.CUT.search(title))


# Marks that NFKC makes narrow, and characters that it leaves alone to stand for them meanwhile.
_WIDE = {ord(mark): 0xE000 + n for n, mark in enumerate("（）：，；！？")}
_WIDE_AGAIN = {alone: chr(mark) for mark, alone in _WIDE.items()}


def as_printed(text: str) -> str:
    """A title without what pages put around it: 标题： before it, 文号： or the site behind it; its
    brackets and marks are as wide as they were printed."""
    squashed = squash(text)
    title = _SITE.sub("", title_words.without_fields(squashed))
    at = squashed.find(title)
    wide = squash(text.translate(_WIDE))
    if at < 0 or len(wide) != len(squashed):
        return title
    return wide[at : at + len(title)].translate(_WIDE_AGAIN)


@lru_cache(maxsize=1024)
def is_amended(text: str) -> bool:
    """Whether a title says that what it names was issued anew: （更正）, 修订版 …"""
    return any(word in text for word in title_words.words()["amended"]["words"])


def _clean(text: str) -> str:
    title = _ATTACHED.sub("", _LEAD.sub("", title_words.without_fields(squash(text))))
    title = _SHORT_YEAR.sub(r"20\1年", title)
    title = _CHINESE_YEAR.sub(lambda m: m[0].translate(_CHINESE_DIGITS).replace("二", "2"), title)
    title = _WHOLE_YEAR.sub(r"\1年", title)
    title = _SUFFIX.sub("", _SITE.sub("", _DATE.sub("", _NUMBER.sub("", title))))
    return _WITH.sub("", title)


def _reason(title: str, head: str, tail: str, match: re.Match[str] | None) -> str:
    if not title:
        return "empty"
    if title_words.translated().search(title):
        return "translation"
    if (months := title_parts.MONTHS.search(title)) and months[2] != "12":
        return "half_year"
    before = title_parts.YEAR.sub("", head).rstrip('《"的')
    for part, text in (("refused", title), ("refused_after", tail), ("refused_before", before)):
        for reason, words in title_words.refused(part):
            if words.search(text):
                return reason
    if match:
        if title_words.announces(tail):
            return "announced"
        if title_parts.is_of_group(head):
            return "of_a_group"
        return "cut" if title_parts.CUT.search(tail) else "report"
    return _reason_without_noun(title)


def _reason_without_noun(title: str) -> str:
    if _is_cut(title):
        return "cut"
    if any(s in title for s in title_words.words()["subjects"]):
        return "statistics" if "统计表" in title else "other_document"
    yearless = title_parts.YEAR.sub("", title)
    bare = title_parts.BRACKETED.sub("", yearless)
    if (bare or yearless != title) and bare in title_words.words()["bare"]["nouns"]:
        return "year_only"
    if yearless != title and bare in title_words.words()["bare"]["with_year"]:
        return "year_only"
    endings = tuple(title_words.words()["agencies"]["endings"])
    if len(bare) <= 30 and bare.endswith(endings) and not is_group(bare):
        return "agency_only"
    if len(bare) <= 40 and _REPORT_OF_WHATEVER.search(title_parts.BRACKETED.sub("", title)):
        other = any(word in title for word in title_words.words()["bare"]["other_reports"])
        return "other_report" if other else "report_only"
    return "no_subject"


def _year_alone(match: re.Match[str]) -> str:
    return match[0][:4] if match[0].startswith("20") else ""


def _is_cut(title: str) -> bool:
    """Whether it breaks off inside 政府信息公开工作年度报告, with or without dots.

    Without dots a year has to stand in it: `政府信息公开` alone is a column's name. With dots, it
    may break off right behind the year.
    """
    whole = title_parts.CUT.sub("", title)
    years = list(title_parts.YEAR.finditer(whole))
    if (
        whole != title
        and years
        and title_words.is_beginning(whole[years[-1].end() :].lstrip("年度"))
    ):
        return True
    return whole.endswith(title_words.beginnings()) and (bool(years) or whole != title)


def _without_repetition(tail: str, whole: str) -> str:
    """Some lists print the title twice in a row."""
    return tail.removeprefix(whole)

"""The grammar of titles: is this an annual report on government information, whose, of which year?

A title says little for sure: the agency is often cut short (`市卫生局`) or missing, the year stands
before or after it, in the noun or in brackets. What the title does not say is None. The words stand
in titles.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from vocabulary.text import squash

FIRST_YEAR: Final = 2003  # the oldest local reports; the national regulation is of 2008
LAST_YEAR: Final = 2049

_CHINESE_DIGITS = str.maketrans("〇○ОO零一二三四五六七八九", "00000123456789")
_CHINESE_YEAR = re.compile(
    r"二[〇○ОO0零][〇○ОO0零一二三四][〇○ОO0零一二三四五六七八九](?=年|[)\]]|$)"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)(?:年度?|(?=\D{0,2}政府信息)|(?=[)\]]))?")
_RANGE = re.compile(r"20\d\d年?(?:度)?[-—–至~](?:20)?\d\d年")
_NUMBER = re.compile(
    r"^.{0,12}[〔\[(]20\d\d[)\]〕](?:第)?\d+号|[(\[][^()\[\]]*[〔\[(]20\d\d[)\]〕]\d+号[)\]]"
)
_DATE = re.compile(r"[\[(]?20\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-3]?\d)(?![\d月])日?[\])]?")
_WHOLE_YEAR = re.compile(r"(20\d\d)年1月1日[至到\-—–~]+(?:\1年)?12月31日")
_MONTHS = re.compile(r"(?<=年)(\d{1,2})月?[至到\-—–~](\d{1,2})月(?:份)?")
_LEAD = re.compile(r"^(?:[·•▪◆■>»*.\-\s]|\d{1,2}[.、])+")
_SITE = re.compile(r"(?<=[报告)])[-_|].*$|(?<=[报告)])—[^—].*$")
_CUT = re.compile(r"\.{2,}$")
_REPORT_OF_WHATEVER = re.compile(r"(?:年报|年度(?:工作)?报告|20\d\d年?(?:工作)?报告)$")
_BESIDE = re.compile(r"[(\[【]([^()\[\]【】]{2,30})[)\]】]|^([^:]{2,30}):")
_BEHIND = re.compile(r"^[—–]+(.{2,30})$")
_BRACKETED = re.compile(r"[(\[【<][^)\]】>]*[)\]】>]")


@dataclass(frozen=True)
class Title:
    """What one title says. `scope` is own, consolidated or unknown.

    `reason` is `report`, or why it is none: interpretation, half_year, instruction, news,
    statistics (the old form's table on a page of its own), other_document, other_report (on another
    subject: the rule of law, budgets, web sites), translation, no_subject, empty. Four say that
    only the page itself can tell: agency_only (a bare name, as some columns print), year_only,
    report_only (an annual report of whatever) and cut (the list broke the title off before the
    words that decide).
    """

    is_report: bool
    agency: str | None
    year: int | None
    scope: str
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether the title gives no verdict: inside a column the page itself decides."""
        return self.reason in ("agency_only", "year_only", "report_only", "cut")


@lru_cache(maxsize=8192)  # the links of a portal's menu return on every page
def parse_title(text: str) -> Title:
    """Read one title, as printed in a list, a heading, `<title>` or a file's name."""
    title = _clean(text)
    match = _report().search(title)
    subject = match or _subject().search(title)
    head = title[: subject.start()] if subject else _REPORT_OF_WHATEVER.sub(_year_alone, title)
    tail = "" if match is None else _without_repetition(title[match.end() :], title[: match.end()])
    year = _year(title, len(head))
    return Title(
        is_report=(reason := _reason(title, head, tail, match)) == "report",
        agency=_agency(head, bare=subject is None) or _named_beside(title, head, tail),
        year=year,
        scope=_scope(title),
        reason=reason,
    )


def may_be_report(text: str) -> bool:
    """Whether `parse_title` could take the text for a report's title; much quicker than that."""
    if not _subject().search(squash(text)):
        return False
    title = _clean(text)
    return bool(_report().search(title) or _CUT.search(title))


def _clean(text: str) -> str:
    title = _LEAD.sub("", squash(text))
    title = _CHINESE_YEAR.sub(lambda m: m[0].translate(_CHINESE_DIGITS).replace("二", "2"), title)
    title = _WHOLE_YEAR.sub(r"\1年", title)
    return _SITE.sub("", _DATE.sub("", _NUMBER.sub("", title)))


def _reason(title: str, head: str, tail: str, match: re.Match[str] | None) -> str:
    if not title:
        return "empty"
    if _translated().search(title):
        return "translation"
    if (months := _MONTHS.search(title)) and months[2] != "12":
        return "half_year"
    before = _YEAR.sub("", head).rstrip('《"的')
    for part, text in (("refused", title), ("refused_after", tail), ("refused_before", before)):
        for reason, words in _refused(part):
            if words.search(text):
                return reason
    if match:
        return "cut" if _CUT.search(tail) else "report"
    return _reason_without_noun(title)


def _reason_without_noun(title: str) -> str:
    if _is_cut(title):
        return "cut"
    if any(s in title for s in _words()["subjects"]):
        return "statistics" if "统计表" in title else "other_document"
    bare = _BRACKETED.sub("", _YEAR.sub("", title))
    if bare in _words()["bare"]["nouns"]:
        return "year_only"
    endings = tuple(_words()["agencies"]["endings"])
    if len(bare) <= 30 and bare.endswith(endings) and not is_group(bare):
        return "agency_only"
    if len(bare) <= 40 and _REPORT_OF_WHATEVER.search(_BRACKETED.sub("", title)):
        return "report_only"
    return "no_subject"


def _year_alone(match: re.Match[str]) -> str:
    return match[0][:4] if match[0].startswith("20") else ""


def _is_cut(title: str) -> bool:
    """Whether it breaks off inside 政府信息公开工作年度报告, with or without dots.

    Without dots a year has to stand in it: `政府信息公开` alone is a column's name.
    """
    whole = _CUT.sub("", title)
    cut = whole.endswith(_beginnings())
    return cut and (bool(_YEAR.search(whole)) or whole != title)


def _without_repetition(tail: str, whole: str) -> str:
    """Some lists print the title twice in a row."""
    return tail.removeprefix(whole)


def _year(title: str, noun_at: int) -> int | None:
    """The year nearest to the noun, before it rather than behind; a range of years is no year."""
    if _RANGE.search(title):
        return None
    found = [(m.start(), int(m[1])) for m in _YEAR.finditer(title)]
    years = [(at, year) for at, year in found if FIRST_YEAR <= year <= LAST_YEAR]
    before = [year for at, year in years if at < noun_at]
    behind = [year for at, year in years if at >= noun_at]
    if before:
        return before[-1]
    return behind[0] if behind else None


def _agency(head: str, *, bare: bool) -> str | None:
    words = _words()["agencies"]
    name = _YEAR.sub("", _MONTHS.sub("", _CUT.sub("", head)))
    name = _BRACKETED.sub(_keep_places, name)
    name = name.split(":")[-1].strip("《》\"“”'()[]-_—|、,。.·:;+ ")
    name = _trim(_scope_pattern().sub("", _trim(name, words["edges"])), words["edges"])
    if name.endswith(
        "人民"
    ):  # 某市人民政府信息公开年报: the characters 政府 are said once, meant twice
        name += "政府"
    if bare and not name.endswith(tuple(words["endings"])):
        return None
    if len(name) < 2 or name in words["none"] or ">" in name or is_group(name):
        return None
    return name


def _named_beside(title: str, head: str, tail: str) -> str | None:
    """The agency in brackets, before a colon or behind a dash, where none stands in its place."""
    for pattern, text in ((_BESIDE, head), (_BEHIND, tail), (_BESIDE, tail)):
        for match in pattern.finditer(text):
            name = next(filter(None, match.groups()), "")
            if name != title and (agency := _agency(name, bare=True)):
                return agency
    return None


def is_group(name: str) -> bool:
    """Whether a name stands for many agencies: 市直部门, 乡镇（街道）."""
    return bool(_group().fullmatch(squash(name)))


@cache
def _group() -> re.Pattern[str]:
    groups = "|".join(_words()["agencies"]["groups"])
    return re.compile(f"(?:.{{1,6}}[省市州县区旗])??(?:{groups})")


def _keep_places(match: re.Match[str]) -> str:
    """`武昌经开区(滨江)管委会` keeps its bracket; `(图片版)` and `(汇总)` go."""
    inner = match[0][1:-1]
    at_end = match.end() == len(match.string) or match.start() == 0
    return "" if at_end or not inner or _scope_pattern().search(match[0]) else match[0]


def _trim(name: str, edges: Iterable[str]) -> str:
    changed = True
    while changed:
        before = name
        for word in edges:
            name = name.removeprefix(word).removesuffix(word).strip('《》"()')
        changed = name != before
    return name


def _scope(title: str) -> str:
    for scope, patterns in _words()["scopes"].items():
        if re.search("|".join(patterns), title):
            return str(scope)
    return "unknown"


@cache
def _scope_pattern() -> re.Pattern[str]:
    return re.compile("|".join(p for patterns in _words()["scopes"].values() for p in patterns))


@cache
def _beginnings() -> tuple[str, ...]:
    wholes = _words()["bare"]["wholes"]
    return tuple({whole[:length] for whole in wholes for length in range(4, len(whole))})


@cache
def _translated() -> re.Pattern[str]:
    return re.compile("|".join(_words()["translation"]["words"]), re.I)


@cache
def _refused(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of one part of titles.toml, by reason; `refused_before` are those at the end."""
    end = "$" if part == "refused_before" else ""
    told = _words()[part].items()
    return tuple((r, re.compile(f"(?:{'|'.join(map(re.escape, w))}){end}")) for r, w in told)


@cache
def _words() -> Mapping[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _subject() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words()["subjects"])))


@cache
def _report() -> re.Pattern[str]:
    words = _words()
    filler = "|".join((*map(re.escape, words["fillers"]), r"20\d\d年?度?"))
    noun = "|".join(map(re.escape, words["nouns"]))
    # After a year, 海关信息公开 repeats the sender: 海关总署2010年海关信息公开工作年度报告.
    return re.compile(
        rf"(?:(?<=年)海关|(?<=年度)海关)?(?:{_subject().pattern})(?:{filler})*(?:{noun})(?:书)?"
    )

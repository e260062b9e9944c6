"""What a title says besides its noun: the agency, the year and the scope; None is not said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from vocabulary import title_words
from vocabulary.title_words import is_group

FIRST_YEAR: Final = 2003  # the oldest local reports; the national regulation is of 2008
LAST_YEAR: Final = 2049
# 度尾镇, 度佳镇 and 度门街道 begin as 年度 ends.
YEAR: Final = re.compile(
    r"(?<!\d)(20[0-4]\d)(?!\d)(?:年(?:度(?!尾镇|佳镇|门街道))?|(?=\D{0,2}政府信息)|(?=[)\]]))?"
)
MONTHS: Final = re.compile(r"(?<=年)(\d{1,2})月?[至到\-—–~](\d{1,2})月(?:份)?")
CUT: Final = re.compile(r"\.{2,}$")
BRACKETED: Final = re.compile(r"[(\[【<][^)\]】>]*[)\]】>]")
_RANGE: Final = re.compile(
    r"20\d\d年?(?:度)?(?:[-—–至~](?:20\d\d(?!\d)|\d\d年)|[、和及与,]20\d\d年)"
)
_BESIDE: Final = re.compile(r"[(\[【]([^()\[\]【】]{2,30})[)\]】]|^([^:]{2,30}):")
_PLACE: Final = re.compile("^.{1,8}?[省市县区州旗镇](?=各|市直|县直|区直|部门|乡镇)")
# 某区2022年街道政府信息公开年报: all of them, while 新市街道 is one.
_GROUP_BEHIND_YEAR: Final = re.compile(r".20\d\d年?度?(?:街道|镇|乡)(?:办事处)?$")
_OFFICE: Final = re.compile(r"\(([^()]{1,12}政府办(?:公室|公厅)?)\)")
_BEHIND: Final = re.compile(r"^[—–]+(.{2,30})$")


def year_of(title: str, noun_at: int) -> int | None:
    """The year nearest to the noun, before it rather than behind; several years are no year."""
    if _RANGE.search(title):
        return None
    found = [(m.start(), int(m[1])) for m in YEAR.finditer(title)]
    years = [(at, year) for at, year in found if FIRST_YEAR <= year <= LAST_YEAR]
    before = [year for at, year in years if at < noun_at]
    behind = [year for at, year in years if at >= noun_at]
    if before:
        return before[-1]
    return behind[0] if behind else None


def agency_in(head: str, *, bare: bool) -> str | None:
    """The agency in what stands before the noun; a `bare` one has to end as agencies do."""
    words = title_words.words()["agencies"]
    name = _name(head)
    if name.endswith("人民"):
        name += "政府"  # 某市人民政府信息公开年报: the characters are said once, meant twice
    if bare and not name.endswith(tuple(words["endings"])):
        return None
    if len(name) < 2 or name in words["none"] or ">" in name or is_of_group(head):
        return None
    if name.startswith(tuple(words["none_begin"])):
        return None
    return name


def is_of_group(head: str) -> bool:
    """Whether many agencies stand before the noun: 兰陵县2022年各部门政府信息公开年报."""
    if _GROUP_BEHIND_YEAR.search(head):
        return True
    name = _name(head)
    return is_group(name) or is_group(_PLACE.sub("", name))


@lru_cache(maxsize=256)  # the questions about one title all begin with it
def _name(head: str) -> str:
    words = title_words.words()["agencies"]
    name = YEAR.sub("", MONTHS.sub("", CUT.sub("", head)))
    name = BRACKETED.sub(_keep_places, name)
    name = name.split(":")[-1].strip("《》\"“”'()[]-_—|、,。.·:;+ ")
    name = _trim(title_words.scope_pattern().sub("", _trim(name, words["edges"])), words["edges"])
    # 某办公室关于印发某县…的通知 is about the body that is named last.
    return _trim(name.rpartition("关于")[2], words["edges"])


def agency_beside(title: str, head: str, tail: str) -> str | None:
    """The agency in brackets, before a colon or behind a dash, where none stands in its place."""
    for pattern, text in ((_BESIDE, head), (_BEHIND, tail), (_BESIDE, tail)):
        for match in pattern.finditer(text):
            name = next(filter(None, match.groups()), "")
            if name != title and (agency := agency_in(name, bare=True)):
                return agency
    return None


def office_behind(agency: str | None, tail: str) -> str | None:
    """The government's office in brackets behind a title that names the place alone:
    某县2022年政府信息公开年报（县政府办）."""
    if not agency or not agency.endswith(tuple(title_words.words()["agencies"]["places"])):
        return None
    found = _OFFICE.search(tail)
    return found[1] if found else None


def scope_of(title: str) -> str:
    """own, consolidated or unknown."""
    for scope, patterns in title_words.words()["scopes"].items():
        if re.search("|".join(patterns), title):
            return str(scope)
    return "unknown"


def _keep_places(match: re.Match[str]) -> str:
    """`武昌经开区(滨江)管委会` keeps its bracket; `(图片版)` and `(汇总)` go."""
    inner = match[0][1:-1]
    at_end = match.end() == len(match.string) or match.start() == 0
    return "" if at_end or not inner or title_words.scope_pattern().search(match[0]) else match[0]


def _trim(name: str, edges: Iterable[str]) -> str:
    changed = True
    while changed:
        before = name
        for word in edges:
            name = name.removeprefix(word).removesuffix(word).strip('《》"()')
        changed = name != before
    return name

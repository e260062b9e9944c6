"""Provinces, prefectures and counties, and how the place in a printed name is found.

Codes are those of GB/T 2260 (six digits). What was renamed, upgraded or merged is a row of
division_changes.csv with `until`, the year of the change, and `successor`, the code that goes on:
620824 华亭县 became 620881 华亭市. 襄樊市 became 襄阳市 and kept its code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from vocabulary.tables import rows
from vocabulary.text import squash

NATIONAL: Final = "000000"
IDS_SINCE: Final = 2026  # the year in which ids of agencies were first given out

_PROVINCE = re.compile(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|省$|市$")
_PEOPLES = re.compile(
    "(?:布依族|土家族|朝鲜族|哈萨克|柯尔克孜|景颇族|傈僳族|哈尼族|蒙古族|蒙古|仡佬族|"
    "藏族|羌族|彝族|回族|苗族|侗族|傣族|白族|壮族|瑶族|满族|畲族|黎族)+(?:各族)?自治(?=[州县])"
)
_NO_SHORT_BEFORE = re.compile(r"[路街镇乡道村区县市省州旗湖河江山港]")
_LONGEST: Final = 20  # characters of the longest name of a division
_RELATIVE = re.compile(r"^(?:我|全)?(自治[区州县旗]|[省市区县旗州])(?!场|政(?!府|务|协))")
# 桥西区教育局, but neither 城市管理局 nor 红旗渠管理处 nor 新市镇人民政府
_DIVISION = re.compile(
    r"^(?!驻).{1,3}?(?:区(?![域划])|县|旗|州|市(?!场|容|民(?!政|族|宗)|政(?!府|务|协)))"
    r"(?![镇乡村街路渠湾])"
)
_NO_DIVISION = re.compile(
    r"(?:[新园景]|开发|经开|高技|保税|综保|示范|试验|实验|度假|工业|旅游|名胜|保护|合作|产业|管理|"
    r"功能|商务|自贸|行政|经济|技术|科技|农业|集聚|服务|物流|临港|空港)区$|自治[区州县旗]$|"
    r"^(?:[山老军牧库灌社小校辖地林港湖特]区|[城都超]市|红旗)$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county; `parent` is 000000 for a province."""

    code: str
    name: str
    level: str
    parent: str
    until: int | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The division that a printed name lies in, and what the name says beyond it.

    `explicit`: the name itself says where; otherwise the place came from `region_code`.
    """

    division: Division
    rest: str
    explicit: bool


@cache
def divisions() -> dict[str, Division]:
    """Every division by code, those of earlier years included."""
    current = {
        row["code"]: Division(row["code"], row["name"], row["level"], row["parent"])
        for row in rows("divisions.csv")
    }
    return {d.code: d for d in _former()} | current


@cache
def _former() -> tuple[Division, ...]:
    """Divisions as they were before a change, in the order of their codes."""
    return tuple(
        Division(
            row["code"],
            row["name"],
            row["level"],
            row["parent"],
            int(row["until"]),
            row["successor"],
        )
        for row in rows("division_changes.csv")
    )


@cache
def _every_name() -> tuple[Division, ...]:
    """All divisions under each name that they ever had."""
    current = (d for d in divisions().values() if d.until is None)
    return (*current, *_former())


def division_before(code: str) -> Division | None:
    """The division that became this one; None where none did, or several."""
    found = _predecessors().get(code, [])
    return found[0] if len(found) == 1 else None


@cache
def _predecessors() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for division in _former():
        found[division.successor or ""].append(division)
    return dict(found)


def current_code(code: str) -> str:
    """The code that the division has today."""
    division = divisions().get(code)
    return current_code(division.successor) if division and division.successor else code


def lasting_code(code: str) -> str:
    """The code that ids of agencies are made of: the one that was valid when ids were first given
    out. A later change leaves them as they are."""
    today = current_code(code)
    before = division_before(today)
    while before is not None and (before.until or 0) >= IDS_SINCE:
        today = before.code
        before = division_before(today)
    return today


def ancestry(code: str) -> tuple[Division, ...]:
    """The division and all that it lies in, smallest first; empty for an unknown code."""
    division = divisions().get(code)
    return (division, *ancestry(division.parent)) if division else ()


def full_name(code: str) -> str:
    """The name as reports print it: its city goes before a district and before a shared name."""
    chain = ancestry(code)
    if not chain:
        return ""
    name = chain[0].name
    alone = chain[0].level != "county" or not (name.endswith("区") or len(_full_names()[name]) > 1)
    return name if alone or chain[1].level == "county" else chain[1].name + name


def locate(printed: str, region_code: str | None = None) -> Place | None:
    """Where a printed agency name lies; None when neither it nor `region_code` says so.

    A name that several divisions bear (鼓楼区) needs a larger one before it or `region_code`.
    """
    text = squash(printed)
    named = _named(text, region_code)
    if named is not None:
        return named
    return _relative(text, region_code)


def begins_with_a_division(name: str) -> bool:
    """Whether what is left of a name seems to say a place of its own: 桥西区教育局.

    Zones (高新区, 开发区) are no divisions: they lie in one, with their own name.
    """
    found = _DIVISION.match(name)
    return found is not None and (
        found[0] in _full_names() or _NO_DIVISION.search(found[0]) is None
    )


def _named(text: str, region_code: str | None) -> Place | None:
    at: Division | None = None
    while found := _step(text, at, region_code):
        at, text = found
    return Place(at, text, explicit=True) if at else None


def _step(
    text: str, within: Division | None, region_code: str | None
) -> tuple[Division, str] | None:
    """One name of a division taken from the start of `text`: full names before short ones."""
    for names in (_full_names(), _short_names()):
        for size in range(min(len(text), _LONGEST), 1, -1):
            known = names.get(text[:size])
            rest = text[size:]
            if known is None or (names is not _full_names() and _NO_SHORT_BEFORE.match(rest)):
                continue
            found = _only(known, within, region_code)
            if found is not None:
                return found, rest
            if within is None and names is _full_names():
                return None
    return None


def _only(
    candidates: list[Division], within: Division | None, region_code: str | None
) -> Division | None:
    if within is not None:
        candidates = [d for d in candidates if d.code != within.code and _lies_in(d, within.code)]
    if len(candidates) > 1 and region_code:
        candidates = _nearest(candidates, region_code)
    if len(candidates) > 1:
        candidates = _outermost(candidates)
    return candidates[0] if len(candidates) == 1 else None


def _nearest(candidates: list[Division], region_code: str) -> list[Division]:
    """Those that share the smallest division with the region: its county, prefecture, province."""
    around = [d.code for d in candidates if _lies_in(divisions().get(region_code), d.code)]
    for area in [d.code for d in ancestry(region_code)]:
        near = [d for d in candidates if _lies_in(d, area) or d.code in around]
        if near:
            return near
    return candidates


def _outermost(candidates: list[Division]) -> list[Division]:
    """Without those that only were a part of another: 铜仁市, a county until 2011, is a prefecture.

    Names that one division had before and after a change count once.
    """
    codes = {current_code(d.code) for d in candidates}
    parts = {c for c in codes if any(a.code in codes for a in ancestry(c)[1:])}
    kept = [d for d in candidates if current_code(d.code) not in parts]
    return kept[:1] if len({current_code(d.code) for d in kept}) == 1 else kept


def _lies_in(division: Division | None, code: str) -> bool:
    return division is not None and any(d.code == code for d in ancestry(division.code))


def _relative(text: str, region_code: str | None) -> Place | None:
    """`市科技局`: the city that the portal's region is, or lies in; a bare name: the region."""
    chain = ancestry(region_code) if region_code else ()
    if not chain:
        return None
    word = _RELATIVE.match(text)
    if word is None:
        return Place(chain[0], text, explicit=False)
    fitting = [d for d in chain if d.name.endswith(word[1])]
    if not fitting:
        return None
    at, rest = _step(text[word.end() :], fitting[0], region_code) or (
        fitting[0],
        text[word.end() :],
    )
    return Place(at, rest, explicit=False)


@cache
def _full_names() -> dict[str, list[Division]]:
    return _index((d.name, d) for d in _every_name())


@cache
def _short_names() -> dict[str, list[Division]]:
    return _index(pair for d in _every_name() for pair in _shortened(d))


def _shortened(division: Division) -> Iterator[tuple[str, Division]]:
    plain = _PEOPLES.sub("", division.name)
    if plain != division.name:
        yield plain, division
    if division.level == "province":
        yield _PROVINCE.sub("", division.name), division
    elif division.level == "prefecture" and len(division.name) > 2:
        yield re.sub("[市州盟]$|地区$", "", plain), division


def _index(pairs: Iterator[tuple[str, Division]]) -> dict[str, list[Division]]:
    index: dict[str, list[Division]] = defaultdict(list)
    for name, division in pairs:
        if len(name) > 1:
            index[name].append(division)
    return dict(index)

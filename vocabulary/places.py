"""How the place in a printed name is found: 淮安市洪泽区水务局 lies in 洪泽区.

A name that several divisions bear (鼓楼区) needs a larger one before it, or the region of the
portal that it stands on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from vocabulary.divisions import (
    Division,
    ancestry,
    current_code,
    divisions,
    every_name,
    full_names,
)
from vocabulary.text import squash

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
class Place:
    """The division that a printed name lies in, and what the name says beyond it.

    `explicit`: the name itself says where; otherwise the place came from `region_code`.
    """

    division: Division
    rest: str
    explicit: bool


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
    return found is not None and (found[0] in full_names() or _NO_DIVISION.search(found[0]) is None)


def _named(text: str, region_code: str | None) -> Place | None:
    at: Division | None = None
    while found := _step(text, at, region_code):
        at, text = found
    return Place(at, text, explicit=True) if at else None


def _step(
    text: str, within: Division | None, region_code: str | None
) -> tuple[Division, str] | None:
    """One name of a division taken from the start of `text`: full names before short ones."""
    for names in (full_names(), _short_names()):
        for size in range(min(len(text), _LONGEST), 1, -1):
            known = names.get(text[:size])
            rest = text[size:]
            if known is None or (names is not full_names() and _NO_SHORT_BEFORE.match(rest)):
                continue
            found = _only(known, within, region_code)
            if found is not None:
                return found, rest
            if within is None and names is full_names():
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
def _short_names() -> dict[str, list[Division]]:
    return _index(pair for d in every_name() for pair in _shortened(d))


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

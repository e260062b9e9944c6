"""Whether two printed names may mean one agency: abbreviated, without its place, by its office."""

from __future__ import annotations

import re
from typing import Final

from vocabulary.agencies import function_of, written_out
from vocabulary.renames import latest_name
from vocabulary.text import squash

_PLACE: Final = re.compile(r"^.{1,6}?[省市县区州盟旗]")
_ITS_PLACE: Final = re.compile(r"^(?!城市).{0,6}?[省市县区州盟旗]")  # 县水利局 names none
_ZONE: Final = re.compile(r"(?:高新|开发|经开|新|园|保税|示范|景|矿|林)区$")
_TOWN: Final = re.compile(r"^(.*?(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处|党政办|办公室)?$")
_GOVERNMENT: Final = "政府"
_BUREAUS: Final = "局委厅会"
_PLACES: Final = "省市县区州盟旗"
_LONGEST_PLACE: Final = 6  # characters of a place's name before 市, 县 …
_SHORTEST: Final = 3  # characters of a bureau's name without its place


def may_be_one(name: str, other: str) -> bool:
    """False only where the names speak of different places, towns or tasks, or are as long as each
    other and differ: 水务局 is no short form of 水利局.

    市科技局 and 保定市科学技术局 may be one, and so may a government and its office; a place and
    one of its bureaus or townships are two.
    """
    a, b = sorted((squash(name), squash(other)), key=len)
    if a in b:
        return not (_is_place(a) and _is_of_the_place(b.replace(a, "", 1)))
    return not (
        _other_places(a, b) or _other_towns(a, b) or _other_tasks(a, b) or _other_names(a, b)
    )


def says_more(name: str, other: str) -> bool:
    """Whether another name is the same bureau's written out, or with its place before it: 市残联
    and 定州市残疾人联合会, 教育局 and 定州市教育局. A township goes by its own name."""
    short, full = squash(name), squash(other)
    if len(full) <= len(short) or _TOWN.match(short) or not short:
        return False
    own, longer = written_out(short), written_out(full)
    if not longer.endswith(own):
        return False
    before = longer.removesuffix(own)
    if not before or before[-1] in _PLACES:
        return True
    return own[0] in _PLACES and len(before) <= _LONGEST_PLACE


def _is_place(name: str) -> bool:
    return _PLACE.fullmatch(name) is not None


def _is_of_the_place(rest: str) -> bool:
    """Whether 某县 with this behind it is another body than 某县: a bureau or a township."""
    return _TOWN.match(rest) is not None or function_of(rest) not in (None, _GOVERNMENT)


def _other_places(a: str, b: str) -> bool:
    first, second = _PLACE.match(a), _PLACE.match(b)
    if not first or not second or _ZONE.search(first[0]) or _ZONE.search(second[0]):
        return False
    return first[0] not in b and second[0] not in a


def _other_towns(a: str, b: str) -> bool:
    first, second = _TOWN.match(a), _TOWN.match(b)
    if not first or not second:
        return False
    return not first[1].endswith(second[1]) and not second[1].endswith(first[1])


def _other_tasks(a: str, b: str) -> bool:
    return len({_task(a), _task(b)} - {None}) > 1


def _task(name: str) -> str | None:
    return _GOVERNMENT if _is_place(name) else function_of(name)


def _other_names(a: str, b: str) -> bool:
    """Whether two bureaus differ in a word; one that was renamed (农业局) does not."""
    first, second = (latest_name(_without_places(n), national=False) for n in (a, b))
    bureaus = first[-1:] == second[-1:] and first[-1:] in _BUREAUS
    return bureaus and len(first) == len(second) and first != second


def _without_places(name: str) -> str:
    while found := _ITS_PLACE.match(name):
        if len(name) - found.end() < _SHORTEST:
            break
        name = name[found.end() :]
    return name

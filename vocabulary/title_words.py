"""The words of titles (titles.toml), as the patterns that the grammar asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from vocabulary.text import squash

_LONGEST_NAME: Final = 30
_LONGEST_PLACE: Final = 10


@cache
def words() -> Mapping[str, Any]:
    """All that titles.toml holds."""
    with Path(__file__).with_name("titles.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def subject() -> re.Pattern[str]:
    """What a report is on: 政府信息公开, 政务公开 …"""
    return re.compile("|".join(map(re.escape, words()["subjects"])))


@cache
def report() -> re.Pattern[str]:
    """The subject with a noun that makes it an annual report."""
    told = words()
    filler = "|".join((*map(re.escape, told["fillers"]), r"20\d\d年?度?"))
    noun = "|".join(map(re.escape, told["nouns"]))
    # After a year, 海关信息公开 repeats the sender: 海关总署2010年海关信息公开工作年度报告.
    return re.compile(
        rf"(?:(?<=年)海关|(?<=年度)海关)?(?:{subject().pattern})(?:{filler})*(?:{noun})(?:书)?"
    )


def without_fields(title: str) -> str:
    """The title without the name of the row that it stands in, 标题：…, and what follows it there:
    … 文号："""
    return _next_field().sub("", _lead().sub("", title))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(words()['agencies']['leads'])})[:|]?(?=.{{4}})")


@cache
def _next_field() -> re.Pattern[str]:
    names = "|".join(words()["agencies"]["next_fields"])
    return re.compile(rf"(?<=[报告)])(?:{names})[:|].*$")


@cache
def translated() -> re.Pattern[str]:
    """What tells a translation."""
    return re.compile("|".join(words()["translation"]["words"]), re.I)


@cache
def refused(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of one part of titles.toml, by reason; `refused_before` are those at the end."""
    end = "$" if part == "refused_before" else ""
    told = words()[part].items()
    return tuple((r, re.compile(f"(?:{'|'.join(map(re.escape, w))}){end}")) for r, w in told)


@cache
def beginnings() -> tuple[str, ...]:
    """Where a title may have been broken off."""
    wholes = words()["bare"]["wholes"]
    return tuple({whole[:length] for whole in wholes for length in range(4, len(whole))})


def announces(tail: str) -> bool:
    """Whether what stands behind the noun says that the report is out."""
    return tail.strip("!。;") in words()["announced"]["tails"]


def is_beginning(text: str) -> bool:
    """Whether a report's subject and noun may begin so; nothing at all is a beginning too."""
    return any(whole.startswith(text) for whole in words()["bare"]["wholes"])


def is_other_body(name: str) -> bool:
    """Whether a name is a school's, a hospital's or a company's: no government body's."""
    told = words()["other_bodies"]
    plain = name.strip("()")
    if plain.endswith(tuple(told["exceptions"])):
        return False
    return plain.endswith(tuple(told["endings"]))


def ends_as_a_name(agency: str) -> bool:
    """Whether an agency's name ends as agencies' or places' names do."""
    told = words()["agencies"]
    return len(agency) <= _LONGEST_NAME and agency.endswith((*told["endings"], *told["places"]))


def is_place(name: str) -> bool:
    """Whether a whole text may be a place's name, as lists of places print it: 定兴县."""
    text = squash(name)
    return 2 <= len(text) <= _LONGEST_PLACE and text.endswith(tuple(words()["agencies"]["places"]))


def is_trail(text: str) -> bool:
    """Whether a line is the way to the page: 当前位置：首页."""
    return squash(text).strip("(:【[").startswith(_trails())


@cache
def _trails() -> tuple[str, ...]:
    leads = words()["agencies"]["trails"]
    return tuple(start + lead for lead in leads for start in ("", "您", "您的", "你的", "您现在的"))


@cache
def scope_pattern() -> re.Pattern[str]:
    """What tells a scope, whichever."""
    return re.compile("|".join(p for patterns in words()["scopes"].values() for p in patterns))


def is_group(name: str) -> bool:
    """Whether a name stands for many agencies: 市直部门, 乡镇（街道）."""
    plain = squash(name)
    return bool(_group().fullmatch(plain)) and not _one_subdistrict().fullmatch(plain)


@cache
def _one_subdistrict() -> re.Pattern[str]:
    """新市街道 and 罗州街道 are the names of one."""
    told = words()["agencies"]["one_subdistrict"]
    return re.compile(told)


@cache
def _group() -> re.Pattern[str]:
    groups = "|".join(words()["agencies"]["groups"])
    return re.compile(f"(?:.{{1,6}}[省市州县区旗])??(?:{groups})")

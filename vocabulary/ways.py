"""Ways from a home page to the annual reports: names of columns and of links that lead there.

The names stand in ways.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from vocabulary.text import squash
from vocabulary.titles import parse_title

_CORNER: Final = re.compile("(政府)?(信息|政务)公开(专栏|目录|平台|网)?$")

_AGENCY: Final = re.compile("([局委厅部署办]|委员会|办公室|政府|办事处|街道|[镇乡市区县州旗])$")


@lru_cache(maxsize=4096)
def is_column_name(name: str) -> bool:
    """Whether a link of this name leads to annual reports: 信息公开年报, 年度报告, 部门年报 …"""
    text, title = squash(name), parse_title(name)
    agency = title.agency or ""
    told = (
        text.replace(agency, "", 1) if _AGENCY.search(agency) else text
    )  # 审计局年报 is no 审计年报
    if not 2 <= len(text) <= 40 or any(word in told for word in _words()["not_columns"]):
        return False
    if title.is_refused:
        return False
    if _columns().fullmatch(text) or _columns().fullmatch(told):
        return True
    return title.is_report and not (title.agency or title.year)


@lru_cache(maxsize=4096)
def step_rank(name: str) -> int | None:
    """How promising a link of this name is on the way: 0 is best, None is not at all."""
    text = squash(name).lower().strip("[]【】<>«»·•-|")
    if not 2 <= len(text) <= 20:
        return None
    return next((rank for rank, names in enumerate(_steps()) if names.fullmatch(text)), None)


def bare_name(name: str) -> str:
    """Whose corner a link leads to: 市教育局信息公开 is 市教育局."""
    return _CORNER.sub("", squash(name))


def address_rank(path: str) -> int | None:
    """The same for a link without any name, by its path: `/zfxxgknb/` is 政府信息公开年报."""
    ranked = enumerate(_words()["steps"])
    return next((n for n, step in ranked if re.search(step.get("path", "$^"), path, re.I)), None)


@cache
def _words() -> dict[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _columns() -> re.Pattern[str]:
    return re.compile("|".join(_words()["columns"]), re.I)


@cache
def _steps() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(step["names"]), re.I) for step in _words()["steps"])

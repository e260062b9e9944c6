"""Provinces, prefectures and counties: codes, names, and what became of them.

Codes are those of GB/T 2260 (six digits). What was renamed, upgraded or merged is a row of
division_changes.csv with `until`, the year of the change, and `successor`, the code that goes on:
620824 华亭县 became 620881 华亭市. 襄樊市 became 襄阳市 and kept its code.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from vocabulary.tables import rows

NATIONAL: Final = "000000"
IDS_SINCE: Final = 2026  # the year in which ids of agencies were first given out


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county; `parent` is 000000 for a province."""

    code: str
    name: str
    level: str
    parent: str
    until: int | None = None
    successor: str | None = None


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
def every_name() -> tuple[Division, ...]:
    """All divisions under each name that they ever had."""
    current = (d for d in divisions().values() if d.until is None)
    return (*current, *_former())


@cache
def full_names() -> dict[str, list[Division]]:
    """The divisions that bear or bore each name, written out."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in every_name():
        found[division.name].append(division)
    return dict(found)


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
    alone = chain[0].level != "county" or not (name.endswith("区") or len(full_names()[name]) > 1)
    return name if alone or chain[1].level == "county" else chain[1].name + name

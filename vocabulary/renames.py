"""Names that one body bore one after the other: 农业局 became 农业农村局 everywhere."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from vocabulary.divisions import IDS_SINCE
from vocabulary.tables import rows


def latest_name(name: str, *, national: bool) -> str:
    """What a body of this name (without its place) is called today; most names stay as they are."""
    where = "national" if national else "local"
    while (becomes := _renames().get((where, name))) is not None:
        name = becomes
    return name


@cache
def _renames() -> dict[tuple[str, str], str]:
    return {(row["where"], row["name"]): row["becomes"] for row in rows("renames.csv")}


def lasting_name(name: str, *, national: bool) -> str:
    """The name that ids of agencies are made of: the latest one when ids were first given out."""
    today = latest_name(name, national=national)
    later = [before for before, year in names_before(today, national) if year >= IDS_SINCE]
    return later[0] if later else today


def names_before(name: str, national: bool) -> list[tuple[str, int]]:
    """The names that a body of this name bore before, oldest first, each with the year in which it
    was given up; none where several names became this one (农业局, 农牧局)."""
    where = "national" if national else "local"
    found = _predecessors().get((where, name), [])
    if len(found) != 1:
        return []
    before, year = found[0]
    return [*names_before(before, national), (before, year)]


@cache
def _predecessors() -> dict[tuple[str, str], list[tuple[str, int]]]:
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for row in rows("renames.csv"):
        found[row["where"], row["becomes"]].append((row["name"], int(row["year"])))
    return dict(found)

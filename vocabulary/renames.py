"""Names that one body bore one after the other: 农业局 became 农业农村局 everywhere."""

from __future__ import annotations

from functools import cache

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

"""Townships, towns and subdistricts: in which county one lies whose name is printed without it.

Nine-digit codes, of which the first six are the county's. Those of development zones, which are no
divisions, lie in the prefecture.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from vocabulary.divisions import ancestry, current_code, divisions
from vocabulary.tables import rows

_NAME = re.compile(r"^(.{1,14}?(?:镇|乡|苏木|街道))(?:人民政府|政府|办事处|办)?$")


def counties_with(name: str, within: str) -> tuple[str, ...]:
    """Codes of the counties of a province or prefecture that have this township, today.

    `name` may end in 人民政府 or 办事处. Empty: not a township's name, or none is known there.
    """
    found = _NAME.match(name)
    codes = _by_name().get(found[1], ()) if found else ()
    area = current_code(within)
    return tuple(c for c in codes if any(d.code == area for d in ancestry(c)))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Every township's name with the divisions in which there is one of that name."""
    index: dict[str, list[str]] = defaultdict(list)
    for row in rows("townships.csv"):
        county = row["code"][:6]
        home = county if county in divisions() else f"{county[:4]}00"
        if home in divisions() and home not in index[row["name"]]:
            index[row["name"]].append(home)
    return {name: tuple(codes) for name, codes in index.items()}

"""What a body was called when: the names of its division and its own, one after the other.

From the dated rows of division_changes.csv, renames.csv and agencies.csv. A name goes with the
division that bore it: 华亭县教育局 (620824) until 2018, 华亭市教育局 (620881) since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vocabulary.divisions import NATIONAL, ancestry, division_before, full_name
from vocabulary.renames import latest_name, names_before
from vocabulary.tables import rows


@dataclass(frozen=True, slots=True)
class Name:
    """A name in full, with the code of its division then; years inclusive, None: open."""

    name: str
    region_code: str
    from_year: int | None
    until_year: int | None


@dataclass(frozen=True, slots=True)
class _Span:
    """One state; `until` is the year in which it changed into the next one."""

    text: str
    code: str
    until: int | None


def history(agency_id: str, region_code: str) -> list[Name]:
    """All names of one agency, oldest first; the last one is today's."""
    if given := _given().get(agency_id):
        return given
    body = latest_name(agency_id.partition("-")[2], national=region_code == NATIONAL)
    places = [_Span(full_name(region_code), region_code, None)]
    if region_code != NATIONAL:
        places = [*_places(region_code), *places]
    bodies = [_Span(name, "", year) for name, year in names_before(body, region_code == NATIONAL)]
    return list(_crossed(places, [*bodies, _Span(body, "", None)]))


def _places(code: str) -> list[_Span]:
    """The names of the division before today's; none where several became one."""
    before = division_before(code)
    if before is None or before.until is None:
        return []
    above = ancestry(before.parent)
    shown = above[0].name if above and before.name.endswith("区") else ""
    own = _Span(shown + before.name, before.code, before.until)
    return [*(_places(before.code) if before.code != code else []), own]


def _crossed(places: Sequence[_Span], bodies: Sequence[_Span]) -> Iterator[Name]:
    """Both sequences on one time line."""
    ends = sorted({s.until for s in (*places, *bodies) if s.until is not None})
    since: int | None = None
    for end in (*ends, None):
        place, body = _at(places, end), _at(bodies, end)
        yield Name(place.text + body.text, place.code, since, end)
        since = None if end is None else end + 1


def _at(spans: Sequence[_Span], year: int | None) -> _Span:
    return next(s for s in spans if s.until is None or (year is not None and year <= s.until))


@cache
def _given() -> dict[str, list[Name]]:
    """Agencies whose names are written down one by one."""
    found: dict[str, list[Name]] = defaultdict(list)
    for row in rows("agencies.csv"):
        code = row["region_code"]
        name = row["name"] if code == NATIONAL else full_name(code) + row["name"]
        years = [int(row[key]) if row[key] else None for key in ("from_year", "until_year")]
        found[row["agency_id"]].append(Name(name, code, years[0], years[1]))
    return {
        key: sorted(names, key=lambda n: (n.until_year is None, n.until_year or 0))
        for key, names in found.items()
    }

"""What was decided of each document, and the temporary tables that the fills take it from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from vocabulary.agencies import Agency, is_government, parent_id, region_names, resolve
from warehouse.evidence import Evidence
from warehouse.staging import load, rows


@dataclass(frozen=True, slots=True)
class Identity:
    """What was decided. `agency` is None where the id is provisional."""

    agency_id: str
    agency: Agency | None
    printed: str
    year: int | None
    scope: str
    agency_source: str
    year_source: str | None
    problems: tuple[tuple[str, str], ...] = field(default=())


_IDENTITIES = pa.schema(
    [
        ("document_sha256", pa.string()),
        ("agency_id", pa.string()),
        ("year", pa.int32()),
        ("scope", pa.string()),
        ("agency_source", pa.string()),
        ("year_source", pa.string()),
    ]
)
_AGENCIES = pa.schema(
    [
        ("agency_id", pa.string()),
        ("name", pa.string()),
        ("region_code", pa.string()),
        ("province", pa.string()),
        ("prefecture", pa.string()),
        ("county", pa.string()),
        ("level", pa.string()),
        ("function", pa.string()),
        ("portal_id", pa.string()),
        ("provisional", pa.bool_()),
    ]
)
_NAMES = pa.schema(
    [
        ("agency_id", pa.string()),
        ("printed", pa.string()),
        ("year", pa.int32()),
        ("parent_id", pa.string()),
    ]
)
_OWNERS = pa.schema(
    [
        ("portal_id", pa.string()),
        ("agency_id", pa.string()),
        ("government", pa.bool_()),
    ]
)
_PROBLEMS = pa.schema(
    [
        ("document_sha256", pa.string()),
        ("code", pa.string()),
        ("message", pa.string()),
    ]
)


def store(
    db: duckdb.DuckDBPyConnection, decided: Mapping[str, Identity], evidence: Sequence[Evidence]
) -> None:
    """Make the tables `identities`, `decided_agencies`, `printed_names`, `identity_problems`, and
    `portal_owners`: whose portal the registry says that each is."""
    identities, names, problems = [], [], []
    registered = list(_registered(db))
    agencies = {a.agency_id: _placed_row(a, portal_id) for portal_id, a in reversed(registered)}
    portal_of = {e.sha256: e.portal_id for e in evidence}
    for sha256, one in sorted(decided.items()):
        identities.append(
            {
                "document_sha256": sha256,
                "agency_id": one.agency_id,
                "year": one.year,
                "scope": one.scope,
                "agency_source": one.agency_source,
                "year_source": one.year_source,
            }
        )
        names.append(
            {
                "agency_id": one.agency_id,
                "printed": one.printed,
                "year": one.year,
                "parent_id": parent_id(one.agency) if one.agency else None,
            }
        )
        problems += [{"document_sha256": sha256, "code": c, "message": m} for c, m in one.problems]
        if one.agency or one.printed or one.year:  # else nobody knows whether it is a report
            agencies.setdefault(one.agency_id, _agency_row(one, portal_of[sha256]))
    load(db, "identities", pa.Table.from_pylist(identities, schema=_IDENTITIES))
    load(db, "decided_agencies", pa.Table.from_pylist(list(agencies.values()), schema=_AGENCIES))
    owners = [
        {"portal_id": p, "agency_id": a.agency_id, "government": is_government(a)}
        for p, a in registered
    ]
    load(db, "portal_owners", pa.Table.from_pylist(owners, schema=_OWNERS))
    load(db, "printed_names", pa.Table.from_pylist(names, schema=_NAMES))
    load(db, "identity_problems", pa.Table.from_pylist(problems, schema=_PROBLEMS))


def _registered(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Agency]]:
    """Agencies that the registry names: expected, whether or not anything was found of them."""
    for row in rows(db, "SELECT * FROM portals ORDER BY portal_id"):
        agency = resolve(row["agency"], row["region_code"]) if row["agency"] else None
        if agency is not None:
            yield row["portal_id"], agency


def _agency_row(one: Identity, portal_id: str | None) -> dict[str, Any]:
    if one.agency is not None:
        return _placed_row(one.agency, portal_id)
    return {
        "agency_id": one.agency_id,
        "name": one.printed or None,
        "portal_id": portal_id,
        "provisional": True,
    }


def _placed_row(agency: Agency, portal_id: str | None) -> dict[str, Any]:
    return {
        "agency_id": agency.agency_id,
        "name": agency.name,
        "region_code": agency.region_code,
        **region_names(agency.region_code),
        "level": agency.level,
        "function": agency.function,
        "portal_id": portal_id,
        "provisional": False,
    }

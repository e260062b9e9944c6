"""Printed names become agencies: each distinct name in each region is looked up once.

`resolved_names` tells of every (name, region) which agency it is, or that it certainly lies
elsewhere; `placed_agencies` describes the agencies that came of it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from vocabulary.agencies import (
    Agency,
    is_government,
    names_another_place,
    parent_id,
    region_names,
    resolve,
)
from vocabulary.histories import history
from warehouse.staging import load, rows

_NAMES = """
SELECT DISTINCT s.agency AS name, k.region_code
FROM said AS s JOIN known_documents AS k USING (document_sha256) WHERE s.agency IS NOT NULL
UNION
SELECT p.agency, p.region_code FROM portals AS p WHERE p.agency IS NOT NULL
ORDER BY ALL
"""

_RESOLVED = pa.schema(
    [
        ("name", pa.string()),
        ("region_code", pa.string()),
        ("agency_id", pa.string()),
        ("printed_code", pa.string()),
        ("elsewhere", pa.bool_()),
    ]
)
_KNOWN = pa.schema(
    [
        ("agency_id", pa.string()),
        ("name", pa.string()),
        ("region_code", pa.string()),
        ("from_year", pa.int32()),
        ("until_year", pa.int32()),
    ]
)
_PLACED = pa.schema(
    [
        ("agency_id", pa.string()),
        ("name", pa.string()),
        ("region_code", pa.string()),
        ("province", pa.string()),
        ("prefecture", pa.string()),
        ("county", pa.string()),
        ("level", pa.string()),
        ("function", pa.string()),
        ("parent_id", pa.string()),
        ("government", pa.bool_()),
    ]
)


def resolve_all(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `resolved_names`, `placed_agencies` and `known_names`."""
    resolved = []
    placed: dict[str, dict[str, Any]] = {}
    for row in rows(db, _NAMES):
        agency = resolve(row["name"], row["region_code"])
        elsewhere = agency is None and names_another_place(row["name"], row["region_code"])
        row |= {"agency_id": None, "printed_code": None, "elsewhere": elsewhere}
        if agency is not None:
            row |= {"agency_id": agency.agency_id, "printed_code": agency.printed_code}
            placed.setdefault(agency.agency_id, _placed_row(agency))
        resolved.append(row)
    known = [
        {"agency_id": one["agency_id"], **asdict(name)}
        for one in placed.values()
        for name in history(one["agency_id"], one["region_code"])
    ]
    load(db, "known_names", pa.Table.from_pylist(known, schema=_KNOWN))
    load(db, "resolved_names", pa.Table.from_pylist(resolved, schema=_RESOLVED))
    load(db, "placed_agencies", pa.Table.from_pylist(list(placed.values()), schema=_PLACED))


def _placed_row(agency: Agency) -> dict[str, Any]:
    return {
        "agency_id": agency.agency_id,
        "name": history(agency.agency_id, agency.region_code)[-1].name,
        "region_code": agency.region_code,
        **region_names(agency.region_code),
        "level": agency.level,
        "function": agency.function,
        "parent_id": parent_id(agency),
        "government": is_government(agency),
    }

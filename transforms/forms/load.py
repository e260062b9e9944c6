"""One table from its TOML file, checked."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from transforms.forms.table import Breakdown, Identity, Item, Table


def load(path: Path) -> Table:
    """Read and check one form file; ValueError says what is wrong with it."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return _table(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"form file {path.name}: {error}") from error


def _table(data: dict[str, Any]) -> Table:
    forms = tuple(data["forms"])
    breakdowns = tuple(Breakdown(**_tuples(b)) for b in data["breakdowns"])
    codes = tuple(b.code for b in breakdowns)
    defaults = {"forms": forms, "breakdowns": codes}
    items = tuple(Item(**(defaults | _tuples(i))) for i in data["items"])
    for item in items:
        if unknown := set(item.breakdowns) - set(codes):
            raise ValueError(f"item {item.code} names unknown breakdowns {sorted(unknown)}")
    identities = tuple(Identity(**_tuples(i)) for i in data.get("identities", ()))
    return Table(
        topic=data["topic"],
        forms=forms,
        section=data["section"],
        heading=data["heading"],
        layout=data["layout"],
        captions=tuple(data["captions"]),
        serials=tuple(data.get("serials", ())),
        line_labels=tuple(data.get("line_labels", ())),
        other_heads=tuple(data.get("other_heads", ())),
        whose_heads=tuple(data.get("whose_heads", ())),
        own_heads=tuple(data.get("own_heads", ())),
        all_heads=tuple(data.get("all_heads", ())),
        sum_heads=tuple(data.get("sum_heads", ())),
        leads=tuple(data.get("leads", ())),
        endings=tuple(data.get("endings", ())),
        least_columns=data["least_columns"],
        unit=data["unit"],
        breakdowns=breakdowns,
        items=items,
        identities=identities,
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}

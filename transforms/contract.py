"""The stable JSON of `gongkai extract`: one object per document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from transforms.extraction import Cell, Extraction


def to_json(path: str, extraction: Extraction) -> dict[str, Any]:
    """The contract's object. `path` is the file's; the way to a member is added to it.

    Whole numbers are printed as such; absent values are null.
    """
    return {
        "path": path + way_in(extraction.member),
        "sha256": extraction.sha256,
        "media_type": extraction.media_type,
        "title": extraction.title,
        "agency": extraction.agency,
        "year": extraction.year,
        "scope": extraction.scope,
        "cells": [_cell(cell) for cell in extraction.cells],
        "sections": [asdict(section) for section in extraction.sections],
        "problems": [asdict(problem) for problem in extraction.problems],
        "unmapped_cells": [asdict(cell) for cell in extraction.unmapped_cells],
    }


def way_in(member: str | None) -> str:
    """What follows a file's path or address to name a document inside it."""
    if member is None:
        return ""
    return member if member.startswith("#") else f"!/{member}"


def _cell(cell: Cell) -> dict[str, Any]:
    value = cell.value
    return {
        "topic": cell.topic,
        "item": cell.item,
        "breakdown": cell.breakdown,
        "value": int(value) if value is not None and value.is_integer() else value,
        "state": cell.state,
        "raw": cell.raw,
        "unit": cell.unit,
        "form": cell.form,
        "confidence": cell.confidence,
        "locator": cell.locator,
        "table_instance": cell.table_instance,
    }

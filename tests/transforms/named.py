"""Cells by the name that FORMS gives them."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.extraction import Cell


def cells_by_name(cells: Sequence[Cell]) -> dict[str, Cell]:
    """The first instance's cells by `topic/item/breakdown`."""
    return {f"{c.topic}/{c.item}/{c.breakdown}": c for c in cells if c.table_instance == 0}

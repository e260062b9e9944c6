"""Texts and paths as SQL writes them, for statements that take no parameter (ATTACH, COPY)."""

from __future__ import annotations

from collections.abc import Iterable


def literal(value: object) -> str:
    """The text between single quotes, with those that it has doubled: a folder may be O'Brien's."""
    return "'" + str(value).replace("'", "''") + "'"


def literals(values: Iterable[object]) -> str:
    """A list of such texts."""
    return f"[{', '.join(map(literal, values))}]"

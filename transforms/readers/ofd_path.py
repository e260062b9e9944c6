"""Paths of an OFD: the straight lines of AbbreviatedData (GB/T 33190, 9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.readers.ofd_structure import LARGEST

Point = tuple[float, float]
Line = tuple[Point, Point]

_TOKEN = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def lines(data: str) -> Iterator[Line]:
    """The straight lines of a path, those that close a figure too; curves are no lines."""
    start = last = (0.0, 0.0)
    for operator, operands in _steps(data):
        if operator == "C":
            if last != start:
                yield last, start
            last = start
            continue
        here = (operands[-2], operands[-1])
        if operator in "SM":
            start = here
        elif operator == "L":
            yield last, here
        last = here


def _steps(data: str) -> Iterator[tuple[str, list[float]]]:
    """Operators with their operands; one that lacks operands ends the path, as viewers do, and so
    does one that leads beyond all pages."""
    operator = ""
    operands: list[float] = []
    for token in _TOKEN.findall(data):
        if token in _NUMBERS:
            operator, operands = token, []
            if operator == "C":
                yield operator, operands
            continue
        operands.append(number := float(token))
        if abs(number) > LARGEST:
            return
        if operator and operator != "C" and len(operands) == _NUMBERS[operator]:
            yield operator, operands
            operands = []

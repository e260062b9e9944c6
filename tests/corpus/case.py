"""One case of the corpus: a document and what may be read in it.

Cells are named `topic/item/breakdown`; wherever a case names cells, `*` stands for anything.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from tests.corpus import cases as case_modules

Value = tuple[float | None, str]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A document, and how its cells differ from those of `expected/<base>.json`.

    `changed`: cells with another value or state. `absent`: cells that the document does not have.
    `unsure`: cells that a careful reader may give up, but must not get wrong. `never`: cells that
    nobody can decide: no number may come out. `announced`: at least one of these problem codes
    must be there (where there are `unsure` cells only: if any of them is given up).
    A case with neither is a sound document: none of the alarms may be raised over it. `report`:
    which of the file's reports is meant, from 0.
    """

    name: str
    data: Callable[[], bytes]
    base: str = "distinct_2021"
    changed: Mapping[str, Value] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    why: str = ""
    report: int = 0

    def expected(self) -> dict[str, Value]:
        """Every cell that the document has, with its value and state."""
        cells = {k: v for k, v in _base(self.base).items() if not matches(k, self.absent)}
        return cells | dict(self.changed)

    def undecidable(self, key: str) -> bool:
        """Whether nobody can tell what that cell says."""
        return matches(key, self.never)


def matches(key: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns names that cell."""
    return any(fnmatchcase(key, pattern) for pattern in patterns)


def corpus() -> Iterator[Case]:
    """Every case of every module in `cases/`."""
    for module in pkgutil.iter_modules(case_modules.__path__):
        yield from importlib.import_module(f"{case_modules.__name__}.{module.name}").CASES


@cache
def _base(name: str) -> dict[str, Value]:
    data = json.loads((HERE / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    return {k: (v, "blank" if v is None else "number") for k, v in data.items()}

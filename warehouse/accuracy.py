"""How exactly documents are read: figures measured, with how many cells and the bound they allow.

Two kinds: `synthetic`, measured on the documents of the repository's corpus (accuracy.csv beside
this file, written by `python -m benchmarks.accuracy`), and `verified`, real cells that a person
looked at (`gongkai verify`, accuracy.csv in the data folder). Neither says anything of cells that
were not read at all: those are counted as missing, not as wrong.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from math import sqrt
from pathlib import Path
from typing import Any, Final, Literal

import pyarrow as pa

PUBLISHED: Final = Path(__file__).with_suffix(".csv")
NAME: Final = "accuracy.csv"  # in the data folder

_CONFIDENCE: Final = 0.95
_Z: Final = 1.6449  # the normal distribution's quantile for one side of 95 %


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One measurement; `measured_on` is an ISO date, `version` names the readings measured.

    `n_exact` of `n_cells` cells have exactly the value and state printed. `n_wrong` show another
    value, `n_silent` of these with nothing that warns of it: confidence of 0.9 or more, and no
    problem on the document. The others were given up: no value was taken.
    `lower_95`: with 95 % confidence the share of exact cells is at least this, by `method`.
    """

    corpus: str
    kind: Literal["synthetic", "verified"]
    carrier: str
    n_documents: int
    n_cells: int
    n_exact: int
    n_wrong: int
    n_silent: int
    lower_95: float
    method: str
    measured_on: str
    version: str


def lower_95(n: int, exact: int) -> tuple[float, str]:
    """The one-sided 95 % lower bound of a share, and the name of its method.

    Without an error the exact binomial bound, which the rule of three approximates (1 - 3/n);
    else the Wilson score bound. Both take cells as drawn independently.
    """
    if n == 0:
        return 0.0, "none"
    if exact == n:
        bound = (1 - _CONFIDENCE) ** (1 / n)
        return round(bound, 6), "exact binomial, no error (rule of three)"
    share, z2 = exact / n, _Z * _Z
    spread = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    bound = (share + z2 / (2 * n) - spread) / (1 + z2 / n)
    return round(max(0.0, bound), 6), "Wilson score, one-sided"


def write(path: Path, rows: Iterable[Accuracy]) -> None:
    """Write measurements, ordered, bounds to six digits."""
    ordered = sorted(rows, key=lambda r: (r.kind, r.corpus, r.carrier))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [f.name for f in fields(Accuracy)], lineterminator="\n")
        writer.writeheader()
        for row in ordered:
            writer.writerow(asdict(row) | {"lower_95": f"{row.lower_95:.6f}"})


def published(data: Path | None = None) -> list[Accuracy]:
    """The corpus's measurements, and those of the data folder where people verified cells."""
    files = [PUBLISHED, *([data / NAME] if data else [])]
    return [row for file in files if file.is_file() for row in _read(file)]


def as_table(rows: Iterable[Accuracy]) -> pa.Table:
    """The measurements as a table of these columns."""
    kinds = {"int": pa.int64(), "float": pa.float64()}
    schema = pa.schema([(f.name, kinds.get(str(f.type), pa.string())) for f in fields(Accuracy)])
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=schema)


def _read(path: Path) -> list[Accuracy]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kinds: dict[str, Callable[[str], Any]] = {"int": int, "float": float}
    casts = {f.name: kinds.get(str(f.type), str) for f in fields(Accuracy)}
    return [Accuracy(**{name: cast(row[name]) for name, cast in casts.items()}) for row in rows]

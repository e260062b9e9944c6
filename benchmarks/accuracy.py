"""How exactly the documents of the corpus are read, carrier by carrier.

    python -m benchmarks.accuracy [--write]

The corpus (tests/corpus) is synthetic and adversarial: figures and layouts are made to mislead, and
a cell that a careful reader must give up counts as not exact. `--write` publishes the figures in
warehouse/accuracy.csv, which the warehouse shows beside those of verified real cells.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from tests.corpus.case import Case, corpus
from transforms.extract import extract_all
from transforms.extraction import Cell, Extraction
from warehouse.accuracy import PUBLISHED, Accuracy, lower_95, write

CORPUS = "tests/corpus (adversarial)"
_SURE = 0.9


@dataclass
class Counts:
    """What was found in one carrier's documents."""

    documents: int = 0
    cells: int = 0
    exact: int = 0
    wrong: int = 0
    silent: int = 0
    versions: set[str] = field(default_factory=set)

    def add(self, case: Case, read: Extraction) -> None:
        """Compare one document with what it prints; cells that nobody can decide are left out."""
        expected = {k: v for k, v in case.expected().items() if not case.undecidable(k)}
        found = _once(read)
        self.documents += 1
        self.cells += len(expected)
        self.versions.add(read.reading)
        for name, cell in found.items():
            if expected.get(name) == (cell.value, cell.state):
                self.exact += 1
            elif cell.value is not None:
                self.wrong += 1
                self.silent += cell.confidence >= _SURE and not read.problems

    def row(self, carrier: str, today: str) -> Accuracy:
        """The measurement as it is published."""
        bound, method = lower_95(self.cells, self.exact)
        return Accuracy(
            CORPUS, "synthetic", carrier, self.documents, self.cells, self.exact,
            self.wrong, self.silent, bound, method, today, " ".join(sorted(self.versions)),
        )  # fmt: skip


def _once(read: Extraction) -> dict[str, Cell]:
    """Cells by name, without those that two tables of the document show differently."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in read.cells:
        found[f"{cell.topic}/{cell.item}/{cell.breakdown}"].append(cell)
    return {
        name: cells[0]
        for name, cells in found.items()
        if len({(c.value, c.state) for c in cells}) == 1
    }


def measured() -> list[Accuracy]:
    """Every carrier of the corpus."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for case in corpus():
        read = extract_all(case.data())[case.report]
        if read.carrier != "none" and case.expected():
            counts[read.carrier].add(case, read)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return [found.row(carrier, today) for carrier, found in counts.items() if found.cells]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="publish the figures")
    options = parser.parse_args()
    rows = measured()
    for row in rows:
        print(
            f"{row.carrier:8} {row.n_documents:4} documents  {row.n_exact:6} of {row.n_cells:6} "
            f"cells exact, at least {row.lower_95:.4%} ({row.method}); "
            f"{row.n_wrong} wrong, {row.n_silent} of them in silence"
        )
    if options.write:
        write(PUBLISHED, rows)


if __name__ == "__main__":
    main()

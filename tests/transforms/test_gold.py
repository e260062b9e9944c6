"""Real reports, cell by cell: those of the folder that GONGKAI_SAMPLES names, else skipped."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from transforms.extract import extract

SAMPLES = Path(os.environ.get("GONGKAI_SAMPLES", "samples"))
GOLD = SAMPLES / "gold.jsonl"
REPORTS = [json.loads(line) for line in GOLD.read_text().splitlines()] if GOLD.exists() else []


@pytest.mark.skipif(not REPORTS, reason="GONGKAI_SAMPLES names no folder with gold.jsonl")
@pytest.mark.parametrize("expected", REPORTS, ids=lambda r: str(r["path"]))
def test_real_report_is_read_exactly(expected: dict[str, object]) -> None:
    extraction = extract((SAMPLES / str(expected["path"])).read_bytes())
    names = ("topic", "item", "breakdown", "value", "state", "unit", "form")
    read = {tuple(getattr(c, n) for n in names) for c in extraction.cells}
    cells = expected["cells"]
    assert isinstance(cells, list)
    assert read == {tuple(c[n] for n in names) for c in cells}
    assert (extraction.agency, extraction.year) == (expected["agency"], expected["year"])
    assert extraction.problems == ()
    assert min(c.confidence for c in extraction.cells) >= 0.9

"""Every document of the corpus is read as it must be: no wrong number, and no silence."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.corpus.case import Case, Value, corpus, matches
from transforms.extract import extract_all
from transforms.extraction import Extraction
from vocabulary.problem_codes import problem_codes

LISTED = {code.code for code in problem_codes()}
CASES = sorted(corpus(), key=lambda case: case.name)

# Raised over a sound document, each of these sends a person to look for nothing.
ALARMS = {
    "not_a_report", "tables_missing", "cells_missing", "unmapped_row", "ambiguous",
    "unreadable_cells", "unit_assumed", "encrypted", "corrupt", "unsupported_format",
    "form_differs_from_year", "year_conflict", "attachment_missing", "soft_404",
    "year_assumed", "agency_conflict", "scope_conflict", "row_may_be_shifted", "layout_doubtful",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_document_is_read_as_it_must_be(case: Case) -> None:
    """No cell is read wrong; what is lost is announced, and nothing else."""
    extraction = extract_all(case.data(), None)[case.report]
    faults = _faults(case, extraction)
    assert not faults, "\n".join([case.why, *faults, f"problems: {extraction.problems}"])
    codes = {problem.code for problem in extraction.problems}
    assert codes <= LISTED, "the list of codes lacks one: vocabulary/problems.csv"
    lost = case.expected().keys() - _found(extraction).keys()
    if case.never or (case.announced and not case.unsure):
        assert codes & set(case.announced), f"{case.why}\nnot announced: {extraction.problems}"
    elif lost:
        assert codes, f"{case.why}\nlost in silence: {sorted(lost)}"
    elif not case.unsure:
        assert not codes & ALARMS, f"{case.why}\nfalse alarm: {extraction.problems}"


def test_case_names_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def _faults(case: Case, extraction: Extraction) -> list[str]:
    expected, found = case.expected(), _found(extraction)
    faults = []
    for key in sorted(expected.keys() | found.keys()):
        want, got = expected.get(key), found.get(key)
        if not _acceptable(case, key, want, got):
            faults.append(f"{key}: expected {_wanted(case, key, want)}, found {got}")
    return faults


def _acceptable(case: Case, key: str, want: Value | None, got: Value | None) -> bool:
    if matches(key, case.never):
        return got is None or got[1] != "number"
    if matches(key, case.unsure):
        return got == want or got is None or got[1] in {"text", "unreadable"}
    return got == want


def _wanted(case: Case, key: str, want: Value | None) -> str:
    if matches(key, case.never):
        return "anything but a number"
    return f"{want} or nothing" if matches(key, case.unsure) else str(want)


def _found(extraction: Extraction) -> dict[str, Value]:
    """Cells by name; a cell read twice with different results is no value."""
    readings: dict[str, set[Value]] = defaultdict(set)
    for cell in extraction.cells:
        readings[f"{cell.topic}/{cell.item}/{cell.breakdown}"].add((cell.value, cell.state))
    return {k: v.pop() if len(v) == 1 else (None, "text") for k, v in readings.items()}

"""Real phrasings of narratives: which number is the table's, and which is no matter of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.checks import (
    narrative_applicants,
    narrative_granted,
    narrative_requests,
    narrative_review,
)
from warehouse.checks.rule import Finding

PHRASES = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
CHECKS = {
    "requests": narrative_requests,
    "applicants": narrative_applicants,
    "granted": narrative_granted,
    "review": narrative_review,
}
TABLE = [
    ("requests", "received", "total", 9),
    ("requests", "received", "natural_person", 7),
    ("requests", "received", "enterprise", 2),
    ("requests", "carried_in", "total", 2),
    ("requests", "carried_in", "natural_person", 2),
    ("requests", "carried_in", "enterprise", 0),
    ("requests", "granted", "total", 5),
    ("review", "reconsideration", "total", 2),
    ("review", "litigation_direct", "total", 1),
    ("review", "litigation_after_reconsideration", "total", 0),
]


def _said(texts: list[str], findings: Iterator[Finding]) -> dict[str, set[str]]:
    """What the findings make of each text, as section one of a report on 2021 with this table."""
    db = duckdb.connect()
    db.execute("CREATE TABLE versions (version_no INT, report_version_id VARCHAR, year INT)")
    db.execute(
        "CREATE TABLE version_documents"
        " (report_version_id VARCHAR, document_sha256 VARCHAR, role VARCHAR, url VARCHAR)"
    )
    db.execute(
        "CREATE TABLE sections"
        " (document_sha256 VARCHAR, number VARCHAR, heading VARCHAR, text VARCHAR)"
    )
    db.execute("CREATE TABLE codes (code INT, topic VARCHAR, item VARCHAR, breakdown VARCHAR)")
    for code, (topic, item, breakdown, _) in enumerate(TABLE):
        db.execute("INSERT INTO codes VALUES (?, ?, ?, ?)", [code, topic, item, breakdown])
    for number, text in enumerate(texts):
        name = str(number)
        db.execute("INSERT INTO versions VALUES (?, ?, 2021)", [number, name])
        db.execute("INSERT INTO version_documents VALUES (?, ?, 'body', '')", [name, name])
        db.execute("INSERT INTO sections VALUES (?, '一', '总体情况', ?)", [name, text + "。"])
    values = ", ".join(f"({code}, {row[3]})" for code, row in enumerate(TABLE))
    db.execute(
        "CREATE TABLE figures AS SELECT version_no, code, value::DOUBLE AS value,"
        f" true AS stated, false AS doubtful FROM versions, (VALUES {values}) AS t(code, value)"
    )
    told: dict[str, set[str]] = {text: set() for text in texts}
    for finding in findings:
        for version, result in db.execute(
            f"SELECT version_no, result FROM ({finding.sql})"
        ).fetchall():
            told[texts[version]].add(result)
    return told


@pytest.mark.parametrize("check", CHECKS)
def test_phrases_against_the_table(check: str) -> None:
    expected = {
        text: set() if result == "silent" else {result}
        for result, texts in PHRASES[check].items()
        for text in texts
    }
    assert _said(list(expected), CHECKS[check].findings()) == expected

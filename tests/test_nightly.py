"""Whole nights over the sample portals: real HTTP, WARC, Parquet, DuckDB and Prefect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from config import Settings
from sample_portals import figures, render_html
from sample_portals.portals import faulty
from sample_portals.served import Request, Served
from sample_portals.server import serve
from sample_portals.site import html
from stages.rebuild import extract_all
from stages.summary import NightSummary
from tests.stages.crawling import make_older
from warehouse.query import run_sql
from warehouse.snapshot import export

KJJ_2023 = "/content-37-2466.html"


@dataclass(frozen=True)
class Night:
    """What one night did, and what the portals saw of it."""

    summary: NightSummary
    requests: tuple[Request, ...]
    observations: int
    snapshot: dict[str, bytes]


@dataclass(frozen=True)
class Nights:
    """Three nights: the first, an unchanged one, and one after a report was issued again."""

    settings: Settings
    first: Night
    second: Night
    third: Night

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Rows of the warehouse after the third night."""
        rows: list[dict[str, Any]] = run_sql(self.settings.warehouse, sql).to_pylist()
        return rows


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """No delay towards our own servers, and short limits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DELAY", "0")
        patch.setenv("GONGKAI_DOWNLOAD_TIMEOUT", "3")
        patch.setenv("GONGKAI_DOCUMENT_TIMEOUT", "15")
        yield


@pytest.fixture(scope="module")
def nights(quick: None, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    with serve() as portals:
        first = night(settings, portals)
        second = night(settings, portals)
        report = figures.report("baoding_kjj_2023").with_figure(
            "requests", "received", "natural_person", "9"
        )
        page = f"<html><body><h1>{report.title}</h1>{render_html.article(report)}</body></html>"
        portals.replace("sample-baoding-kjj", KJJ_2023, html(page))
        for path in settings.lake.glob("*/fetches.parquet"):
            make_older(path, days=10)
        third = night(settings, portals)
    return Nights(settings, first, second, third)


def night(settings: Settings, portals: Served) -> Night:
    from flows import nightly

    registry = settings.data / "portals.csv"
    registry.write_text(portals.registry_csv(), encoding="utf-8")
    before = len(portals.log)
    summary = nightly(str(settings.data), str(registry))
    asked = tuple(portals.log[before:])
    count = run_sql(settings.warehouse, "SELECT count(*) AS n FROM observations").to_pylist()
    return Night(summary, asked, count[0]["n"], files_of(summary.snapshot))


def files_of(snapshot: Path | None) -> dict[str, bytes]:
    assert snapshot is not None
    found = sorted(p for p in snapshot.rglob("*") if p.is_file())
    return {str(p.relative_to(snapshot)): p.read_bytes() for p in found}


def test_first_night_brings_every_report_and_no_decoy(nights: Nights) -> None:
    assert nights.first.summary.extracted.documents == 11
    found = nights.ask("SELECT DISTINCT agency, year FROM observations ORDER BY ALL")
    assert [(r["agency"], r["year"]) for r in found] == [
        ("上海市人民政府办公厅", 2019),
        ("保定市科学技术局", 2021),
        ("保定市科学技术局", 2022),
        ("保定市科学技术局", 2023),
        ("宁陕县人民政府", 2022),
        ("宁陕县水利局", 2021),
        ("宁陕县水利局", 2022),
        ("淮安市人民政府", 2024),
    ]


def test_page_and_pdf_of_one_report_are_one_report_of_200_observations(nights: Nights) -> None:
    rows = nights.ask(
        "SELECT topic, count(*) AS n, count(DISTINCT document_sha256) AS documents,"
        " count(value) AS numbers FROM observations"
        " WHERE agency = '保定市科学技术局' AND year = 2022 GROUP BY topic ORDER BY topic"
    )
    assert sum(r["n"] for r in rows) == 200
    assert [r["documents"] for r in rows] == [1, 1, 1]
    assert sum(r["numbers"] for r in rows) == 195, "the five blank cells are no zeros"


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("baoding_kjj_2022", "保定市科学技术局"),
        ("huaian_2024", "淮安市人民政府"),
        ("shanghai_bgt_2019", "上海市人民政府办公厅"),
    ],
)
def test_observations_are_what_the_report_prints(nights: Nights, name: str, agency: str) -> None:
    report = figures.report(name)
    rows = nights.ask(
        f"SELECT topic, item, breakdown, raw FROM observations"
        f" WHERE agency = '{agency}' AND year = {report.year}"
    )
    assert rows
    for row in rows:
        printed = report.figure(row["topic"], row["item"], row["breakdown"])
        assert row["raw"].strip() == printed.strip(), row


def test_unchanged_night_fetches_lists_only_and_reads_nothing(nights: Nights) -> None:
    second = nights.second.summary
    assert second.extracted.documents == 0
    assert sum(c.reports + c.attachments for c in second.crawls) == 0
    asked = [r for r in nights.second.requests if r.path != "/robots.txt"]
    assert asked
    assert {r.status for r in asked} == {304}
    assert nights.second.observations == nights.first.observations


def test_unchanged_night_publishes_the_same_figures(nights: Nights) -> None:
    first, second = nights.first.snapshot, nights.second.snapshot
    assert first["observations.csv"] == second["observations.csv"]


def test_report_issued_again_is_a_new_version_with_its_change_listed(nights: Nights) -> None:
    versions = nights.ask(
        "SELECT is_current FROM reports WHERE agency_id = '130600-科学技术局' AND year = 2023"
    )
    assert sorted(v["is_current"] for v in versions) == [False, True]
    changes = nights.ask("SELECT topic, item, breakdown, old_value, new_value FROM changes")
    assert [(c["item"], c["breakdown"], c["new_value"]) for c in changes] == [
        ("received", "natural_person", 9.0)
    ]


def test_same_lake_gives_the_same_bytes(nights: Nights, tmp_path: Path) -> None:
    once, again = (
        files_of(export(nights.settings.warehouse, tmp_path / name).folder) for name in "ab"
    )
    assert once == again
    assert tables_of(once) == tables_of(nights.third.snapshot)


def tables_of(snapshot: dict[str, bytes]) -> dict[str, bytes]:
    """Without what speaks of the snapshot's name and of the one before it."""
    named = {n: b for n, b in snapshot.items() if n.endswith((".csv", ".parquet"))}
    return {n: b for n, b in named.items() if not n.startswith("changes.")}


def test_snapshots_of_one_day_stand_side_by_side(nights: Nights) -> None:
    for night_ in (nights.first, nights.second, nights.third):
        assert files_of(night_.summary.snapshot) == night_.snapshot


def test_lake_rebuilt_from_the_archive_alone_equals_the_crawls(nights: Nights) -> None:
    tables = ("finds", "documents", "cells", "claims", "problems", "listings", "sections")
    before = {t: content(nights.settings.lake, t) for t in tables}
    extract_all(nights.settings, rebuild=True)
    assert {t: content(nights.settings.lake, t) for t in tables} == before


def content(lake: Path, table: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as db:
        source = f"read_parquet('{lake}/*/{table}.parquet', union_by_name = true)"
        return db.execute(f"FROM {source} ORDER BY ALL").fetchall()


def test_bad_documents_become_problems_and_the_sound_report_comes_through(
    quick: None, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path)
    with serve(faulty=True) as portals:
        night(settings, portals)
    good = run_sql(
        settings.warehouse,
        f"SELECT count(*) AS n FROM observations WHERE agency LIKE '%{faulty.SOUND}'",
    ).to_pylist()
    assert good[0]["n"] == 200
    problems = run_sql(settings.warehouse, "FROM problems").to_pylist()
    announced = {str(p.get("url")) for p in problems} | said_of_documents(settings)
    for path, _, wrong in faulty.FAULTS:
        if path not in (faulty.DEEP[0], faulty.WIDE[0]):
            assert any(path in url for url in announced), wrong
    assert all(p["message"] for p in problems)
    unexplained = (
        "SELECT code FROM problems EXCEPT SELECT item FROM dictionary WHERE kind = 'problem'"
    )
    assert run_sql(settings.warehouse, unexplained).to_pylist() == []


def said_of_documents(settings: Settings) -> set[str]:
    rows = run_sql(
        settings.warehouse,
        "SELECT DISTINCT finds.url FROM problems JOIN finds USING (document_sha256)",
    ).to_pylist()
    return {row["url"] for row in rows}


def test_offline_night_changes_no_status(quick: None, tmp_path: Path) -> None:
    from flows import nightly

    settings = Settings(data=tmp_path)
    registry = tmp_path / "portals.csv"
    with serve() as portals:
        registry.write_text(portals.registry_csv(), encoding="utf-8")
        nightly(str(tmp_path), str(registry))
        before = run_sql(settings.warehouse, "SELECT * EXCLUDE (last_attempt) FROM coverage")
    summary = nightly(str(tmp_path), str(registry))
    assert summary.offline
    assert summary.snapshot is None
    assert "Offline" in summary.lines()[0]
    after = run_sql(settings.warehouse, "SELECT * EXCLUDE (last_attempt) FROM coverage")
    assert after == before
    runs = run_sql(settings.warehouse, "SELECT status FROM runs ORDER BY started_at").to_pylist()
    assert [r["status"] for r in runs] == ["finished", "offline"]

"""From one snapshot to the next: what changed is told, harm stops the pointer, growth not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from snapshots import ask, contents, report, whole, write_lake
from typer.testing import CliRunner

from cli import app
from warehouse.build import build
from warehouse.snapshot import Options, export


@pytest.fixture(scope="module")
def second_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the snapshot of a first night, and the warehouse of a second one, on which a
    report was new and another issued anew."""
    folder = tmp_path_factory.mktemp("nights")
    lake = write_lake(folder)
    build(lake.write(), folder / "w.duckdb")
    export(folder / "w.duckdb", folder / "s")
    lake.night(1)
    report(lake, "new", "保定市审计局", 2022, 1)
    report(lake, "anew", "保定市教育局", 2022, 9)
    build(lake.write(), folder / "w.duckdb")
    return folder


@pytest.fixture
def night(second_night: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(second_night, tmp_path / "night", symlinks=True))


def test_growth_and_re_issues_are_published_and_told(
    night: Path,
) -> None:
    done = export(night / "w.duckdb", night / "s")
    assert not done.held
    assert (night / "s" / "latest").resolve().name == "2026-03-03"
    told = "SELECT kind, agency, item, old_value, new_value FROM '{folder}/changes.parquet'"
    assert ask(done.folder, told) == [
        ("added", "保定市审计局", None, None, None),
        ("amended", "保定市教育局", "received", 7.0, 9.0),
    ]
    result = CliRunner().invoke(app, ["diff", str(night / "s" / "2026-03-02"), str(done.folder)])
    assert "amended: 0 whole reports, 1 cells of other reports, 1 agencies" in result.output
    out = night / "changes.csv"
    command = ["diff", str(night / "s" / "2026-03-02"), str(done.folder), "-o", str(out)]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


def lose_reports(db: duckdb.DuckDBPyConnection) -> None:
    for table in ("observations", "reports"):
        db.execute(f"DELETE FROM {table} WHERE agency = '保定市教育局'")


def lose_numbers(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("UPDATE observations SET value = NULL, state = 'blank'")


def fail_checks(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("UPDATE checks SET result = 'fail' WHERE result = 'pass'")


def drop_column(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("ALTER TABLE coverage DROP COLUMN reason")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lose_reports, "2 of 6 reports are gone"),
        (lose_numbers, "cells are numbers no more"),
        (fail_checks, r"review\.outcomes: 6 of 6 places that passed fail now"),
        (drop_column, r"the column coverage\.reason is gone"),
    ],
)
def test_harm_stops_the_pointer_until_a_person_accepts_it(
    night: Path,
    harm: Callable[[duckdb.DuckDBPyConnection], None],
    reason: str,
) -> None:
    warehouse, snapshots = night / "w.duckdb", night / "s"
    with duckdb.connect(str(warehouse)) as db:
        harm(db)
    held = export(warehouse, snapshots)
    assert any(re.search(reason, line) for line in held.held), held.held
    assert held.folder.name == "2026-03-03.held"
    assert (snapshots / "latest").resolve().name == "2026-03-02"
    assert whole(snapshots / "2026-03-02")
    accepted = export(warehouse, snapshots, Options(accept="the portal was closed"))
    assert not accepted.held
    assert (snapshots / "latest").resolve() == accepted.folder
    assert "Accepted: the portal was closed" in (accepted.folder / "CHANGES.md").read_text()
    assert not held.folder.exists()


def test_pointer_that_leads_nowhere_opens_no_gate(night: Path) -> None:
    (night / "s" / "latest").unlink()
    (night / "s" / "latest").symlink_to("2026-01-01")
    with duckdb.connect(str(night / "w.duckdb")) as db:
        lose_reports(db)
    assert "2 of 6 reports are gone" in export(night / "w.duckdb", night / "s").held[0]


def test_re_issue_that_contradicts_itself_stops_nothing(night: Path) -> None:
    with duckdb.connect(str(night / "w.duckdb")) as db:
        db.execute("UPDATE checks SET result = 'fail' WHERE result = 'pass' AND year = 2021")
        db.execute("UPDATE observations SET value = NULL, state = 'blank' WHERE year = 2021")
    assert not export(night / "w.duckdb", night / "s").held


def test_unreadable_snapshot_before_stops_the_pointer_and_nothing_else(night: Path) -> None:
    (night / "s" / "2026-03-02" / "checks.parquet").write_bytes(b"PAR1")
    held = export(night / "w.duckdb", night / "s")
    assert "2026-03-02, is not as it was published: checks.parquet was changed" in held.held[0]
    assert "2026-03-02, cannot be read" in held.held[1]
    assert whole(held.folder)
    done = export(night / "w.duckdb", night / "s", Options(accept="the disk was broken"))
    assert (night / "s" / "latest").resolve() == done.folder


def test_snapshot_that_was_tampered_with_is_told(night: Path) -> None:
    old = night / "s" / "2026-03-02"
    (old / "README.md").unlink()
    (old / "reports.csv").write_text("mine")
    (old / "extra.parquet").write_bytes(b"")
    result = CliRunner().invoke(app, ["diff", str(old), str(old)])
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    for line in ("README.md is missing", "reports.csv was changed", "extra.parquet was added"):
        assert line in told
    assert "amended: 0 whole reports" in told


def test_snapshot_that_was_published_is_never_overwritten(night: Path) -> None:
    """A correction changes figures although nothing was fetched since."""
    first = export(night / "w.duckdb", night / "s").folder
    before = contents(first)
    assert export(night / "w.duckdb", night / "s").folder == first  # the same data, the same name
    with duckdb.connect(str(night / "w.duckdb")) as db:
        db.execute("UPDATE observations SET value = 8 WHERE value = 9")
    second = export(night / "w.duckdb", night / "s").folder
    assert second.name == "2026-03-03.2"
    assert (night / "s" / "latest").resolve() == second
    assert contents(first) == before
    told = "SELECT kind, agency, item, old_value, new_value FROM '{folder}/changes.parquet'"
    assert ask(second, told) == [("amended", "保定市教育局", "received", 9.0, 8.0)]
    assert "since the snapshot of 2026-03-03\n" in (second / "CHANGES.md").read_text()
    for name in ("README.md", "LICENSE", "CITATION.cff"):
        assert "2026-03-03.2" in (second / name).read_text(encoding="utf-8")


def test_readme_counts_reports_with_figures(night: Path) -> None:
    with duckdb.connect(str(night / "w.duckdb")) as db:
        db.execute("DELETE FROM observations WHERE agency = '保定市审计局'")
    told = (export(night / "w.duckdb", night / "s").folder / "README.md").read_text("utf-8")
    assert "6 annual reports" in told
    assert "of 3\nagencies" in told
    assert "Of 1 more reports that were found no figure is published" in told

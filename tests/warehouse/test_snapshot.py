"""Snapshots: dated, whole, described, the same bytes for the same lake, without personal data."""

from __future__ import annotations

import multiprocessing
import random
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import frictionless
import mlcroissant
import openpyxl
import pandas as pd
import pytest
from lake_builder import LakeBuilder, cells
from typer.testing import CliRunner

from cli import app
from warehouse import schema
from warehouse.build import build
from warehouse.snapshot import Options, SnapshotError, export
from warehouse.snapshot.contents import PUBLISHED, names
from warehouse.snapshot.placing import unfinished
from warehouse.snapshot.stata import refusal, short_name

KEPT_BACK = {"sections", "unmapped_cells", "fetches", "listings", "runs"}
AGENCIES = ("保定市科学技术局", "保定市教育局", "保定市财政局")
REVIEW = ("upheld", "corrected", "other", "pending", "total")


def report(lake: LakeBuilder, name: str, agency: str, year: int, received: float | None) -> None:
    lake.find(name, f"http://p/{agency}/{year}")
    figures = {"received/total": received, "received/enterprise": None}
    lake.document(
        name,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=year,
        text="申请人王某某，联系电话0312-3089211",
        cells=[
            *cells("requests", figures),
            *cells("review", {f"reconsideration/{c}": 0 for c in REVIEW}),
        ],
    )


def write_lake(folder: Path) -> LakeBuilder:
    lake = LakeBuilder(folder / "lake").night(0)
    for agency in AGENCIES:
        for year in (2021, 2022):
            report(lake, f"{agency}{year}", agency, year, 7)
    return lake


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    build(write_lake(folder).write(), folder / "w.duckdb")
    return folder / "w.duckdb"


@pytest.fixture(scope="module")
def snapshot(warehouse: Path) -> Path:
    return export(warehouse, warehouse.parent / "s", Options(extra=("dta", "xlsx"))).folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def whole(folder: Path) -> bool:
    """Whether every file stands as its checksum says."""
    command = ["sha256sum", "--quiet", "--strict", "-c", "CHECKSUMS.sha256"]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    observations = f"read_parquet('{folder}/observations/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as db:
        return db.sql(sql.format(observations=observations, folder=folder)).fetchall()


def test_same_lake_gives_same_bytes(snapshot: Path, tmp_path: Path) -> None:
    build(write_lake(tmp_path).write(), tmp_path / "again.duckdb")
    again = export(tmp_path / "again.duckdb", tmp_path / "s", Options(extra=("dta", "xlsx")))
    first, second = contents(snapshot), contents(again.folder)
    assert first.keys() == second.keys()
    assert [name for name, content in second.items() if content != first[name]] == []


def test_folder_is_named_by_the_newest_fetch_in_china(snapshot: Path) -> None:
    assert snapshot.name == "2026-03-02"  # fetched on 1 March, 18:00 UTC
    assert (snapshot.parent / "latest").resolve() == snapshot.resolve()


def test_checksums_hold_and_name_every_file(snapshot: Path) -> None:
    assert whole(snapshot)
    listed = {
        line.split("  ")[1] for line in (snapshot / "CHECKSUMS.sha256").read_text().splitlines()
    }
    assert listed | {"CHECKSUMS.sha256"} == set(contents(snapshot))


def test_partitions_read_as_one_table_and_blank_stays_null(snapshot: Path) -> None:
    rows = ask(
        snapshot,
        "SELECT year, breakdown, value FROM {observations} WHERE topic = 'requests'"
        " AND agency = '保定市教育局' ORDER BY ALL",
    )
    assert rows == [
        (year, breakdown, value)
        for year in (2021, 2022)
        for breakdown, value in (("enterprise", None), ("total", 7.0))
    ]
    assert ",enterprise,,blank," in (snapshot / "observations.csv").read_text(encoding="utf-8")


def test_every_table_is_published_or_kept_back_on_purpose() -> None:
    assert {*schema.tables()} - {table.source for table in PUBLISHED.values()} == KEPT_BACK


def test_package_is_valid_and_describes_every_table(snapshot: Path) -> None:
    package = frictionless.Package(str(snapshot / "datapackage.json"))
    tabular = [resource for resource in package.resources if resource.format == "csv"]
    assert {Path(r.path or "").stem for r in tabular} == {*names()}
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:3]


def test_croissant_is_valid_and_gives_the_records(snapshot: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(snapshot / "croissant.json"))
    assert not dataset.metadata.issues.errors
    agencies = [
        record["agencies/name"].decode() for record in dataset.records(record_set="agencies")
    ]
    assert sorted(agencies) == sorted(AGENCIES)


def test_stata_reads_names_labels_and_missing_values(snapshot: Path) -> None:
    with pd.io.stata.StataReader(snapshot / "requests_wide.dta") as reader:
        labels, rows = reader.variable_labels(), reader.read()
    assert all(len(name) <= 32 for name in labels)
    assert list(rows["received__total"]) == [7.0] * 6
    assert rows["received__enterprise"].isna().all()
    assert "本年新收政府信息公开申请数量" in labels["received__total"]
    long = "denied_administrative_query__research_institution"
    assert labels[short_name(long)].startswith(long)


def test_sheet_holds_the_table(snapshot: Path) -> None:
    book = openpyxl.load_workbook(snapshot / "reports.xlsx", read_only=True)
    assert sum(1 for _ in book.active.iter_rows()) == 1 + 6  # type: ignore[union-attr]


def test_table_beyond_a_format_is_left_out_with_a_word() -> None:
    assert refusal("xlsx", 1_048_575) is None
    assert "--also csv" in str(refusal("xlsx", 1_048_576))


def test_narrative_and_contact_lines_stay_behind(snapshot: Path) -> None:
    for name, content in contents(snapshot).items():
        assert "sections" not in name
        assert "unmapped" not in name
        text = content.decode(errors="ignore")
        if name.endswith(".parquet"):
            with duckdb.connect() as db:
                text = str(db.sql(f"SELECT t::VARCHAR FROM '{snapshot / name}' AS t").fetchall())
        assert "王某某" not in text, name
        assert "3089211" not in text, name


@pytest.mark.parametrize(
    "printed",
    [
        "13812345678",
        "0312-3089211",
        "a.b@gov.cn",
        "130602199001011234",
        "联系人：张三丰",
        "申请人王某某",
    ],
)
def test_personal_data_in_a_cell_is_masked(tmp_path: Path, printed: str) -> None:
    lake = LakeBuilder(tmp_path / "lake").night(0)
    lake.find("d", "http://p/1")
    (cell,) = cells("requests", {"received/total": "text"})
    lake.document(
        "d", title="报告", agency="保定市教育局", year=2022, cells=[cell | {"raw": f"见 {printed}"}]
    )
    build(lake.write(), tmp_path / "w.duckdb")
    folder = export(tmp_path / "w.duckdb", tmp_path / "s").folder
    assert ask(folder, "SELECT raw FROM {observations}") == [("见 ［…］",)]
    assert ask(folder, "SELECT raw FROM '{folder}/cells/*.parquet'") == [("见 ［…］",)]


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


def test_re_issue_that_contradicts_itself_stops_nothing(night: Path) -> None:
    with duckdb.connect(str(night / "w.duckdb")) as db:
        db.execute("UPDATE checks SET result = 'fail' WHERE result = 'pass' AND year = 2021")
        db.execute("UPDATE observations SET value = NULL, state = 'blank' WHERE year = 2021")
    assert not export(night / "w.duckdb", night / "s").held


def test_unreadable_snapshot_before_stops_the_pointer_and_nothing_else(night: Path) -> None:
    (night / "s" / "2026-03-02" / "checks.parquet").write_bytes(b"PAR1")
    held = export(night / "w.duckdb", night / "s")
    assert "2026-03-02, cannot be read" in held.held[0]
    assert whole(held.folder)
    done = export(night / "w.duckdb", night / "s", Options(accept="the disk was broken"))
    assert (night / "s" / "latest").resolve() == done.folder


def test_withdrawn_value_leaves_every_file_and_stays_told(warehouse: Path, tmp_path: Path) -> None:
    before = export(warehouse, tmp_path / "s").folder
    ((cell_id, report_id),) = ask(
        before,
        "SELECT cell_id, concat_ws('/', agency_id, year, scope) FROM {observations}"
        " WHERE agency = '保定市教育局' AND year = 2022 AND item = 'received' AND value = 7",
    )
    rows = tmp_path / "withdrawals.csv"
    rows.write_text(
        f"kind,id,date,reason\ncell,{cell_id},2026-03-02,names a person\n", encoding="utf-8"
    )
    folder = export(warehouse, tmp_path / "t", Options(withdrawals=rows)).folder
    gone = "SELECT count(*) FROM {} WHERE cell_id = '" + str(cell_id) + "'"
    assert ask(folder, gone.format("{observations}")) == [(0,)]
    assert ask(folder, gone.format("'{folder}/cells/*.parquet'")) == [(0,)]
    wide = (
        "SELECT received__total FROM '{folder}/requests_wide.parquet' WHERE agency LIKE '%教育局'"
    )
    assert ask(folder, wide + " ORDER BY year") == [(7.0,), (None,)]
    told = "SELECT item, old_value, new_value, reason FROM '{folder}/changes.parquet'"
    assert ask(folder, told + " WHERE kind = 'withdrawn'") == [
        ("received", None, None, "2026-03-02: names a person")
    ]
    checks = (
        "SELECT DISTINCT agency_id FROM '{folder}/checks.parquet' WHERE agency_id LIKE '%教育局'"
    )
    assert ask(folder, checks) == []  # whose sums would tell it
    rows.write_text(
        f"kind,id,date,reason\nreport,{report_id},2026-03-02,asked for\n", encoding="utf-8"
    )
    done = export(warehouse, tmp_path / "s", Options(withdrawals=rows))
    assert not done.held  # what was asked for is no loss
    left = "SELECT DISTINCT year FROM {observations} WHERE agency = '保定市教育局'"
    assert ask(done.folder, left) == [(2021,)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("cell,ffffffffffffffff,2026-03-02,x", "does not hold: cell ffffffffffffffff"),
        ("page,1,2026-03-02,x", "line 2: kind must be cell or report"),
        ("cell,1,yesterday,x", "line 2: 'yesterday' is no date"),
        ("cell,1,2026-03-02,", "line 2: id and reason must be given"),
    ],
)
def test_withdrawal_never_fails_in_silence(
    warehouse: Path, tmp_path: Path, line: str, told: str
) -> None:
    rows = tmp_path / "withdrawals.csv"
    rows.write_text(f"kind,id,date,reason\n{line}\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match=told):
        export(warehouse, tmp_path / "s", Options(withdrawals=rows))


def export_with_little_disk(warehouse: Path, snapshots: Path, most: int) -> None:
    """In a process of its own: no file may grow beyond `most` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        export(warehouse, snapshots)
    except SnapshotError as error:
        raise SystemExit(0 if "free some space" in str(error) else str(error)) from None
    raise SystemExit(3)


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.BaseContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warehouse.snapshot"])
    return context


@pytest.mark.parametrize("most", [0, 400, 3_000, 20_000])
def test_full_disk_leaves_the_snapshots_as_they_were(
    warehouse: Path, tmp_path: Path, processes: multiprocessing.context.BaseContext, most: int
) -> None:
    before = contents(export(warehouse, tmp_path / "s").folder)
    process = processes.Process(  # type: ignore[attr-defined]
        target=export_with_little_disk, args=(warehouse, tmp_path / "s", most)
    )
    process.start()
    process.join(60)
    assert process.exitcode == 0
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == ["2026-03-02", "latest"]
    assert contents(tmp_path / "s" / "latest") == before


def test_export_that_is_killed_leaves_the_old_snapshot_and_is_cleared_away(
    warehouse: Path, tmp_path: Path, processes: multiprocessing.context.BaseContext
) -> None:
    moments = random.Random(5)
    started = time.monotonic()
    before = contents(export(warehouse, tmp_path / "s").folder)
    takes = time.monotonic() - started
    for _ in range(6):
        process = processes.Process(target=export, args=(warehouse, tmp_path / "s"))  # type: ignore[attr-defined]
        process.start()
        process.join(moments.uniform(0.1, 1.2) * takes)
        process.kill()
        process.join()
        with unfinished(tmp_path / "s"):  # what the next export does first
            pass
        assert contents(tmp_path / "s" / "latest") == before
        assert sorted(p.name for p in (tmp_path / "s").iterdir()) == ["2026-03-02", "latest"]


def test_export_without_a_fetch_says_what_to_do(tmp_path: Path) -> None:
    build(tmp_path / "none", tmp_path / "w.duckdb")
    with pytest.raises(SnapshotError, match="gongkai crawl"):
        export(tmp_path / "w.duckdb", tmp_path / "s")


def test_folder_that_is_no_snapshot_cannot_be_compared(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["diff", str(tmp_path), str(tmp_path)])
    assert result.exit_code == 1
    assert "is no snapshot" in " ".join(result.output.split())

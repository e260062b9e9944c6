"""Snapshots: dated, whole, described, the same bytes for the same lake."""

from __future__ import annotations

from pathlib import Path

import frictionless
import mlcroissant
import openpyxl
import pandas as pd
import pytest
from lake_builder import LakeBuilder, cells
from snapshots import AGENCIES, ask, contents, whole, write_lake
from typer.testing import CliRunner

from cli import app
from warehouse import schema
from warehouse.build import build
from warehouse.snapshot import Options, SnapshotError, export, placing
from warehouse.snapshot.contents import PUBLISHED, names
from warehouse.snapshot.stata import refusal, short_name

KEPT_BACK = {"sections", "unmapped_cells", "fetches", "listings", "runs"}


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


def test_export_without_a_fetch_says_what_to_do(tmp_path: Path) -> None:
    build(tmp_path / "none", tmp_path / "w.duckdb")
    with pytest.raises(SnapshotError, match="gongkai crawl"):
        export(tmp_path / "w.duckdb", tmp_path / "s")


def test_folder_that_is_no_snapshot_cannot_be_compared(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["diff", str(tmp_path), str(tmp_path)])
    assert result.exit_code == 1
    assert "is no snapshot" in " ".join(result.output.split())


def test_old_snapshots_are_deleted_only_when_asked_and_never_the_latest(
    published: Path, tmp_path: Path
) -> None:
    snapshots = tmp_path / "s"
    done = export(published, snapshots)
    assert done.pruned == ()
    older = ("2026-02-26", "2026-02-27", "2026-02-27.2", "2026-02-28", "2026-02-26.held")
    for name in older:
        (snapshots / name).mkdir()
    (snapshots / ".pruned-2026-02-01").mkdir()  # an export was killed while it deleted
    somebodys = ["2026-02-26.old.held", "1st.held"]  # no export gives such names
    for name in somebodys:
        (snapshots / name).mkdir()
    done = export(published, snapshots, Options(keep=3))
    assert done.pruned == ("2026-02-26", "2026-02-26.held", "2026-02-27")
    left = sorted(path.name for path in snapshots.iterdir())
    assert left == sorted([*somebodys, "2026-02-27.2", "2026-02-28", "2026-03-02", "latest"])
    (snapshots / "latest").unlink()
    (snapshots / "latest").symlink_to("2026-02-27.2")
    assert placing.prune(snapshots, 1) == ["2026-02-28"]


@pytest.mark.parametrize("figures", [{}, {"received/total": 1}])
def test_snapshot_of_any_lake_in_any_folder(
    tmp_path: Path, figures: dict[str, float | str | None]
) -> None:
    folder = tmp_path / "O'Brien 数据"
    lake = LakeBuilder(folder / "lake").night(0).find("d", "http://p/1")
    about = {"title": "报告", "agency": "保定市教育局", "year": 2022}
    lake.document("d", **about, cells=cells("requests", figures))
    build(lake.write(), folder / "w.duckdb")
    for _ in range(2):  # the second is compared with the first
        done = export(folder / "w.duckdb", folder / "s", Options(extra=("csv",)))
        assert (done.held, done.folder.name) == ((), "2026-03-02")

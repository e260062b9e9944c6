"""The `gongkai` command as people meet it: what it prints, and what it exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from config import SettingsError, settings_with
from sample_portals import figures, render_docx, render_html, render_pdf

CONTRACT = {
    "path", "sha256", "media_type", "title", "agency", "year", "scope", "cells", "sections",
    "problems",
}  # fmt: skip
CELL = {
    "topic", "item", "breakdown", "value", "state", "raw", "unit", "form", "confidence", "locator",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report in three carriers, and a file that is none."""
    report = figures.report("baoding_kjj_2022")
    reports = tmp_path / "reports"
    reports.mkdir()
    page = f"<html><body><h1>{report.title}</h1>{render_html.article(report)}</body></html>"
    (reports / "报告 2022.html").write_bytes(page.encode("gb18030"))
    (reports / "report.pdf").write_bytes(render_pdf.render(report))
    (reports / "report.docx").write_bytes(render_docx.render(report))
    (reports / "empty.pdf").write_bytes(b"")
    return reports


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_extract_prints_one_object_per_document_as_the_contract_says(folder: Path) -> None:
    code, out, _ = run("extract", folder)
    documents = [json.loads(line) for line in out.splitlines()]
    assert code == 0, "problems are no failure"
    assert len(documents) == 4
    assert all(document.keys() >= CONTRACT for document in documents)
    read = [d for d in documents if d["cells"]]
    assert len(read) == 3
    for document in read:
        assert (document["agency"], document["year"]) == ("保定市科学技术局", 2022)
        assert all(cell.keys() >= CELL for cell in document["cells"])
        assert len([c for c in document["cells"] if c["state"] == "blank"]) == 5
        assert len([c for c in document["cells"] if c["value"] is not None]) == 195
    assert [d["problems"][0]["code"] for d in documents if not d["cells"]] == ["corrupt"]


def test_an_address_is_told_from_a_file() -> None:
    code, _, said = run("extract", "http://www.example.gov.cn/report.pdf")
    assert code == 2
    assert "--url" in said


def test_an_empty_folder_makes_no_empty_warehouse(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, _, said = run("import", tmp_path / "empty", "--data", tmp_path / "data")
    assert code == 1
    assert "nothing was taken in" in said
    assert not (tmp_path / "data" / "warehouse.duckdb").exists()


def test_missing_file_is_wrong_usage(folder: Path) -> None:
    code, out, said = run("extract", folder / "nothing.pdf")
    assert (code, out) == (2, "")
    assert "nothing.pdf" in said


def test_imported_reports_can_be_asked_and_published(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    code, out, _ = run("import", folder, "--data", data)
    assert code == 0
    assert "figures from 1 report of 1 agency: 200 observations" in out
    again = run("import", folder, "--data", data)[1]
    assert "4 already there" in again
    assert "Nothing new to read" in again
    code, out, _ = run(
        "sql", "--data", data, "--format", "csv", "SELECT count(value) FROM observations"
    )
    assert (code, out.splitlines()[1]) == (0, "195")
    code, out, _ = run("export", "--data", data)
    assert code == 0
    assert (data / "snapshots" / "latest" / "observations.csv").exists()


def test_import_names_what_it_could_not_take_in(folder: Path, tmp_path: Path) -> None:
    code, _, said = run("import", folder, tmp_path / "gone", "--data", tmp_path / "data")
    assert code == 1
    assert "gone" in said


def test_query_cannot_write(folder: Path, tmp_path: Path) -> None:
    run("import", folder, "--data", tmp_path / "data")
    target = tmp_path / "stolen.csv"
    for query in ("DELETE FROM observations", f"COPY observations TO '{target}'"):
        code, _, said = run("sql", "--data", tmp_path / "data", query)
        assert code == 1
        assert said.startswith("gongkai:")
    assert not target.exists()


def test_commands_without_data_say_what_comes_first(tmp_path: Path) -> None:
    code, _, said = run("sql", "--data", tmp_path, "SELECT 1")
    assert code == 1
    assert "gongkai build" in " ".join(said.split())


def test_rebuild_without_an_archive_keeps_the_lake(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("import", folder, "--data", data)
    for file in (data / "archive").iterdir():
        file.unlink()
    code, _, said = run("extract-archive", "--rebuild", "--data", data)
    assert code == 1
    assert "stays as it is" in said
    assert list((data / "lake").iterdir())


def test_a_night_into_a_file_is_told_before_it_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, said = run("nightly", "--data", tmp_path / "file")
    assert code == 1
    assert "file: File exists" in " ".join(said.split())
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["build", "extract-archive", "export"])
def test_a_data_folder_that_is_not_there_is_told_and_not_made(command: str, tmp_path: Path) -> None:
    code, _, said = run(command, "--data", tmp_path / "typo")
    assert code == 1
    assert "typo" in said
    assert not (tmp_path / "typo").exists()


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SQL_SECONDS", "soon")
    code, _, said = run("sql", "SELECT 1")
    assert code == 2
    assert "GONGKAI_SQL_SECONDS" in said
    assert "soon" in said


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("show", "gone.pdf"), "no such file: gone.pdf"),
        (("show", "/dev/zero"), "no file: /dev/zero"),
        (("verify", "--import", "gone.csv"), "gongkai: gone.csv: No such file"),
        (("portals", "discover", "kjj.baoding.gov.cn"), "is no http(s) address"),
        (("sql", "SELECT 1", "-o", "answer.pdf"), "answer.pdf names no format"),
        (("diff", "a", "b"), "gongkai: there is no folder a"),
        (("schedule", "--cron", "at two"), "at two"),
        (("schedule", "--portals", "gone.csv"), "gone.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments: tuple[str, ...], named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, said = run(*arguments)
    assert code in (1, 2)
    assert out == ""
    assert named in " ".join(said.split())
    assert not list(tmp_path.glob("answer*"))


def test_reading_an_empty_folder_says_so(tmp_path: Path) -> None:
    code, out, said = run("extract", tmp_path)
    assert (code, out) == (0, "")
    assert "no files" in said


def test_ids_of_portals_are_never_cut(tmp_path: Path) -> None:
    portal_id = "a-portal-with-a-name-that-is-long.zfxxgk.baoding.gov.cn"
    registry = tmp_path / "MINE.csv"
    registry.write_text(
        f"portal_id,name,home_url\n{portal_id},保定市,http://{portal_id}/\n", encoding="utf-8"
    )
    code, out, _ = run("portals", "list", "--portals", registry)
    assert code == 0
    (row,) = [line for line in out.splitlines() if "│" in line]
    assert row.split("│")[1].strip() == portal_id


def test_bad_reading_limit_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_READING_PAGES", "many")
    with pytest.raises(SettingsError, match="GONGKAI_READING_PAGES is 'many'"):
        settings_with()


def test_status_tells_of_agencies_whose_reports_were_imported(folder: Path, tmp_path: Path) -> None:
    run("import", folder, "--data", tmp_path / "data")
    code, out, _ = run("status", "保定市科学", "--data", tmp_path / "data")
    assert code == 0
    assert "保定市科学技术局 (own): extracted 2022" in out
    assert run("status", "石家庄", "--data", tmp_path / "data")[0] == 1


def test_a_mistyped_folder_leaves_no_empty_warehouse(tmp_path: Path) -> None:
    code, _, said = run("import", tmp_path / "typo", "--data", tmp_path / "data")
    assert code == 1
    assert "typo" in said
    assert not (tmp_path / "data").exists()

"""Reports in an archive reach the warehouse like any other, each at its place in the archive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import duckdb

from config import Settings
from stages.extract import extract_archive, pending
from stages.importing import import_paths
from tests.corpus.documents import html_page
from warehouse.build import build


def test_members_of_an_archive_are_reports_of_the_warehouse(
    settings: Settings, tmp_path: Path
) -> None:
    page = html_page()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲局2022年政府信息公开工作年度报告.html", page)
        archive.writestr("notes.txt", "nothing of a report")
    (tmp_path / "all.zip").write_bytes(packed.getvalue())
    (tmp_path / "again.zip").write_bytes(packed.getvalue() + b"\0")
    import_paths(settings, [tmp_path / "all.zip", tmp_path / "again.zip"])
    assert extract_archive(settings).reports == 2
    assert pending(settings) == []
    build(settings.lake, settings.warehouse)
    with duckdb.connect(str(settings.warehouse), read_only=True) as db:
        cells = db.execute("SELECT count(*), count(DISTINCT cell_id) FROM cells").fetchall()
        urls = db.execute("SELECT DISTINCT url FROM finds ORDER BY url").fetchall()
        reports = db.execute("SELECT count(*), any_value(url) FROM reports").fetchall()
    assert cells[0][0] == cells[0][1] > 100, "one document, in whichever archives it lies"
    assert [url.partition("!/")[2] for (url,) in urls] == [
        "", "notes.txt", "甲局2022年政府信息公开工作年度报告.html",
        "", "notes.txt", "甲局2022年政府信息公开工作年度报告.html",
    ]  # fmt: skip
    assert reports[0][0] == 1
    assert "!/" in reports[0][1]

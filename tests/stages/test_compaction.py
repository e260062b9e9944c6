"""Batches of many nights made one: the same rows, whenever a kill comes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import lake
from config import Settings
from pipelines.log_index import FILE, load
from stages.compaction import compact
from stages.index import index
from tests.pipelines.test_fetch_log import START, URL, row

NIGHTS = 5


def furnish(settings: Settings) -> None:
    for day in range(NIGHTS):
        at = START + timedelta(days=day)
        listing = {"portal_id": "p", "column_url": URL, "looked_at": at, "reports": 3 + day}
        rows: dict[str, list[Mapping[str, Any]]] = {
            "fetches": [row(day)],
            "listings": [{**listing, "complete": True}],
        }
        lake.write_batch(settings.lake, f"index-n{day}.warc.gz-{0:012}-{day + 1:012}", rows)
    documents = [{"document_sha256": "a", "reading": "html-1"}]
    lake.write_batch(settings.lake, "extract-1", {"documents": documents})


def told(settings: Settings) -> dict[str, list[str]]:
    return {t: sorted(map(str, lake.read(settings.lake, t).to_pylist())) for t in lake.SCHEMAS}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path)
    furnish(settings)
    return settings


def test_many_batches_become_one_with_the_same_rows(settings: Settings) -> None:
    before = told(settings)
    assert compact(settings, least=NIGHTS) == NIGHTS
    assert told(settings) == before
    assert [b.name.partition("-")[0] for b in lake.batches(settings.lake)] == ["crawls", "extract"]


def test_few_batches_are_left_alone(settings: Settings) -> None:
    assert compact(settings, least=NIGHTS + 1) == 0
    assert len(lake.batches(settings.lake)) == NIGHTS + 1


def test_fetch_log_knows_merged_batches_without_reading_them_anew(settings: Settings) -> None:
    before = load(settings.lake, ["p"])
    compact(settings, least=NIGHTS)
    folded = (settings.lake / FILE).stat().st_ino
    assert load(settings.lake, ["p"]) == before
    assert (settings.lake / FILE).stat().st_ino == folded
    (settings.lake / FILE).unlink()
    assert load(settings.lake, ["p"]) == before


def test_kill_before_old_batches_are_deleted_doubles_no_row(settings: Settings) -> None:
    before, aside = told(settings), settings.data / "aside"
    shutil.copytree(settings.lake, aside)
    compact(settings, least=NIGHTS)
    for batch in aside.glob("index-*"):
        shutil.copytree(batch, settings.lake / batch.name)
    assert told(settings) == before
    compact(settings)
    assert not list(settings.lake.glob("index-*"))
    assert told(settings) == before


def test_kill_while_the_new_batch_is_written_leaves_the_old_ones(settings: Settings) -> None:
    before = told(settings)
    half = settings.lake / ".crawls-1.partial"
    half.mkdir()
    (half / "replaced.txt").write_text("\n".join(b.name for b in lake.batches(settings.lake)))
    assert told(settings) == before


def test_archives_that_were_indexed_are_not_indexed_again(settings: Settings) -> None:
    settings.archive.mkdir(parents=True, exist_ok=True)
    (settings.archive / "n0.warc.gz").write_bytes(b"x")
    compact(settings, least=NIGHTS)
    assert index(settings).batches == ()

"""The lake follows from the archive alone, in whatever pieces it is indexed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lake
from config import Settings
from pipelines.archive import payload, records
from pipelines.archive_writer import ArchiveWriter, Exchange
from sample_portals.server import serve
from spiders.registry import load
from stages.crawl import crawl
from stages.index import index
from stages.lock import DataLockedError, data_lock

TABLES = ("runs", "portals", "fetches", "finds", "listings", "listed", "problems")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Two nights over the sample portals, indexed after each."""
    settings = Settings(data=tmp_path_factory.mktemp("crawled"), delay=0.0, download_timeout=1)
    with serve(faulty=True) as served:
        registry = settings.data / "portals.csv"
        registry.write_text(served.registry_csv(), encoding="utf-8")
        for night in ("night1", "night2"):
            crawl(settings, night, "0000", load(registry))
            index(settings)
    return settings


def contents(settings: Settings) -> dict[str, list[str]]:
    return {t: sorted(map(str, lake.read(settings.lake, t).to_pylist())) for t in TABLES}


def copied(crawled: Settings, folder: Path) -> Settings:
    """The same archive in another data folder, without its lake."""
    shutil.copytree(crawled.archive, folder / "archive")
    return crawled.model_copy(update={"data": folder})


def test_lake_rebuilt_from_the_archive_equals_the_crawls(crawled: Settings, tmp_path: Path) -> None:
    rebuilt = copied(crawled, tmp_path)
    index(rebuilt)
    assert contents(rebuilt) == contents(crawled)
    assert all(contents(rebuilt).values())


def test_second_index_changes_nothing(crawled: Settings) -> None:
    before = contents(crawled)
    assert index(crawled).batches == ()
    assert contents(crawled) == before


@pytest.mark.parametrize("cut_before", ["metadata", "response"])
def test_archive_indexed_in_two_pieces_gives_the_same_rows(
    crawled: Settings, tmp_path: Path, cut_before: str
) -> None:
    pieces = copied(crawled, tmp_path)
    path = pieces.archive / "gongkai-night1-0000.warc.gz"
    whole = path.read_bytes()
    boundary = [r.offset for r in records(path) if r.type == cut_before][15]
    path.write_bytes(whole[: boundary + 11])  # as a kill leaves it
    index(pieces)
    path.write_bytes(whole)
    index(pieces)
    expected, found = contents(crawled), contents(pieces)
    killed = [r for r in found["runs"] if "ended without notice" in r]
    assert len(killed) == 1
    assert [r for r in found["runs"] if r not in killed] == expected["runs"]
    assert {t: found[t] for t in TABLES[1:]} == {t: expected[t] for t in TABLES[1:]}


def test_every_find_leads_to_its_bytes(crawled: Settings) -> None:
    finds = lake.read(crawled.lake, "finds").to_pylist()
    assert len(finds) == 17
    for find in finds:
        data = payload(crawled.archive, find["warc_file"], find["warc_offset"])
        assert hashlib.sha256(data).hexdigest() == find["document_sha256"]


def test_decoys_of_the_sample_portals_are_not_taken(crawled: Settings) -> None:
    finds = lake.read(crawled.lake, "finds").to_pylist()
    texts = " ".join(find["link_text"] or "" for find in finds)
    assert not [
        word for word in ("解读", "一图读懂", "总结", "会议", "通知", "要点") if word in texts
    ]
    assert "保定市人民政府" not in texts


def test_each_fault_of_a_portal_is_one_problem_a_night(crawled: Settings) -> None:
    problems = lake.read(crawled.lake, "problems").to_pylist()
    first = sorted(p["code"] for p in problems if p["run_id"] == "night1")
    assert first == ["cut_short", "soft_404", "soft_404", "unreachable", "unreachable"]
    assert {p["portal_id"] for p in problems} == {"sample-faulty"}


def test_same_file_on_two_addresses_is_two_finds_of_one_document(settings: Settings) -> None:
    facts = {
        "kind": "exchange", "run_id": "r", "portal_id": "p", "purpose": "report", "status": 200,
        "error": None, "payload_sha256": "ab", "fetched_at": "2026-01-02T03:04:05.000000Z",
    }  # fmt: skip
    with ArchiveWriter(settings.archive / "gongkai-r-0.warc.gz", {"software": "x"}) as archive:
        first = Exchange("http://a/1", "2026-01-02T03:04:05Z", 200, (), b"page")
        place = archive.response({**facts, "final_url": "http://a/1"}, first)
        refers = {"refers_to": place.__dict__, "final_url": "http://a/2"}
        profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
        archive.revisit({**facts, **refers}, first, profile, first)
    index(settings)
    finds = lake.read(settings.lake, "finds").to_pylist()
    assert [f["url"] for f in finds] == ["http://a/1", "http://a/2"]
    assert {(f["document_sha256"], f["warc_offset"]) for f in finds} == {("ab", place.warc_offset)}


def test_file_of_a_living_crawl_is_left_for_later(settings: Settings) -> None:
    path = settings.archive / "gongkai-r-0.warc.gz"
    with ArchiveWriter(path, {"software": "x"}):
        assert index(settings).skipped == (path.name,)
    assert index(settings).skipped == ()


def test_second_process_is_told_who_holds_the_data_folder(settings: Settings) -> None:
    code = (
        "import sys; from config import Settings; from stages.lock import data_lock\n"
        "from pathlib import Path\n"
        "with data_lock(Settings(data=Path(sys.argv[1])), 'crawl'):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(settings.data)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(DataLockedError, match=f"crawl.*pid {holder.pid}"),
            data_lock(settings, "crawl"),
        ):
            pass
        holder.communicate("")
    with data_lock(settings, "crawl"), data_lock(settings, "crawl"):
        pass

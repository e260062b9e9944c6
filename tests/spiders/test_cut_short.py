"""A crawl that was killed, and the one after it: nothing that had been fetched is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import lake
from config import Settings
from pipelines.archive import records
from sample_portals.families import sites
from sample_portals.server import serve
from spiders.registry import Portal
from stages.crawl import crawl
from stages.index import index

PORTALS = ("family-anhui", "family-column-is-report")  # pages looked at that prove to be reports


def taken(settings: Settings) -> set[tuple[str, str]]:
    """(portal, address) of all finds."""
    finds = lake.read(settings.lake, "finds").to_pylist()
    return {(f["portal_id"], f["url"]) for f in finds}


def test_pages_fetched_but_not_yet_told_to_be_reports_are_told_in_the_next_run(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path, delay=0, download_timeout=5)
    chosen = [s for s in sites() if s.portal_id in PORTALS]
    with serve(chosen=chosen) as served:
        portals = [Portal(s.portal_id, s.name, served.url(s.portal_id)) for s in chosen]
        crawl(settings, "first", "0000", portals)
        index(settings)
        whole = taken(settings)
        (warc,) = settings.archive.glob("*.warc.gz")
        told = [r.offset for r in records(warc) if b'"kind": "find"' in r.body]
        with warc.open("r+b") as file:
            file.truncate(told[1])  # killed here: exchanges stand before what was found in them
        shutil.rmtree(settings.lake)
        index(settings)
        assert taken(settings) < whole
        crawl(settings, "second", "0000", portals)
        index(settings)
    assert taken(settings) == whole
    finds = lake.read(settings.lake, "finds").to_pylist()
    places = [(f["url"], f["warc_file"], f["warc_offset"]) for f in finds]
    assert len(places) == len(set(places)), "no page is told twice"

"""What a portal's lists no longer have: marked, asked for once more, kept; or an alarm."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pytest
from PIL import Image

import lake
from config import Settings
from tests.stages.conftest import serving
from tests.stages.crawling import furnish, list_reports, make_older, one, path, rows, run, title
from warehouse.build import build

YEARS = range(2010, 2022)


@dataclass
class Nights:
    """Five nights of one portal; by night, what was asked and which problems came of it."""

    settings: Settings
    asked: dict[str, list[str]] = field(default_factory=dict)
    addresses: dict[str, dict[int, str]] = field(default_factory=dict)

    def told(self, night: str) -> list[tuple[str, str]]:
        problems = rows(self.settings, "problems")
        return [(p["code"], p["message"]) for p in problems if p["run_id"] == night]

    def spend(self, portal: Any, night: str) -> None:
        before = len(portal.log)
        run(self.settings, one(portal), night)
        self.asked[night] = sorted(portal.asked(since=before))
        build(self.settings.lake, self.settings.warehouse)
        with duckdb.connect(str(self.settings.warehouse), read_only=True) as db:
            found = db.execute("SELECT url, status FROM addresses").fetchall()
        self.addresses[night] = {int(u.split("/nb/")[1][:4]): status for u, status in found}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    settings = Settings(data=tmp_path_factory.mktemp("lists"), delay=0.0, download_timeout=5)
    told = Nights(settings)
    with serving() as portal:
        furnish(portal, YEARS)
        portal.page(path(2021), "<img src='/a.png'><img src='/b.png'>")
        portal.answers["/a.png"] = (200, {"Content-Type": "image/png"}, picture(400))
        portal.answers["/b.png"] = (200, {"Content-Type": "image/png"}, picture(90))
        portal.answers["/pic/7"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 x %%EOF")
        told.spend(portal, "whole")
        reader_misses(settings, portal.home)
        list_reports(portal, range(2012, 2022))
        page = portal.answers.pop(path(2010))
        told.spend(portal, "two less")
        list_reports(portal, range(2020, 2022))
        told.spend(portal, "shrunk")
        portal.page("/nb/", "<title>404</title>您访问的页面不存在")
        told.spend(portal, "error page")
        list_reports(portal, YEARS)
        portal.answers[path(2010)] = page
        told.spend(portal, "whole again")
        yield told


def picture(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return out.getvalue()


def reader_misses(settings: Settings, home: str) -> None:
    """As if the stage that reads had found a page whose tables are elsewhere."""
    message = f"the tables may stand in: {home}pic/7 http://elsewhere.example.com/a.png"
    finds = {row["url"]: row["document_sha256"] for row in rows(settings, "finds")}
    document = finds[home[:-1] + path(2010)]
    problem = {"document_sha256": document, "code": "attachment_missing", "message": message}
    lake.write_batch(settings.lake, "extract-x", {"problems": [problem]})


def test_report_that_left_its_list_is_asked_for_once_more(nights: Nights) -> None:
    assert nights.asked["two less"] == ["/nb/", path(2010), path(2011), "/pic/7"]
    assert nights.asked["shrunk"] == ["/nb/"]


def test_report_that_vanished_is_kept_and_marked(nights: Nights) -> None:
    marked = {y: s for y, s in nights.addresses["two less"].items() if s != "listed"}
    assert marked == {2010: "gone", 2011: "withdrawn"}
    assert [code for code, _ in nights.told("two less")] == ["gone"]
    reports = {r["url"] for r in rows(nights.settings, "finds") if r["purpose"] == "report"}
    assert len(reports) == len(YEARS)


def test_list_that_shrinks_to_a_fifth_is_an_alarm_and_withdraws_nothing(nights: Nights) -> None:
    ((code, message),) = nights.told("shrunk")
    assert (code, "10 reports and now lists 2" in message) == ("list_shrunk", True)
    assert nights.addresses["shrunk"] == nights.addresses["two less"]
    listing = next(r for r in rows(nights.settings, "listings") if r["run_id"] == "shrunk")
    assert listing["complete"] is False


def test_error_page_in_place_of_a_list_withdraws_nothing(nights: Nights) -> None:
    assert [code for code, _ in nights.told("error page")] == ["soft_404", "unreachable"]
    assert nights.addresses["error page"] == nights.addresses["shrunk"]


def test_report_that_returns_is_listed_again(nights: Nights) -> None:
    assert set(nights.addresses["whole again"].values()) == {"listed"}
    assert nights.told("whole again") == []


def test_file_that_the_reader_missed_is_taken_up_by_the_next_crawl(nights: Nights) -> None:
    finds = rows(nights.settings, "finds")
    attachment = next(r for r in finds if r["purpose"] == "attachment")
    assert attachment["parent_url"].endswith(path(2010))
    assert all("/pic/7" not in asked for asked in list(nights.asked.values())[2:])


def test_picture_too_small_for_a_table_is_no_document(nights: Nights) -> None:
    images = [r["url"] for r in rows(nights.settings, "finds") if r["purpose"] == "image"]
    assert [url.rpartition("/")[2] for url in images] == ["a.png"]


def test_dates_and_addresses_that_change_every_night_are_no_news(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = Settings(data=tmp_path_factory.mktemp("clock"), delay=0.0, download_timeout=5)
    with serving() as portal:

        def listed() -> tuple[int, dict[str, str], bytes]:
            clock = time.time_ns() // 1_000_000
            day = datetime.now(UTC) + timedelta(hours=8)
            entries = "".join(
                f"<li><a href='{path(y)}?t={clock}&rnd=0.{clock}'>{title(y)}</a>{day:%Y-%m-%d}</li>"
                for y in YEARS
            )
            for y in YEARS:
                portal.page(f"{path(y)}?t={clock}&rnd=0.{clock}", f"<h1>{title(y)}</h1>")
            return 200, {"Content-Type": "text/html"}, entries.encode()

        portal.answers["/nb/"] = listed
        run(settings, one(portal), "first")
        before = len(portal.log)
        run(settings, one(portal), "second")
        assert portal.asked(since=before) == ["/nb/"]
    assert len(rows(settings, "finds")) == len(YEARS)
    assert {r["run_id"] for r in rows(settings, "listed")} == {"first"}


def test_number_of_unknown_meaning_is_learnt_to_be_none_from_what_came(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = Settings(data=tmp_path_factory.mktemp("drawn"), delay=0.0, download_timeout=5)
    years, drawn = YEARS[:4], [0]
    asked = []
    with serving() as portal:

        def listed() -> tuple[int, dict[str, str], bytes]:
            drawn[0] += 7919
            told = {y: f"{path(y)}?v={drawn[0] + y}" for y in years}
            entries = "".join(f"<li><a href='{told[y]}'>{title(y)}</a></li>" for y in years)
            for y in years:
                portal.page(told[y], f"<h1>{title(y)}</h1>")
            return 200, {"Content-Type": "text/html"}, entries.encode()

        portal.answers["/nb/"] = listed
        for night in ("first", "second", "third"):
            before = len(portal.log)
            run(settings, one(portal), night)
            asked.append(portal.asked(since=before))
            for batch in settings.lake.glob("*/fetches.parquet"):
                make_older(batch, 1)
    assert len(asked[1]) > len(years), "nothing tells yet that they are the same"
    assert asked[2] == ["/nb/"]
    assert len({r["document_sha256"] for r in rows(settings, "finds")}) == len(years)

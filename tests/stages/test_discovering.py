"""What `gongkai portals discover` and `check` say of a portal, over real HTTP."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from config import Settings
from spiders.registry import Portal, load
from stages.checking import check, year_due
from stages.discovering import discover
from tests.stages.crawling import (
    AGENCY,
    entry,
    furnish,
    list_reports,
    make_older,
    one,
    path,
    run,
    title,
)


def with_home(portal: Any) -> Portal:
    furnish(portal)
    portal.page("/", "<a href='/zwgk/'>政府信息公开</a>")
    portal.page("/zwgk/", "<a href='/nb/'>政府信息公开年报</a>")
    return Portal("p", AGENCY, portal.home)


def test_discovery_tells_the_way_and_fetches_no_report(portal: Any, settings: Settings) -> None:
    found = discover(settings, [with_home(portal)])[0]
    assert portal.asked() == ["/", "/zwgk/", "/nb/"]
    assert [c.url for c in found.columns] == [portal.home + "nb/"]
    assert found.years() == {2019, 2020, 2021, 2022}
    last = found.steps[-1]
    assert (last.parent, last.text, last.reason) == (
        portal.home + "zwgk/",
        "政府信息公开年报",
        "column",
    )
    assert not settings.archive.exists()


def test_discovery_that_finds_nothing_says_so(
    portal: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DELAY", "0")
    portal.page("/", "<a href='/news/'>新闻</a>")
    done = CliRunner().invoke(app, ["portals", "discover", portal.home, "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["columns"] == []


def test_discovery_is_readable(portal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DELAY", "0")
    with_home(portal)
    done = CliRunner().invoke(app, ["portals", "discover", portal.home])
    assert done.exit_code == 0
    for said in ("home page", "政府信息公开年报", "4 reports on 1 pages", "某县水利局2022年"):
        assert said in done.stdout


def test_check_compares_with_what_was_seen_before(portal: Any, settings: Settings) -> None:
    furnish(portal, range(2017, 2023))
    run(settings, one(portal))
    today = date(2023, 6, 1)
    well = check(settings, one(portal), today)[0]
    assert (well.answers, well.had, well.has, well.has_year_due, well.is_well) == (
        True,
        6,
        6,
        True,
        True,
    )
    list_reports(portal, range(2017, 2019))
    shrunk = check(settings, one(portal), today)[0]
    assert (shrunk.had, shrunk.has, shrunk.has_year_due, shrunk.is_well) == (6, 2, False, False)
    del portal.answers["/nb/"]
    gone = check(settings, one(portal), today)[0]
    assert (gone.answers, gone.is_well, "404" in gone.remark) == (False, False, True)


def test_year_that_is_due_changes_with_the_due_date() -> None:
    assert year_due(date(2026, 3, 30)) == 2024
    assert year_due(date(2026, 3, 31)) == 2025
    assert year_due(date(2026, 12, 31)) == 2025


def test_column_that_moved_is_found_when_the_home_page_is_due_again(
    portal: Any, settings: Settings
) -> None:
    known = [with_home(portal)]
    run(settings, known)
    portal.page("/zwgk/", "<a href='/new/nb/'>政府信息公开年报</a>")
    portal.page("/new/nb/", entry(2023))
    portal.page(path(2023), f"<h1>{title(2023)}</h1>")
    run(settings, known, "soon")
    assert "/new/nb/" not in portal.asked()
    for file in settings.lake.glob("*/fetches.parquet"):
        make_older(file, days=10)
    run(settings, known, "later")
    assert "/new/nb/" in portal.asked()
    assert path(2023) in portal.asked()


def test_portal_that_was_looked_at_is_added_to_a_file_of_ones_own(
    portal: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DELAY", "0")
    with_home(portal)
    mine = tmp_path / "mine.csv"
    told = ["portals", "add", portal.home, "--name", AGENCY, "--portals", str(mine)]
    assert CliRunner().invoke(app, [*told, "--region", "13"]).exit_code == 1
    assert not mine.exists()
    assert CliRunner().invoke(app, [*told, "--region", "130600"]).exit_code == 0
    (row,) = load(mine)
    assert (row.name, row.annual_reports_url) == (AGENCY, portal.home + "nb/")
    assert row.verified
    assert CliRunner().invoke(app, told).exit_code == 1, "it stands there already"


def test_portal_that_does_not_answer_is_said_not_to(settings: Settings) -> None:
    (found,) = discover(settings, [Portal("p", AGENCY, "http://127.0.2.9:9/")])
    assert (found.columns, "nothing answered" in found.problems[0]) == ((), True)


def test_address_of_the_column_itself_will_do(portal: Any, settings: Settings) -> None:
    furnish(portal)
    (found,) = discover(settings, [Portal("p", AGENCY, portal.home + "nb/")])
    assert found.years() == {2019, 2020, 2021, 2022}

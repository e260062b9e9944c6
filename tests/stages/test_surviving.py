"""Portals that misbehave, all in one crawl over real HTTP: each is one portal's trouble only."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from config import Settings
from sample_portals.misbehaving import COLUMN, FAULTY, SOUND, sites
from sample_portals.served import Request
from sample_portals.server import serve
from spiders.registry import Portal, load
from stages.crawl import CrawlOutcome, crawl
from stages.index import index
from tests.stages.crawling import rows
from warehouse.build import build

ALL = {*SOUND, FAULTY}


@dataclass(frozen=True)
class Night:
    """One crawl of all of them, by portal (without `sample-`)."""

    settings: Settings
    outcome: CrawlOutcome
    found: dict[str, set[int]]
    problems: dict[str, list[tuple[str, str]]]
    asked: dict[str, list[Request]]
    complete: dict[str, bool]
    most_active: dict[str, int]
    files: dict[str, list[dict[str, Any]]]

    def codes(self, name: str) -> list[str]:
        return [code for code, _ in self.problems[name]]

    def paths(self, name: str) -> list[str]:
        return [request.path for request in self.asked[name]]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    settings = Settings(
        data=tmp_path_factory.mktemp("misbehaving"),
        delay=0.0,
        download_timeout=2,
        attachment_timeout=2,
        crawl_delay_cap=5,
        max_pages_per_portal=60,
    )
    with serve(chosen=sites()) as served:
        registry = settings.data / "portals.csv"
        registry.write_text(served.registry_csv(), encoding="utf-8")
        unknown = Portal("sample-unknown", "某局", "http://no-such-host.invalid/")
        outcome = crawl(settings, "night", "0000", [unknown, *load(registry)])
        index(settings)
    found, problems, asked = defaultdict(set), defaultdict(list), defaultdict(list)
    for find in rows(settings, "finds"):
        if find["purpose"] == "report":
            found[_name(find)].add(int(find["url"][-9:-5]))
    for problem in rows(settings, "problems"):
        problems[_name(problem)].append((problem["code"], problem["message"]))
    for request in served.log:
        asked[request.portal_id.removeprefix("sample-")].append(request)
    complete = {_name(row): row["complete"] for row in rows(settings, "listings")}
    files = {"finds": rows(settings, "finds"), "fetches": rows(settings, "fetches")}
    # Where nobody waits for the end of the answer any more, the server sees it late.
    gone = ("sample-hanging", "sample-trickling", "sample-heavy")
    most = {p: n for p, n in served.most_active.items() if p not in gone}
    return Night(settings, outcome, found, problems, asked, complete, most, files)


def _name(row: dict[str, Any]) -> str:
    return str(row["portal_id"]).removeprefix("sample-")


@pytest.fixture(scope="module")
def told(night: Night) -> list[str]:
    """What `gongkai status` prints of it."""
    build(night.settings.lake, night.settings.warehouse)
    shown = CliRunner().invoke(app, ["status", "--data", str(night.settings.data)])
    assert shown.exit_code == 0
    return shown.output.splitlines()


def test_status_has_one_line_per_portal(night: Night, told: list[str]) -> None:
    stands = {line.split()[0].removeprefix("sample-"): line.split()[1] for line in told[2:-1]}
    assert stands == {
        **dict.fromkeys(night.asked, "degraded"),
        **dict.fromkeys(("sound", "storm", "mistyped", "misnamed"), "healthy"),
        **dict.fromkeys(("challenge-412", "forbidding", "robots-503"), "blocked"),
        **dict.fromkeys(("busy", "unknown"), "broken"),
    }
    assert "3 blocked, 2 broken" in told[-1]


def test_status_of_one_portal_for_machines(night: Night, told: list[str]) -> None:
    shown = CliRunner().invoke(
        app, ["status", "busy", "--json", "--data", str(night.settings.data)]
    )
    (portal,) = json.loads(shown.output)["portals"]
    assert (portal["status"], portal["listed"]) == ("broken", 0)
    assert "3600 seconds" in portal["reason"]


def test_run_ends_and_the_sound_portal_is_whole(night: Night) -> None:
    assert night.outcome.status == "finished"
    assert (night.found["sound"], night.codes("sound")) == (ALL, [])


def test_no_host_was_ever_asked_two_things_at_once(night: Night) -> None:
    assert {name: most for name, most in night.most_active.items() if most > 1} == {}


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("hanging", "unreachable", "no answer within the time limit"),
        ("trickling", "unreachable", "no answer within the time limit"),
        ("cut", "unreachable", "broke off before its stated length"),
        ("missing", "gone", "is not there"),
        ("soft", "soft_404", "with an error page"),
        ("circular", "unreachable", "redirects in circles"),
        ("challenge-521", "blocked", "521"),
    ],
)
def test_fault_of_one_report_is_its_problem_and_the_others_come_through(
    night: Night, name: str, code: str, words: str
) -> None:
    ((found, message),) = night.problems[name]
    assert (found, words in message) == (code, True), message
    assert night.found[name] == set(SOUND)


@pytest.mark.parametrize("name", ["mistyped", "misnamed", "storm"])
def test_what_is_only_badly_declared_or_late_is_found(night: Night, name: str) -> None:
    assert (night.found[name], night.codes(name)) == (ALL, [])


def test_retry_after_is_waited_for(night: Night) -> None:
    answers = [request for request in night.asked["storm"] if request.path != "/robots.txt"]
    assert [request.status for request in answers].count(503) == 4
    waits = [b.time - a.time for a, b in pairwise(answers) if a.status == 503]
    assert min(waits) > 0.95


def test_host_that_asks_for_an_hour_of_peace_gets_it(night: Night) -> None:
    assert night.paths("busy") == ["/robots.txt"]
    assert night.codes("busy") == ["unreachable"]


def test_nothing_that_waits_for_its_turn_goes_out_after_the_wish_for_peace(night: Night) -> None:
    assert night.paths("resting")[:2] == ["/robots.txt", COLUMN]
    assert len(night.paths("resting")) == 3


def test_challenge_is_met_once_and_not_circumvented(night: Night) -> None:
    assert night.paths("challenge-412") == ["/robots.txt", COLUMN]
    assert night.codes("challenge-412") == ["blocked"]
    assert "Cookie" not in {name for r in night.asked["challenge-521"] for name in r.headers}


@pytest.mark.parametrize("name", ["forbidding", "robots-503"])
def test_robots_txt_that_forbids_all_or_fails_is_obeyed(night: Night, name: str) -> None:
    assert set(night.paths(name)) == {"/robots.txt"}
    assert set(night.codes(name)) == {"blocked"}


def test_redirects_abroad_are_not_followed(night: Night) -> None:
    assert night.found["abroad"] == ALL
    assert night.codes("abroad") == ["blocked"] * 3
    for target in ("127.0.1.250", "mirror.example.com", "file:///etc/passwd"):
        assert any(target in message for _, message in night.problems["abroad"])
    away = {r["url"][-9:-5] for r in night.files["fetches"] if r["status"] == 302}
    assert {"2015", "2016", "2017"} < away


@pytest.mark.parametrize("name", ["pager", "calendar"])
def test_list_without_end_is_left_after_a_while(night: Night, name: str) -> None:
    assert night.found[name] == ALL
    assert night.complete[name] is False
    assert len(night.paths(name)) < 50


def test_file_of_two_gigabytes_is_too_large_and_its_page_is_kept(night: Night) -> None:
    assert night.found["heavy"] == ALL
    assert night.codes("heavy") == ["too_large"]
    assert {r["purpose"] for r in night.files["finds"]} == {"report"}


def test_host_name_that_nobody_knows_is_unreachable(night: Night) -> None:
    ((code, message),) = night.problems["unknown"]
    assert (code, "the host's name is not known" in message) == ("unreachable", True)

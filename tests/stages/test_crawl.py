"""The crawl, over real HTTP: what is asked, how politely, and what is left when it is killed."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from config import Settings
from pipelines.archive import repair
from spiders.hours import CHINA
from spiders.registry import Portal
from stages.crawl import batches, crawl_all, in_turn, job_of
from stages.index import index
from tests.stages.crawling import (
    AGENCY,
    entry,
    found_urls,
    furnish,
    make_older,
    one,
    path,
    rows,
    run,
    title,
)


def test_reports_of_a_list_are_found(portal: Any, settings: Settings) -> None:
    furnish(portal)
    outcome = run(settings, one(portal))
    assert (outcome.status, outcome.reports, outcome.list_pages) == ("finished", 4, 1)
    assert len(found_urls(settings)) == 4


def test_one_request_at_a_time_and_the_delay_between_them(portal: Any, settings: Settings) -> None:
    furnish(portal)
    run(settings.model_copy(update={"delay": 0.4}), one(portal))
    times = [moment for moment, _, _ in portal.log]
    gaps = [later - sooner for sooner, later in pairwise(times)]
    assert portal.most_active == 1
    assert len(gaps) == 5
    assert min(gaps) > 0.25


def test_crawl_delay_of_the_host_is_obeyed(portal: Any, settings: Settings) -> None:
    furnish(portal, range(2019, 2021))
    portal.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.5\n")
    run(settings, one(portal))
    times = [moment for moment, _, _ in portal.log]
    assert len(times) == 4
    assert min(b - a for a, b in pairwise(times[1:])) > 0.3


def test_crawl_delay_is_capped(portal: Any, settings: Settings) -> None:
    furnish(portal, range(2019, 2021))
    portal.page("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n")
    capped = settings.model_copy(update={"crawl_delay_cap": 0.3})
    assert run(capped, one(portal)).reports == 2


def test_robots_txt_that_fails_forbids_everything(portal: Any, settings: Settings) -> None:
    furnish(portal)
    portal.page("/robots.txt", "Internal Server Error", status=500)
    run(settings, one(portal))
    assert portal.asked() == []
    assert {p["code"] for p in rows(settings, "problems")} == {"blocked"}


def test_robots_txt_is_honoured_and_said_so(portal: Any, settings: Settings) -> None:
    furnish(portal)
    portal.page("/robots.txt", "User-agent: *\nDisallow: /nb/2020/\n")
    run(settings, one(portal))
    assert "/nb/2020/t20200120_1.html" not in portal.asked()
    problem = rows(settings, "problems")[0]
    assert problem["code"] == "blocked"
    assert "robots.txt" in problem["message"]


def test_unchanged_second_run_asks_for_lists_only(portal: Any, settings: Settings) -> None:
    furnish(portal)
    run(settings, one(portal))
    before = len(portal.log)
    outcome = run(settings, one(portal), "run2")
    assert portal.asked(since=before) == ["/nb/"]
    assert (outcome.reports, outcome.not_modified, outcome.failures) == (0, 1, 0)


def test_visitor_counter_keeps_no_second_copy_of_a_list(portal: Any, settings: Settings) -> None:
    furnish(portal)
    run(settings, one(portal))
    portal.page("/nb/", "".join(map(entry, range(2019, 2023))) + "<p>访问量 99</p>")
    run(settings, one(portal), "run2")
    first, second = (r for r in rows(settings, "fetches") if r["purpose"] == "list")
    assert (second["status"], second["warc_offset"]) == (200, first["warc_offset"])
    assert second["payload_sha256"] == first["payload_sha256"]


def test_new_report_is_fetched_the_next_night(portal: Any, settings: Settings) -> None:
    furnish(portal)
    run(settings, one(portal))
    before = len(portal.log)
    furnish(portal, range(2019, 2024))
    run(settings, one(portal), "run2")
    assert portal.asked(since=before) == ["/nb/", "/nb/2023/t20230120_1.html"]


def test_report_and_file_that_are_issued_anew_are_fetched_when_the_list_dates_them_later(
    portal: Any, settings: Settings
) -> None:
    furnish(portal, range(2021, 2023))
    page = f"<h1>{title(2022)}</h1><a href='/f.pdf'>附件.pdf</a>"
    portal.page(path(2022), page, ETag='"first"')
    portal.answers["/f.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 x")
    run(settings, one(portal))
    for batch in settings.lake.glob("*/fetches.parquet"):
        make_older(batch, 1)
    today = f"{datetime.now(CHINA):%Y-%m-%d}"
    portal.page("/nb/", entry(2021) + entry(2022).replace("2022-01-20", today), ETag='"anew"')
    portal.page(path(2022), page + "更正", ETag='"second"')
    before = len(portal.log)
    run(settings, one(portal), "run2")
    assert portal.asked(since=before) == ["/nb/", path(2022), "/f.pdf"]
    before = len(portal.log)
    run(settings, one(portal), "run3")
    assert portal.asked(since=before) == ["/nb/"]


@pytest.mark.parametrize("address", ["/bm/{}/", "/bm/11{}.html"])
def test_first_report_in_an_agencys_corner_is_found_on_its_first_night(
    portal: Any, settings: Settings, address: str
) -> None:
    furnish(portal, range(2021, 2023))
    corners = {address.format(n): name for n, name in enumerate(("市教育局", "市公安局"))}
    links = "".join(f"<a href='{url}'>{name}</a>" for url, name in corners.items())
    portal.page("/", "<a href='/nb/'>政府信息公开年报</a>")
    portal.page("/nb/", entry(2021) + entry(2022) + links)
    for url in corners:
        portal.page(url, "<p>职能</p>")
    bare = [Portal("p", AGENCY, portal.home)]
    run(settings, bare)
    report = "/bm/2023/t20240120_9.html"
    portal.page(address.format(1), f"<a href='{report}'>市公安局2023年政府信息公开工作年度报告</a>")
    portal.page(report, "<h1>市公安局2023年政府信息公开工作年度报告</h1>")
    before = len(portal.log)
    run(settings, bare, "run2")
    assert sorted(portal.asked(since=before)) == sorted(["/nb/", *corners, report])


def test_copy_for_telephones_is_not_taken_where_the_page_itself_is_listed(
    portal: Any, settings: Settings
) -> None:
    furnish(portal, range(2022, 2023))
    portal.page("/nb/", entry(2022).replace("_1.html", "_1_wap.html") + entry(2022))
    run(settings, one(portal))
    assert portal.asked() == ["/nb/", path(2022)]


def test_report_that_failed_is_tried_again_though_its_list_did_not_change(
    portal: Any, settings: Settings
) -> None:
    furnish(portal)
    good = portal.answers["/nb/2021/t20210120_1.html"]
    portal.page("/nb/2021/t20210120_1.html", "broken", status=500)
    run(settings, one(portal))
    assert len(found_urls(settings)) == 3
    assert [p["code"] for p in rows(settings, "problems")] == ["unreachable"]
    portal.answers["/nb/2021/t20210120_1.html"] = good
    run(settings, one(portal), "run2")
    assert len(found_urls(settings)) == 4


def test_attachment_that_failed_is_tried_again_without_asking_for_its_page(
    portal: Any, settings: Settings
) -> None:
    furnish(portal, range(2022, 2023))
    portal.page("/nb/2022/t20220120_1.html", f"<h1>{title(2022)}</h1><a href='/f.pdf'>附件.pdf</a>")
    run(settings, one(portal))
    before = len(portal.log)
    portal.answers["/f.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 x")
    run(settings, one(portal), "run2")
    assert portal.asked(since=before) == ["/nb/", "/f.pdf"]
    attachment = next(r for r in rows(settings, "finds") if r["purpose"] == "attachment")
    assert attachment["parent_url"].endswith("/nb/2022/t20220120_1.html")
    assert attachment["link_text"] == "附件.pdf"


@pytest.mark.parametrize("after", [1, 3, 4])
def test_killed_crawl_and_the_next_give_what_one_would_have_given(
    portal: Any, settings: Settings, after: int
) -> None:
    furnish(portal)
    slow = settings.model_copy(update={"delay": 0.5})
    log = settings.data / "logs" / "killed.log"
    log.parent.mkdir(parents=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "spiders.run"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(json.dumps(job_of(slow, "run1", "0000", one(portal), log)))
    process.stdin.close()
    _wait_for(lambda: len(portal.asked()) >= after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    index(settings)
    assert len(found_urls(settings)) < 4
    assert rows(settings, "runs")[0]["status"] == "failed"
    run(settings, one(portal), "run2")
    assert len(found_urls(settings)) == 4
    assert len(rows(settings, "finds")) == 4


def test_terminated_crawl_says_that_it_was_stopped(portal: Any, settings: Settings) -> None:
    furnish(portal)
    slow = settings.model_copy(update={"delay": 0.5})
    log = settings.data / "logs" / "stopped.log"
    log.parent.mkdir(parents=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "spiders.run"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(json.dumps(job_of(slow, "run1", "0000", one(portal), log)))
    process.stdin.close()
    _wait_for(lambda: len(portal.asked()) >= 2)
    process.terminate()
    assert process.wait(20) == 0
    index(settings)
    ended = rows(settings, "runs")[0]
    assert (ended["status"], "stopped" in ended["message"]) == ("failed", True)


def test_portal_outside_its_hours_is_left_for_another_night_and_nothing_is_said_of_it(
    portal: Any, settings: Settings
) -> None:
    furnish(portal)
    now = datetime.now(CHINA)
    closed = f"{(now + timedelta(hours=2)):%H}-{(now + timedelta(hours=3)):%H}"
    outcome = run(settings, one(portal, hours=closed))
    assert (outcome.status, outcome.requests, portal.log) == ("stopped", 0, [])
    assert [rows(settings, t) for t in ("problems", "listings", "fetches")] == [[], [], []]
    always = f"{(now + timedelta(hours=-1)):%H}-{(now + timedelta(hours=-2)):%H}"
    assert run(settings, one(portal, hours=always), "run2").reports == 4


def test_list_in_a_frame_behind_a_script_is_found(portal: Any, settings: Settings) -> None:
    furnish(portal)
    portal.page("/", "<script>window.location.href='/main.html'</script>")
    portal.page("/main.html", "<a href='/zfxxgk/nb/'>政府信息公开年报</a>")
    portal.page("/zfxxgk/nb/", "<iframe src='/nb/'></iframe><a href='/'>首页</a>")
    assert run(settings, [Portal("p", AGENCY, portal.home)]).reports == 4


def test_page_that_unpacks_without_end_is_too_large(portal: Any, settings: Settings) -> None:
    furnish(portal, range(2021, 2023))
    bomb = gzip.compress(b" " * 2_000_000)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    portal.answers["/nb/2022/t20220120_1.html"] = (200, headers, bomb)
    run(settings.model_copy(update={"max_response_size": 1_000_000}), one(portal))
    assert [p["code"] for p in rows(settings, "problems")] == ["too_large"]
    assert found_urls(settings) == {portal.home + "nb/2021/t20210120_1.html"}


@pytest.mark.parametrize("packed", [True, False])
def test_robots_txt_of_any_size_is_obeyed_from_its_beginning_and_told(
    portal: Any, settings: Settings, *, packed: bool
) -> None:
    furnish(portal, range(2021, 2023))
    rules = b"User-agent: *\nDisallow: /nb/2022/\n" + b"# filled up\n" * 100_000
    headers = {"Content-Type": "text/plain"}
    if packed:
        rules = gzip.compress(rules + b" " * 80_000_000)
        headers["Content-Encoding"] = "gzip"
    portal.answers["/robots.txt"] = (200, headers, rules)
    run(settings, one(portal))
    assert found_urls(settings) == {portal.home[:-1] + path(2021)}
    told = {p["code"]: p for p in rows(settings, "problems")}
    assert set(told) == {"blocked", "too_large"}
    assert "robots.txt" in told["too_large"]["message"]
    assert told["too_large"]["portal_id"] == "p"


@pytest.mark.parametrize("beyond", [b"", b"again"])
def test_interface_that_has_nothing_beyond_its_last_page_is_whole(
    portal: Any, settings: Settings, beyond: bytes
) -> None:
    furnish(portal)
    call = "$.ajax({url: '/api/list', data: {pageIndex: 1, pageSize: 3}, success: show})"
    portal.page("/nb/", f"<h1>政府信息公开年报</h1><script>{call}</script>")
    listed = [
        {"title": title(y), "url": path(y), "date": f"{y + 1}-01-20"} for y in range(2019, 2023)
    ]
    for number, part in enumerate((listed[:3], listed[3:]), start=1):
        answer = json.dumps({"data": part}).encode()
        for n in (number, number + 1):
            portal.answers[f"/api/list?pageIndex={n}&pageSize=3"] = (200, {}, answer)
    if not beyond:
        portal.answers["/api/list?pageIndex=3&pageSize=3"] = (200, {}, b"")
    run(settings, one(portal))
    assert len(found_urls(settings)) == 4
    assert [r["complete"] for r in rows(settings, "listings")] == [True]
    assert rows(settings, "problems") == []


def test_full_disk_ends_the_crawl_and_leaves_a_sound_archive(
    portal: Any, settings: Settings
) -> None:
    furnish(portal)
    limit = "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000));"
    code = limit + "runpy.run_module('spiders.run', run_name='__main__')"
    job = json.dumps(job_of(settings, "run1", "0000", one(portal), Path(os.devnull)))
    ended = subprocess.run(
        [sys.executable, "-c", code], input=job, capture_output=True, text=True, check=False
    )
    assert ended.returncode != 0
    assert "cannot be written" in ended.stderr
    sound = (settings.archive / "gongkai-run1-0000.warc.gz").stat().st_size
    assert repair(settings.archive / "gongkai-run1-0000.warc.gz") == 0
    assert 0 < sound <= 4000
    run(settings, one(portal), "run2")
    assert len(found_urls(settings)) == 4


def test_pager_without_end_is_bounded(portal: Any, settings: Settings) -> None:
    count = 0

    def endless() -> tuple[int, dict[str, str], bytes]:
        nonlocal count
        count += 1
        portal.answers[f"/nb/{count}.html"] = endless
        body = entry(2000 + count) + f"<a href='/nb/{count}.html'>下一页</a>"
        return 200, {"Content-Type": "text/html"}, body.encode()

    portal.answers["/nb/"] = endless
    run(settings.model_copy(update={"max_pages_per_portal": 7}), one(portal))
    assert count == 7
    assert [r["complete"] for r in rows(settings, "listings")] == [False]


def test_redirect_off_the_portals_domain_is_not_followed(portal: Any, settings: Settings) -> None:
    furnish(portal, range(2022, 2023))
    portal.page("/nb/2022/t20220120_1.html", "", 302, Location="http://mirror.example.com/a.html")
    run(settings, one(portal))
    problem = rows(settings, "problems")[0]
    assert (problem["code"], "mirror.example.com" in problem["message"]) == ("blocked", True)
    assert not found_urls(settings)


def test_redirect_within_the_portal_is_known_by_both_addresses(
    portal: Any, settings: Settings
) -> None:
    furnish(portal, range(2022, 2023))
    portal.answers["/new.html"] = portal.answers["/nb/2022/t20220120_1.html"]
    portal.page("/nb/2022/t20220120_1.html", "", 301, Location="/new.html")
    run(settings, one(portal))
    assert found_urls(settings) == {portal.home + "new.html"}
    before = len(portal.log)
    run(settings, one(portal), "run2")
    assert portal.asked(since=before) == ["/nb/"]


def test_column_is_found_from_the_home_page_and_remembered(portal: Any, settings: Settings) -> None:
    furnish(portal)
    portal.page("/", "<a href='/news/'>新闻</a><a href='/zwgk/'>政府信息公开</a>")
    portal.page("/zwgk/", "<a href='/nb/'>政府信息公开年报</a>")
    bare = [Portal("p", AGENCY, portal.home)]
    assert run(settings, bare).reports == 4
    assert "/news/" not in portal.asked()
    before = len(portal.log)
    run(settings, bare, "run2")
    assert portal.asked(since=before) == ["/nb/"]


def test_column_page_that_is_the_report_is_a_find(portal: Any, settings: Settings) -> None:
    sections = "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况"
    portal.page("/nb/", f"<h1>{title(2022)}</h1><p>{sections}</p>")
    run(settings, one(portal))
    find = rows(settings, "finds")[0]
    assert (find["purpose"], find["url"]) == ("report", portal.home + "nb/")


def test_looked_and_found_nothing_is_a_row(portal: Any, settings: Settings) -> None:
    portal.page("/", "<a href='/news/'>新闻</a>")
    run(settings, [Portal("p", AGENCY, portal.home)])
    listing = rows(settings, "listings")[0]
    assert (listing["column_url"], listing["reports"], listing["complete"]) == (None, 0, True)


def test_portal_that_does_not_answer_harms_no_other(portal: Any, settings: Settings) -> None:
    furnish(portal)
    dead = Portal("dead", "某局", "http://127.0.2.9:9/")
    outcome = run(settings, [dead, *one(portal)])
    assert (outcome.status, outcome.reports) == ("finished", 4)
    problem = next(r for r in rows(settings, "problems") if r["portal_id"] == "dead")
    assert problem["code"] == "unreachable"


def test_run_without_any_answer_is_offline_and_blames_no_portal(settings: Settings) -> None:
    dead = [Portal(f"p{n}", "某局", f"http://127.0.2.{n}:9/") for n in range(10, 13)]
    outcome = run(settings, dead)
    assert outcome.offline
    assert rows(settings, "problems") == []
    assert rows(settings, "listings") == []
    assert [r["status"] for r in rows(settings, "runs")] == ["offline"]


def test_batches_after_an_offline_one_are_not_tried(settings: Settings) -> None:
    dead = [Portal(f"p{n}", "某局", f"http://127.0.2.{n}:9/") for n in range(10, 12)]
    outcomes = list(crawl_all(settings.model_copy(update={"portals_per_batch": 1}), dead))
    assert [outcome.status for outcome in outcomes] == ["offline"]


def test_batches_are_of_about_equal_length() -> None:
    portals = [Portal(f"p{n}", "某局", f"http://127.0.0.{n}/") for n in range(101)]
    assert [len(part) for _, part in batches(portals, 50)] == [34, 34, 33]


def test_portals_that_were_not_asked_for_the_longest_time_come_first(
    portal: Any, settings: Settings
) -> None:
    furnish(portal)
    run(settings, one(portal))
    others = [Portal(f"q{n}", "某局", f"http://127.0.2.{n}/") for n in (8, 9)]
    turn = in_turn(settings, [*one(portal), *others])
    assert [p.portal_id for p in turn] == ["q8", "q9", "p"]


def test_crawl_without_network_ends_with_a_code_of_its_own(tmp_path: Path) -> None:
    registry = tmp_path / "portals.csv"
    registry.write_text("portal_id,name,home_url\np,某局,http://127.0.2.77:9/\n", encoding="utf-8")
    done = CliRunner().invoke(
        app, ["crawl", "--portals", str(registry), "--data", str(tmp_path / "data")]
    )
    assert (done.exit_code, "offline" in done.output) == (75, True)


def _wait_for(condition: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the crawl did not get that far"
        time.sleep(0.02)


def test_portals_of_one_site_are_never_crawled_by_two_processes() -> None:
    hosts = ["www.baoding.gov.cn", "kjj.baoding.gov.cn", "www.huaian.gov.cn", "jyj.baoding.gov.cn"]
    portals = [Portal(h, h, f"http://{h}/") for h in hosts]
    dealt = [{p.portal_id for p in part} for _, part in batches(portals, 2)]
    assert dealt == [{h for h in hosts if "baoding" in h}, {"www.huaian.gov.cn"}]


def test_pager_that_brings_nothing_new_is_left(portal: Any, settings: Settings) -> None:
    furnish(portal, range(2022, 2023))
    for number in range(9):
        turn = f"<a href='/nb/{number + 1}.html'>下一页</a>"
        portal.page(f"/nb/{number}.html", entry(2022) + turn)
    portal.page("/nb/", entry(2022) + "<a href='/nb/1.html'>下一页</a>")
    run(settings, one(portal))
    lists = [asked for asked in portal.asked() if asked.count("/") == 2]
    assert lists == ["/nb/", "/nb/1.html"]

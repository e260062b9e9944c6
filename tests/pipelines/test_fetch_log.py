"""When to ask again, and with which validators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import lake
from pipelines.fetch_log import Entry, FetchLog
from pipelines.log_index import load

START = datetime(2026, 1, 1, 2, tzinfo=UTC)
URL = "http://127.0.0.1/report.html"


def row(
    days: float, status: int | None = 200, error: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "run_id": f"night {int(days)}",
        "portal_id": "p",
        "purpose": "report",
        "url": URL,
        "final_url": URL,
        "fetched_at": START + timedelta(days=days),
        "status": status,
        "error": error,
        "content_type": "text/html",
        "payload_sha256": "ab" if status == 200 else None,
        "etag": '"1"' if status == 200 else None,
        "last_modified": None,
        "links_digest": None,
        "warc_file": "a.warc.gz" if status else None,
        "warc_offset": 7 if status else None,
        **more,
    }


def log_of(*rows: dict[str, Any]) -> FetchLog:
    log = FetchLog()
    for one in rows:
        log.add(one)
    return log


@pytest.mark.parametrize(("days", "due"), [(0.1, False), (1, False), (2, True), (30, True)])
def test_report_is_asked_for_again_after_the_second_night(days: float, due: bool) -> None:
    assert log_of(row(0)).due(URL, START + timedelta(days=days)) is due


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        (Entry("某局2022年政府信息公开年报", "2026-01-01"), False),
        (Entry("某局2022年政府信息公开年报", "2026-01-02"), True),
        (Entry("某局2022年政府信息公开年报", "2036-01-02"), False),
        (Entry("某局2022年政府信息公开年报（更正）"), True),
    ],
)
def test_list_tells_that_a_report_was_issued_anew(entry: Entry, due: bool) -> None:
    log, night = log_of(row(0)), START + timedelta(days=1)
    assert log.due(URL, night, entry) is due
    log.add(row(1, 304, link_text=entry.link_text))
    assert not log.due(URL, night + timedelta(days=1), entry)


@pytest.mark.parametrize("ago", [0, 1])
def test_date_that_goes_with_the_day_of_asking_is_no_news(ago: int) -> None:
    def shown(day: float) -> str:
        return f"{(START + timedelta(hours=8, days=day - ago)).date()}"

    log = log_of(row(0, published=shown(0)))
    for night in (1, 1.5):
        assert not log.due(URL, START + timedelta(days=night), Entry("年报", shown(int(night))))
    steady = log_of(row(0, published="2025-12-01"))
    assert steady.due(URL, START + timedelta(days=1.5), Entry("年报", "2026-01-02"))


def test_reissue_that_keeps_failing_is_tried_with_the_patience_of_all_that_fails() -> None:
    entry = Entry("某局2022年政府信息公开年报（更正）", "2026-01-02")
    log = log_of(row(0), *(row(day, 404) for day in (1, 2, 3, 4, 5)))
    assert not log.due(URL, START + timedelta(days=6), entry)
    assert log.due(URL, START + timedelta(days=9), entry)


def test_intervals_thin_out_with_every_look() -> None:
    looked = [row(0), row(2, 304), row(5, 304), row(12, 304)]
    log = log_of(*looked)
    assert not log.due(URL, START + timedelta(days=12 + 13))
    assert log.due(URL, START + timedelta(days=12 + 14))


def test_page_that_was_never_met_is_due() -> None:
    assert FetchLog().due(URL, START)


@pytest.mark.parametrize("failure", [row(0, 500, "HTTP 500"), row(0, None, "no answer")])
def test_page_that_failed_is_due_in_the_next_run(failure: dict[str, Any]) -> None:
    assert log_of(failure).due(URL, START + timedelta(minutes=5))


def test_page_that_keeps_failing_is_asked_for_less_often() -> None:
    log = log_of(*(row(n, 404, "HTTP 404") for n in range(6)))
    assert not log.due(URL, START + timedelta(days=5 + 6))
    assert log.due(URL, START + timedelta(days=5 + 7))


def two_attempts(*nights: int) -> FetchLog:
    """A page that fails, with the retry that follows within the run."""
    return log_of(*(row(n + minute, 500, "HTTP 500") for n in nights for minute in (0, 0.001)))


@pytest.mark.parametrize("nights", [1, 2, 3])
def test_page_is_tried_in_the_night_after_each_of_its_first_three_failing_nights(
    nights: int,
) -> None:
    log = two_attempts(*range(nights))
    assert log.asked[URL].failures == nights
    assert log.due(URL, START + timedelta(days=nights - 1, minutes=5))


def test_retries_within_a_run_are_not_failing_nights() -> None:
    log = two_attempts(0, 1, 2, 3)
    assert not log.due(URL, START + timedelta(days=3, hours=23))
    assert log.due(URL, START + timedelta(days=4, minutes=2))


def test_page_that_came_after_a_retry_has_not_failed() -> None:
    log = log_of(row(0, 500, "HTTP 500"), row(0.001, 200))
    assert log.asked[URL].failures == 0


def test_soft_404_is_a_failure_though_its_status_is_200() -> None:
    log = log_of(row(0, 200, "soft_404: an error page"))
    assert log.due(URL, START + timedelta(minutes=5))
    assert log.payloads == {}


def test_not_modified_keeps_the_validators_of_the_copy_that_is_held() -> None:
    known = log_of(row(0), row(2, 304)).exchanged[URL]
    assert (known.etag, known.warc_file, known.successes) == ('"1"', "a.warc.gz", 2)


def test_redirect_lends_its_target_no_validators() -> None:
    target = "http://127.0.0.1/new.html"
    log = log_of(row(0, 301, final_url=URL), row(0.001, 200, final_url=target))
    assert log.exchanged[target].etag == '"1"'
    assert log.asked[URL].final_url == target
    assert not log.due(URL, START + timedelta(days=1))


def test_damaged_lake_is_named(tmp_path: Path) -> None:
    lake.write_batch(tmp_path, "a", {"fetches": [row(0)]})
    lake.write_batch(tmp_path, "b", {"fetches": [row(1)]})
    (tmp_path / "b" / "fetches.parquet").write_bytes(b"")
    with pytest.raises(lake.DamagedLakeError, match=r"b/fetches.parquet is damaged"):
        load(tmp_path, ["p"])

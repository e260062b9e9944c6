"""Addresses that change with every request, and those that only look so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.fetch_log import Known
from spiders.pages.volatile import Met, steady

NOW = datetime(2024, 11, 26, 3, tzinfo=UTC)
ROOT = "http://www.example.gov.cn/show.jsp?id=7&"
CLOCK = f"t={int(NOW.timestamp())}"


@pytest.mark.parametrize(
    "part",
    [
        CLOCK,
        f"v={int(NOW.timestamp() * 1000)}",
        "d=20241126110000",
        "v=20241126",
        "_=17325",
        "rnd=48213",
        "random=0.4821331",
        "x=0.8123456789",
        "sid=a1b2c3d4e5f60718293a",
        "phpsessionid=a1b2c3d4e5f60718293a",
    ],
)
def test_what_changes_with_every_request_is_no_part_of_the_address(part: str) -> None:
    assert steady(ROOT + part, NOW) == "www.example.gov.cn/show.jsp?id=7"


@pytest.mark.parametrize(
    "part",
    ["t=3", "v=2", "r=12345", f"docid={int(NOW.timestamp())}", "no=1732579200", "t=1650000000",
     "sid=200025", "y=20200101", "key=0.4821331", "x=0.5"],
)  # fmt: skip
def test_what_may_be_a_documents_number_stays(part: str) -> None:
    assert steady(ROOT + part, NOW) is None


def met(*known: tuple[str, str, float]) -> Met:
    asked = {
        url: Known("report", NOW, last_success=NOW - timedelta(days=days), link_text=text)
        for url, text, days in known
    }
    return Met(asked, NOW)


YESTERDAY = f"{ROOT}t={int(NOW.timestamp()) - 86400}"

LATER = f"{ROOT}t={int(NOW.timestamp()) - 86300}"


def again(log: Met, url: str, title: str, *others: tuple[str, str]) -> str:
    return log.again(url, title, log.keys([(url, title), *others]))


def test_entry_of_the_same_title_was_met_before() -> None:
    log = met((YESTERDAY, "某局2022年年报", 1))
    assert again(log, ROOT + CLOCK, "某局2022年年报") == YESTERDAY
    assert again(log, ROOT + CLOCK, "某局2023年年报") == ROOT + CLOCK


def test_two_entries_that_only_such_a_part_tells_apart_are_two() -> None:
    other = f"{ROOT}t={int(NOW.timestamp()) + 1}"
    log = met((YESTERDAY, "年报", 1))
    assert again(log, ROOT + CLOCK, "年报", (other, "年报")) == ROOT + CLOCK
    both = met((YESTERDAY, "年报", 1), (LATER, "年报", 1))
    assert again(both, ROOT + CLOCK, "年报") == ROOT + CLOCK

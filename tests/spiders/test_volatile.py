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


def drawn_nightly(nights: int, *titles: str, name: str = "r", same: bool = True) -> Met:
    """A list whose addresses had another number each night, under which came the same or not."""
    asked = {}
    for night in range(nights, 0, -1):
        for number, title in enumerate(titles):
            url = f"http://www.example.gov.cn/show.jsp?id={number}&{name}={night * 7919 + number}"
            when = NOW - timedelta(days=night)
            came = f"{title}{'' if same else night}"
            known = Known("report", when, last_success=when, link_text=title, payload_sha256=came)
            asked[url] = known
    return Met(asked, NOW)


TITLES = ("某局2021年年报", "某局2022年年报", "某局2023年年报")


def test_number_of_unknown_meaning_that_changed_what_never_changed_is_no_part_of_the_address() -> (
    None
):
    log = drawn_nightly(2, *TITLES)
    tonight = "http://www.example.gov.cn/show.jsp?id=1&r=31337"
    assert again(log, tonight, TITLES[1]) == "http://www.example.gov.cn/show.jsp?id=1&r=7920"
    new = "http://www.example.gov.cn/show.jsp?id=3&r=31338"
    assert again(log, new, "某局2024年年报") == new, "another document"


@pytest.mark.parametrize(
    "log",
    [
        drawn_nightly(1, *TITLES),
        drawn_nightly(2, *TITLES[:2]),
        drawn_nightly(2, *TITLES, same=False),
        drawn_nightly(2, *TITLES, name="docid"),
    ],
    ids=["one night", "too few", "other bytes", "named like a number"],
)
def test_without_such_proof_it_may_be_a_documents_number(log: Met) -> None:
    (name,) = {url.rpartition("&")[2].partition("=")[0] for url in log.asked}
    tonight = f"http://www.example.gov.cn/show.jsp?id=1&{name}=31337"
    assert again(log, tonight, TITLES[1]) == tonight

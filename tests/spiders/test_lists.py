"""A list that stays shorter: an alarm at first, a fact after a week."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import lake
from pipelines.items import Listed, Listing, PortalProblem
from pipelines.log_index import load
from spiders.column import Column
from spiders.lists import BELIEVED_AFTER, outcome
from spiders.look import Look
from spiders.registry import Portal
from tests.pipelines.test_fetch_log import START

URL = "http://127.0.0.1/nb/"


def night(folder: Path, number: int, reports: int) -> tuple[list[str], list[int]]:
    """One look at a list of that length: the problems' codes, and how many reports went."""
    look = Look(Portal("p", "某局", "http://127.0.0.1/"), 100)
    urls = {f"{URL}{n}.html" for n in range(reports)}
    look.columns[URL] = Column(URL, pages=1, reports=urls, looked_at="2026-01-01T00:00:00Z")
    said = list(outcome(look, load(folder, ["p"])))
    at = START + timedelta(days=number)
    told: dict[str, list[dict[str, object]]] = {"listings": [], "listed": []}
    for item in said:
        if isinstance(item, Listing):
            told["listings"].append({**asdict(item), "looked_at": at})
        if isinstance(item, Listed):
            for urls_told, listed in ((item.added, True), (item.removed, False)):
                fixed = {"portal_id": "p", "looked_at": at, "listed": listed}
                told["listed"] += [{**fixed, "url": url} for url in urls_told]
    lake.write_batch(folder, f"index-n{number:02}", told)
    codes = [item.code for item in said if isinstance(item, PortalProblem)]
    return codes, [len(item.removed) for item in said if isinstance(item, Listed)]


def test_list_that_stays_shorter_alarms_for_a_week_and_is_then_believed(tmp_path: Path) -> None:
    night(tmp_path, 0, 40)
    told = [night(tmp_path, n, 15) for n in range(1, BELIEVED_AFTER)]
    assert all(codes == ["list_shrunk"] and not removed for codes, removed in told)
    assert night(tmp_path, BELIEVED_AFTER, 15) == (["list_shorter"], [25])
    assert night(tmp_path, BELIEVED_AFTER + 1, 15) == ([], [])
    assert night(tmp_path, BELIEVED_AFTER + 2, 3)[0] == ["list_shrunk"], "and then anew"


def test_list_whose_length_changes_is_not_believed(tmp_path: Path) -> None:
    night(tmp_path, 0, 40)
    for number in range(1, BELIEVED_AFTER + 3):
        assert "list_shrunk" in night(tmp_path, number, 10 + number % 3)[0]


def test_empty_list_is_never_believed(tmp_path: Path) -> None:
    night(tmp_path, 0, 40)
    codes = [night(tmp_path, number, 0)[0] for number in range(1, BELIEVED_AFTER + 3)]
    assert ["list_shorter"] not in codes

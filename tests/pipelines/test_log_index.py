"""The fetch log that is kept from night to night says what the whole lake would say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import lake
from pipelines.fetch_log import FetchLog, KnownColumn
from pipelines.log_index import FILE, last_looks, load
from tests.pipelines.test_fetch_log import START, URL, row


def night(folder: Path, number: int, *rows: dict[str, Any], **tables: list[dict[str, Any]]) -> Path:
    return lake.write_batch(folder, f"index-{number}", {"fetches": list(rows), **tables})


def anew(folder: Path) -> FetchLog:
    (folder / FILE).unlink()
    return load(folder, ["p"])


def test_nights_folded_in_one_by_one_give_what_all_at_once_give(tmp_path: Path) -> None:
    for n, one in enumerate([row(0), row(2, 304), row(5, 500, "HTTP 500"), row(6, 304)]):
        night(tmp_path, n, one)
        step_by_step = load(tmp_path, ["p"])
    known = step_by_step.asked[URL]
    assert (known.successes, known.failures, known.etag) == (3, 0, '"1"')
    assert known.last_success == START + timedelta(days=6)
    assert step_by_step == anew(tmp_path)


def test_night_that_comes_late_counts_at_its_place(tmp_path: Path) -> None:
    night(tmp_path, 1, row(5, 500, "HTTP 500"))
    assert load(tmp_path, ["p"]).asked[URL].failures == 1
    night(tmp_path, 0, row(3))
    log = load(tmp_path, ["p"])
    assert (log.asked[URL].failures, log.asked[URL].successes) == (1, 1)
    assert log == anew(tmp_path)


def test_batch_that_was_replaced_or_is_gone_is_forgotten(tmp_path: Path) -> None:
    night(tmp_path, 0, row(0))
    folder = night(tmp_path, 1, row(1, 500, "HTTP 500"))
    assert load(tmp_path, ["p"]).asked[URL].failures == 1
    night(tmp_path, 1, row(1, 304), row(1.1, 304))
    assert load(tmp_path, ["p"]).asked[URL].successes == 3
    (folder / "fetches.parquet").unlink()
    assert load(tmp_path, ["p"]).asked[URL].successes == 1


def test_damaged_index_is_made_anew(tmp_path: Path) -> None:
    night(tmp_path, 0, row(0))
    whole = load(tmp_path, ["p"])
    content = (tmp_path / FILE).read_bytes()
    for damaged in (b"", b"no database" * 900, content[:9000]):
        (tmp_path / FILE).write_bytes(damaged)
        assert load(tmp_path, ["p"]) == whole


def test_only_the_portals_asked_for_are_read(tmp_path: Path) -> None:
    other = "http://127.0.0.9/a.html"
    night(tmp_path, 0, row(0), row(0, portal_id="q", url=other, final_url=other))
    assert set(load(tmp_path, ["p"]).asked) == {URL}
    assert set(load(tmp_path, ["p", "q"]).asked) == {URL, other}
    assert set(last_looks(tmp_path)) == {"p", "q"}


def test_portal_of_a_run_that_was_cut_short_is_unsettled_until_one_ends(tmp_path: Path) -> None:
    def ended(run_id: str, status: str) -> dict[str, list[dict[str, Any]]]:
        return {"runs": [{"run_id": run_id, "batch": "0", "status": status}]}

    night(tmp_path, 0, row(0, run_id="a"), **ended("a", "failed"))
    assert load(tmp_path, ["p"]).unsettled == {"p"}
    night(tmp_path, 1, row(1, run_id="b"), **ended("b", "finished"))
    assert load(tmp_path, ["p"]).unsettled == set()


def test_column_is_remembered_with_its_reports_until_it_falls_empty(tmp_path: Path) -> None:
    def look(day: int, reports: int, complete: bool) -> dict[str, list[dict[str, Any]]]:
        at = START + timedelta(days=day)
        fixed = {"portal_id": "p", "column_url": "http://127.0.0.1/nb/", "looked_at": at}
        return {"listings": [{**fixed, "reports": reports, "complete": complete}]}

    night(tmp_path, 0, **look(0, 7, True))
    night(tmp_path, 1, **look(1, 2, False))
    assert load(tmp_path, ["p"]).columns == {"p": {"http://127.0.0.1/nb/": KnownColumn(7)}}
    for day in (2, 3):
        night(tmp_path, day, **look(day, 0, False))
    assert load(tmp_path, ["p"]).columns != {}
    night(tmp_path, 4, **look(4, 0, False))
    assert load(tmp_path, ["p"]).columns == {}

"""A report whose page ends within a table and goes on on further ones, over real HTTP."""

from __future__ import annotations

import re
from typing import Any

import pytest

from config import Settings
from pipelines.archive import payload
from sample_portals.making import article, document
from spiders.joined import MARK
from tests.stages.crawling import AGENCY, entry, one, path, rows, run, title
from transforms.extract import extract

YEAR = 2022
FIRST = path(YEAR)
MENU = "<div class='menu'><a href='/'>首页</a><a href='/nb/'>政府信息公开年报</a></div>"
FOOT = "<div class='foot'><p>主办单位：某县水利局</p><p>备案号：00000001</p></div>"


def page(number: int) -> str:
    return FIRST.replace(".html", f"_{number}.html") if number else FIRST


def furnish(portal: Any, *, linked: bool = True) -> None:
    """Three pages: the second begins within a table, the third within the text."""
    whole = article(AGENCY, YEAR)
    tables = [m.end() for m in re.finditer("<table", whole)]
    rows_of = [m.start() for m in re.finditer("<tr", whole) if m.start() > tables[1]]
    cut, end = rows_of[len(rows_of) // 2], whole.rindex("<p")
    open_tag = "<table>"
    parts = [whole[:cut] + "</table>", open_tag + whole[cut:end], whole[end:]]
    portal.page("/nb/", entry(YEAR), ETag='"list"')
    for number, part in enumerate(parts):
        called = f"createPageHTML({len(parts)}, {number}, 't{YEAR}0120_1', 'html')"
        pager = f"<script>{called}</script>"
        if linked:
            pager = f"<a href='{page(number + 1)}'>下一页</a>" if number + 1 < len(parts) else ""
        shown = f"{MENU}<h1>{title(YEAR)}</h1><div id='zoom'>{part}</div><div>{pager}</div>{FOOT}"
        portal.page(page(number), document(title(YEAR), shown), ETag=f'"{number}"')


def cells(body: bytes) -> dict[tuple[str, str, str], float | None]:
    found = extract(body, "http://127.0.0.1/a.html")
    return {(c.topic, c.item, c.breakdown): c.value for c in found.cells}


def joined(settings: Settings) -> list[dict[str, Any]]:
    return [f for f in rows(settings, "finds") if f["url"].endswith(MARK)]


@pytest.mark.parametrize("linked", [True, False])
def test_table_that_two_pages_cut_is_whole_again(
    portal: Any, settings: Settings, *, linked: bool
) -> None:
    furnish(portal, linked=linked)
    run(settings, one(portal))
    (find,) = joined(settings)
    assert find["purpose"] == "report"
    first = portal.home[:-1] + FIRST
    assert {f["url"] for f in rows(settings, "finds")} == {first, first + MARK}, "no part alone"
    body = payload(settings.archive, find["warc_file"], find["warc_offset"])
    expected = cells(document(title(YEAR), article(AGENCY, YEAR)).encode())
    assert cells(body) == expected
    assert len(expected) > 150
    assert body.decode().count("备案号") == body.decode().count("首页") == 1
    run(settings, one(portal), "run2")
    assert len(joined(settings)) == 1


def test_page_of_an_article_that_cannot_be_had_is_told_of_its_report(
    portal: Any, settings: Settings
) -> None:
    furnish(portal)
    del portal.answers[page(1)]
    run(settings, one(portal))
    assert joined(settings) == []
    told = [p for p in rows(settings, "problems") if p["code"] == "article_incomplete"]
    finds = {f["url"]: f["document_sha256"] for f in rows(settings, "finds")}
    assert [p["document_sha256"] for p in told] == [finds[portal.home[:-1] + FIRST]]


def test_file_without_its_end_is_told_of_its_report(portal: Any, settings: Settings) -> None:
    portal.page("/nb/", entry(2021) + entry(YEAR))
    whole = document(title(YEAR), article(AGENCY, YEAR)).encode()
    portal.page(path(2021), whole.decode())
    stated = {"Content-Type": "text/html", "Content-Length": str(len(whole) - 900)}
    portal.answers[FIRST] = (200, stated, whole)
    run(settings, one(portal))
    (told,) = rows(settings, "problems")
    finds = {f["url"]: f["document_sha256"] for f in rows(settings, "finds")}
    assert (told["code"], told["document_sha256"]) == (
        "cut_short",
        finds[portal.home[:-1] + FIRST],
    )
    assert "</html>" in told["message"]

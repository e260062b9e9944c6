"""Portals that misbehave on the wire, one way each, beside two sound reports.

Their files are in order; what answers is not: servers that are overloaded, hang, trickle, break
off, redirect in circles or abroad, challenge, forbid, or never come to an end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sample_portals import render_html
from sample_portals.figures import report
from sample_portals.site import Answer, Site, html, robots

COLUMN = "/zfxxgk/nb/"
SOUND = (2020, 2021)
FAULTY = 2022
_CHALLENGE = (
    b"<html><script>document.cookie='acw_sc__v2=1';location.reload()</script></html>",
    {"Set-Cookie": "acw_tc=3ccdc1; path=/; HttpOnly"},
)
_FOREIGN = {
    2015: "http://127.0.1.250:9/a.html",
    2016: "http://mirror.example.com/a.html",
    2017: "file:///etc/passwd",
}


def path(year: int) -> str:
    """Where the report of that year stands."""
    return f"{COLUMN}content_{year}.html"


def sites() -> Iterator[Site]:
    """All of them, each on its own loopback address."""
    for number, (name, (answers, otherwise)) in enumerate(_portals().items(), start=1):
        yield Site(
            portal_id=f"sample-{name}",
            name=_agency(name),
            host=f"127.0.3.{number}",
            region_code="",
            answers=answers,
            annual_reports_path=COLUMN,
            otherwise=otherwise,
        )


Otherwise = Callable[[str], Answer | None]
Portal = tuple[Mapping[str, Answer], Otherwise]


def _portals() -> dict[str, Portal]:
    page = _page
    cookie, challenge = _CHALLENGE[1], _CHALLENGE[0]
    return {
        "sound": _with("sound", page("sound", FAULTY)),
        "storm": _storm(),
        "busy": _everywhere("busy", Answer(b"", status=503, headers={"Retry-After": "3600"})),
        "hanging": _with("hanging", Answer(b"", hangs=True)),
        "trickling": _with("trickling", replace(page("trickling", FAULTY), pace=0.2)),
        "cut": _with("cut", replace(page("cut", FAULTY), sent=4000)),
        "missing": _with("missing", html("<h1>404</h1>"), status=404),
        "soft": _with("soft", html("<title>404</title><p>您访问的页面不存在</p>")),
        "circular": _with("circular", Answer(b"", status=302, headers={"Location": path(FAULTY)})),
        "abroad": _abroad(),
        "mistyped": _with(
            "mistyped", replace(page("mistyped", FAULTY), content_type="application/x-unknown")
        ),
        "misnamed": _misnamed(),
        "challenge-412": _everywhere(
            "challenge-412", Answer(challenge, status=412, headers=cookie)
        ),
        "challenge-521": _with("challenge-521", Answer(challenge, status=521, headers=cookie)),
        "forbidding": _with("forbidding", page("forbidding", FAULTY), robots_txt=robots("/")),
        "robots-503": _with(
            "robots-503", page("robots-503", FAULTY), robots_txt=Answer(b"busy", status=503)
        ),
        "pager": _endless("pager", lambda n: f'<a href="{COLUMN}index_{n + 1}.html">下一页</a>'),
        "calendar": _endless(
            "calendar", lambda n: f'<a href="{COLUMN}{2001 + n}/">{2001 + n}年</a>'
        ),
        "heavy": _heavy(),
        "resting": _resting(),
    }


def _with(
    name: str, fault: Answer, status: int | None = None, robots_txt: Answer | None = None
) -> Portal:
    """Two sound reports, and one that answers like that."""
    fault = replace(fault, status=status) if status else fault
    answers = {
        "/robots.txt": robots_txt or robots(),
        COLUMN: html(_list(name, (*SOUND, FAULTY))),
        path(FAULTY): fault,
    }
    return answers | {path(year): _page(name, year) for year in SOUND}, _nothing


def _nothing(_: str) -> None:
    return None


def _everywhere(name: str, fault: Answer) -> Portal:
    answers, _ = _with(name, fault)
    return {p: fault for p in answers if p != "/robots.txt"}, lambda _: fault


def _storm() -> Portal:
    """Every page is too busy when it is asked for the first time, and comes at the second."""
    answers, _ = _with("storm", _page("storm", FAULTY))
    asked: Counter[str] = Counter()

    def answer(at: str) -> Answer | None:
        asked[at] += 1
        if at in answers and asked[at] == 1:
            return Answer(b"busy", status=503, headers={"Retry-After": "1"})
        return answers.get(at)

    return {"/robots.txt": robots()}, answer


def _resting() -> Portal:
    """A list of many reports, and then the wish to be left alone for an hour."""
    listed = html(_list("resting", tuple(range(2012, FAULTY + 1))))
    rest = Answer(b"busy", status=503, headers={"Retry-After": "3600"})
    return {"/robots.txt": robots(), COLUMN: listed}, lambda _: rest


def _abroad() -> Portal:
    answers, _ = _with("abroad", _page("abroad", FAULTY))
    away = {
        path(year): Answer(b"", status=302, headers={"Location": target})
        for year, target in _FOREIGN.items()
    }
    listed = html(_list("abroad", (*SOUND, *_FOREIGN, FAULTY)))
    return {**answers, COLUMN: listed, **away}, _nothing


def _misnamed() -> Portal:
    """GBK throughout, and everything says that it is UTF-8."""
    answers, otherwise = _with("misnamed", _page("misnamed", FAULTY))
    wrong = {
        p: replace(a, body=a.body.decode().encode("gb18030")) if p != "/robots.txt" else a
        for p, a in answers.items()
    }
    return wrong, otherwise


def _endless(name: str, more: Callable[[int], str]) -> Portal:
    """Every page of the list leads to one more, which has nothing new."""
    answers, _ = _with(name, _page(name, FAULTY))
    body = _list(name, (*SOUND, FAULTY))

    def answer(at: str) -> Answer | None:
        number = re.search(r"(?:index_|/20)(\d+)", at)
        return html(body + more(int(number[1]))) if number else None

    return {**answers, COLUMN: html(body + more(0))}, answer


def _heavy() -> Portal:
    """A report page with a file of two gigabytes."""
    attachment = '<a href="/files/all.zip">附件：年报.zip</a>'
    answers, _ = _with("heavy", html(_title("heavy", FAULTY) + attachment))
    size = 2 * 1024**3
    heavy = Answer(b"PK\x03\x04", "application/zip", stated=size, hangs=False)
    return {**answers, "/files/all.zip": heavy}, _nothing


def _agency(name: str) -> str:
    return f"示例县{name}局"


def _title(name: str, year: int) -> str:
    return f"{_agency(name)}{year}年政府信息公开工作年度报告"


def _page(name: str, year: int) -> Answer:
    told = replace(report("ningshan_slj_2022"), agency=_agency(name), year=year)
    article = render_html.article(replace(told, title=_title(name, year)))
    return html(
        f"<!DOCTYPE html><html><body><h1>{_title(name, year)}</h1>{article}</body></html>",
        date(year + 1, 1, 31),
    )


def _list(name: str, years: tuple[int, ...]) -> str:
    items = "".join(
        f'<li><a href="{path(year)}">{_title(name, year)}</a><span>{year + 1}-01-31</span></li>'
        for year in years
    )
    return f"<!DOCTYPE html><html><head><title>年报</title></head><body><ul>{items}</ul>"

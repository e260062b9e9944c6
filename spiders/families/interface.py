"""Any site whose list comes from an interface that its script calls: JSON, or HTML in pieces.

    $.ajax({url: "/site/label/8888", data: {organId: "21981", pageIndex: 1, pageSize: 15}, …})

Nothing is known of such an interface but what the script says. Its first page is asked for as the
script would, and then the next ones, by the parameter that is named like a page's number or an
offset, as long as they bring entries. The call travels in the address's fragment, which no server
sees, since the answer alone does not tell how to go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import splitext
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from spiders.families import Further, Link, Page
from spiders.pages import answers
from spiders.pages.call_pages import is_offset, moved, named_by, query_of, size_of, turned_by
from spiders.pages.html import absolute, base_of
from spiders.pages.links import anchors
from spiders.pages.page_counts import count_in, scripts_of
from spiders.pages.script_calls import Call, body_of, calls

ORDER: Final = 1
FALLBACK: Final = True  # heard where the page's own family offers no further pages
_MARK: Final = "called?"
_WORTH: Final = re.compile(r"\$\.|jQuery|axios|fetch\s*\(|Ls\.ajax|\.load\s*\(")
_LISTS: Final = re.compile(
    r"list|more|load|query|search|page|data|article|content|info|label|manuscript|json|get|api|channel|column|doc",
    re.I,
)
_NOISE: Final = re.compile(
    r"count|hits?\b|click|visit|stat|log|user|weather|suggest|captcha|verify|code\b|token|comment|share|vote|"
    r"praise|collect|session|\.(html?|shtml|js|css|png|jpe?g|gif|xml)(\?|$)",
    re.I,
)
_ENTRY: Final = re.compile(
    r"[\"']?([\w./:-]*[/?][\w./?&=%-]*=?)[\"']?\s*\+\s*[\w.\[\]]+\.(\w*id\w*)\b(?:\s*\+\s*[\"']([\w./?&=]+))?",
    re.I,
)
_PAGER: Final = re.compile(r"下一?页|尾页|末页|共\s*\d+\s*页")
_MOST_CALLS: Final = 3
_MOST_PAGES: Final = 200


@dataclass(frozen=True)
class _Asked:
    """The call that brought an answer: `entry` is how the page's script addresses an entry.

    `guessed`: nothing says that there is such a page.
    """

    call: Call
    first: int
    count: int
    entry: str
    guessed: bool = False


def recognise(page: Page) -> str | None:
    if _asked(page):
        return "an answer of the interface"
    called = next(_called(page), None)
    return called.address[:60] if called else None


def links(page: Page) -> list[Link]:
    """The entries of an answer; a page that calls has none of its own."""
    asked = _asked(page)
    if asked is None:
        return []
    found = answers.entries(page, asked.entry)
    pieces = [Page(page.url, html, page.encoding) for html in answers.html_in(page.text)]
    return found + [link for piece in pieces for link in anchors(piece)]


def further(page: Page) -> list[Further]:
    """From a page what its script asks for first; from an answer the next one."""
    asked = _asked(page)
    if asked is not None:
        return _next(page, asked)
    return first_calls(page)


def first_calls(page: Page) -> list[Further]:
    """What the page's script asks for first."""
    base, scripts = base_of(page.text, page.url), scripts_of(page)
    entry, found = _entry(scripts), []
    for call in list(dict.fromkeys(_called(page)))[:_MOST_CALLS]:
        url = absolute(base, call.address, page.encoding)
        if url:
            first = turned_by(url, call)
            asked = _Asked(call, first[1] if first else 1, count_in(scripts), entry)
            found.append(_ask(url, asked))
    return found


def is_first(page: Page) -> bool:
    """Whether it is what a page's script asks for first."""
    asked = _asked(page)
    numbered = turned_by(page.url, asked.call) if asked else None
    return asked is not None and (numbered is None or numbered[1] == asked.first)


def is_guessed(url: str) -> bool:
    """Whether that page is asked for only because the one before had entries."""
    return url.partition("#")[2].startswith(_MARK) and "guessed=1" in url.partition("#")[2]


def may_end_so(page: Page) -> bool:
    """Whether an answer that repeats the one before says that there are no more.

    One whose second page is its first, as long as was asked for, may not know how to turn.
    """
    asked = _asked(page)
    numbered = turned_by(page.url, asked.call) if asked and asked.guessed else None
    if asked is None or numbered is None:
        return False
    is_full = len(links(page) or anchors(page)) >= (size_of(page.url, asked.call) or 1)
    return not is_full or (not is_offset(numbered[0]) and numbered[1] > asked.first + 1)


def is_call(further: Further) -> bool:
    """Whether it is what a page's script would ask for, without sending anything."""
    return not further.form and further.url.partition("#")[2].startswith(_MARK)


def _called(page: Page) -> Iterator[Call]:
    if not _WORTH.search(page.text):
        return
    for call in calls(scripts_of(page), page.text):
        path = urlsplit(call.address).path
        told = path if not call.is_piece else splitext(path)[0]  # HTML is what a piece has to be
        if _LISTS.search(f"{path} {call.sent}") and not _NOISE.search(told):
            yield call


def _next(page: Page, asked: _Asked) -> list[Further]:
    entries = len(links(page)) or len(anchors(page))
    url, asked = _numbered(page, asked)
    numbered = turned_by(url, asked.call)
    if numbered is None or not entries:
        return []
    name, number = numbered
    told = answers.counts(page.text)
    asked = replace(asked, guessed=not (told.total or told.pages or asked.count))
    if is_offset(name):
        total = told.total or asked.count * size_of(page.url, asked.call)
        is_last, following = bool(total) and number + entries >= total, number + entries
    else:
        turned, size = (
            number - asked.first + 1,
            size_of(page.url, asked.call) or told.size or entries,
        )
        pages = told.pages or asked.count or -(-told.total // size)
        is_last, following = (bool(pages) and turned >= pages) or turned > _MOST_PAGES, number + 1
    return [] if is_last else [_ask(*_turned(url, asked, name, following))]


def _numbered(page: Page, asked: _Asked) -> tuple[str, _Asked]:
    """The address and the call, with the page's number that only the answer's pager names."""
    if turned_by(page.url, asked.call) or not _PAGER.search(page.text):
        return page.url, asked
    name = named_by(page.text)
    if name is None:
        return page.url, asked
    if asked.call.sent:
        call = replace(asked.call, sent=(*asked.call.sent, (name, "1")))
        return page.url, replace(asked, call=call)
    parts = urlsplit(page.url)
    return parts._replace(query=urlencode([*query_of(page.url), (name, "1")])).geturl(), asked


def _turned(url: str, asked: _Asked, name: str, number: int) -> tuple[str, _Asked]:
    call = asked.call
    sent = tuple(moved(call.sent, name, number))
    if sent != call.sent:
        return url, replace(asked, call=Call(call.address, sent, call.is_json))
    query = moved(query_of(url), name, number)
    parts = urlsplit(url)._replace(query=urlencode(query), fragment="")
    return parts.geturl(), asked


def _ask(url: str, asked: _Asked) -> Further:
    call = asked.call
    told = [("first", str(asked.first)), ("count", str(asked.count)), ("entry", asked.entry)]
    told += [("json", "1")] if call.is_json else []
    told += [("guessed", "1")] if asked.guessed else []
    marked = urlencode([*told, *(("sent." + k, v) for k, v in call.sent)])
    address = f"{url.partition('#')[0]}#{_MARK}{marked}"
    form = (("", body_of(call.sent)),) if call.is_json else call.sent
    return Further(address, form)


def _asked(page: Page) -> _Asked | None:
    fragment = page.url.partition("#")[2]
    if not fragment.startswith(_MARK):
        return None
    told = parse_qsl(fragment.removeprefix(_MARK), keep_blank_values=True)
    known = dict(told)
    sent = tuple((k.removeprefix("sent."), v) for k, v in told if k.startswith("sent."))
    call = Call(page.url.partition("#")[0], sent, "json" in known)
    first, count = int(known["first"]), int(known["count"])
    return _Asked(call, first, count, known["entry"], "guessed" in known)


def _entry(scripts: str) -> str:
    """How a script makes an entry's address of its number: `/detail.html?id={id}`."""
    found = _ENTRY.search(scripts)
    return f"{found[1]}{{{found[2]}}}{found[3] or ''}" if found else ""

"""Drop-down lists of a page: what they offer, and the addresses that their pairs lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from spiders.families import Link, Page
from spiders.pages import calls
from spiders.pages.html import absolute, base_of, text_of, tree

_YEAR: Final = re.compile(r"20\d\d")
_SENDS: Final = re.compile(r"submit\(\)", re.I)
_HANDS: Final = re.compile(r"(\w+)\(\s*(?:this\.value|this\.options)")
_GOES: Final = re.compile(
    r"(?:location(?:\.href)?\s*=|open\()\s*['\"]([^'\"]+)['\"]\s*\+\s*this\.value"
    r"(?:\s*\+\s*['\"]([^'\"]*)['\"])?"
)
_HIDDEN: Final = ".//input[@type='hidden'][@name]"
Choices = Mapping[str, Sequence[tuple[str, str]]]


def _choices(page: Page) -> Choices:
    """By the list's name (or id), in lower case: the values that it offers, with their texts."""
    root = tree(page.text)
    if root is None:
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for select in root.iter("select"):
        name = (select.get("name") or select.get("id") or "").lower()
        offered = [((o.get("value") or "").strip(), text_of(o)) for o in select.iter("option")]
        found[name] = [(value, text) for value, text in offered if value]
    return found


def pairs(page: Page, organ: Sequence[str], year: Sequence[str]) -> list[Link]:
    """A link for each organ and year that lists of these names offer.

    Without a list of organs, for the one in the page's own address. The parameters of the address
    bear the first names of `organ` and `year`.
    """
    offered = _choices(page)
    own = parse_qs(urlsplit(page.url).query).get(organ[0], [""])[0]
    organs = _first(offered, organ) or ([(own, "")] if own else [])
    years = [(m[0], text) for value, text in _first(offered, year) if (m := _YEAR.search(value))]
    root = urlsplit(page.url)._replace(query="", fragment="").geturl()
    return [
        Link(f"{root}?{urlencode({organ[0]: code, year[0]: number})}", f"{name}{number}年")
        for code, name in organs
        for number, _ in years
    ]


def submitted(page: Page) -> Iterator[Link]:
    """What the entries of a list lead to whose form is sent as soon as one is chosen."""
    root = tree(page.text) if "<select" in page.text else None
    for select in root.iter("select") if root is not None else ():
        form = next(select.iterancestors("form"), None)
        if form is None or not _SENDS.search(select.get("onchange") or ""):
            continue
        if (form.get("method") or "get").lower() != "get" or not select.get("name"):
            continue
        address = absolute(base_of(page.text, page.url), form.get("action") or page.url)
        hidden = {i.get("name"): i.get("value") or "" for i in form.xpath(_HIDDEN)}
        for option in select.iter("option"):
            if address and (value := (option.get("value") or "").strip()):
                query = urlencode({**hidden, select.get("name"): value}, encoding=page.encoding)
                url = urlsplit(address)._replace(query=query, fragment="").geturl()
                yield Link(url, text_of(option))


def called(page: Page) -> Iterator[Link]:
    """What the entries of a list lead to that is handed to a function, or to an address."""
    root = tree(page.text) if "<select" in page.text else None
    functions = calls.templates_in(page.text)
    for select in root.iter("select") if root is not None else ():
        script = select.get("onchange") or ""
        hands, goes = _HANDS.search(script), _GOES.search(script)
        template = functions.get(hands[1]) if hands else (goes[1], goes[2] or "") if goes else None
        for option in select.iter("option") if template else ():
            value = (option.get("value") or "").strip()
            address = f"{template[0]}{value}{template[1]}" if template and value else ""
            if url := absolute(base_of(page.text, page.url), address, page.encoding):
                yield Link(url, text_of(option))


def _first(offered: Choices, names: Sequence[str]) -> Sequence[tuple[str, str]]:
    return next((offered[name] for name in names if offered.get(name)), ())

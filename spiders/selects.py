"""Drop-down lists of a page: what they offer, and the addresses that their pairs lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from spiders.families import Link, Page
from spiders.html import text_of, tree

_YEAR: Final = re.compile(r"20\d\d")
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


def _first(offered: Choices, names: Sequence[str]) -> Sequence[tuple[str, str]]:
    return next((offered[name] for name in names if offered.get(name)), ())

"""Families of portals: how each kind of site lists and pages. Pure functions over a page.

A family is one module here with

    recognise(page) -> str | None      told from the page alone: the words that gave it away

and of these as many as its pages need, beside plain links and ordinary pagers:

    links(page)     -> list[Link]      entries that only this family's pages hide
    further(page)   -> list[Further]   the list's other pages
    columns(page)   -> list[Link]      columns of annual reports that no link names
    is_first(page)  -> bool            whether an answer may be what its list's page shows already

Adding a family is adding a file: modules are found by name. A page may show signs of several: all
of them are heard. `generic` is always heard, and names what shows none. One that says
`FALLBACK = True` is asked for further pages only where the others know of none.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page as received, decoded: HTML, or what a portal's own interface answers.

    `encoding` is that of the page as received: addresses in it are sent in it.
    """

    url: str
    text: str
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Link:
    """An entry of a list: absolute address, text as printed, date beside it (ISO) if any."""

    url: str
    title: str
    published: str | None = None


Form = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Further:
    """Another page of the same list; `form` is sent by POST when there is one."""

    url: str
    form: Form = ()


@dataclass(frozen=True)
class Family:
    """One module of this package."""

    name: str
    recognise: Callable[[Page], str | None]
    links: Callable[[Page], list[Link]]
    further: Callable[[Page], list[Further]]
    columns: Callable[[Page], list[Link]]
    is_first: Callable[[Page], bool]
    is_fallback: bool = False
    order: int = 0


@cache
def families() -> tuple[Family, ...]:
    """All families, by their `ORDER` (0 where a module says none), then their names."""
    found = [_family(name) for name in sorted(m.name for m in pkgutil.iter_modules(__path__))]
    return tuple(sorted(found, key=lambda family: family.order))


def families_of(page: Page, named: str | None = None) -> list[tuple[Family, str]]:
    """The families whose signs a page shows, each with that sign; `generic` is always among them.

    The one that the registry has `named` is heard even where its sign is missing.
    """
    told = [(family, family.recognise(page)) for family in families()]
    given = [(f, sign or "the registry") for f, sign in told if f.name == named]
    return given + [(f, sign) for f, sign in told if sign is not None and f.name != named]


def unique(links: Sequence[Link]) -> list[Link]:
    """Each address once: the first text that says something, with its date if any has one."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.setdefault(link.url, link)
        dated = link.published and not known.published and link.title == known.title
        if dated or not known.title:
            best[link.url] = link
    return list(best.values())


def _family(name: str) -> Family:
    module = importlib.import_module(f"{__name__}.{name}")
    links, further, columns = (
        getattr(module, offered, _nothing) for offered in ("links", "further", "columns")
    )
    first = getattr(module, "is_first", _never)
    last, order = getattr(module, "FALLBACK", False), getattr(module, "ORDER", 0)
    return Family(name, module.recognise, links, further, columns, first, last, order)


def is_first(page: Page) -> bool:
    """Whether an answer may be what its list's page shows already: only the next has more."""
    return any(family.is_first(page) for family in families())


def _never(_: Page) -> bool:
    return False


def _nothing(_: Page) -> list[Any]:
    return []

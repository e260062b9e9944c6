"""Families of portals: how each kind of site lists and pages. Pure functions over (url, text).

A family is one module here with

    recognise(page) -> bool            told from the page alone
    links(page)     -> list[Link]      the entries that only this family's pages hide
    further(page)   -> list[Further]   the list's other pages

Adding a family is adding a file: modules are found by name, `generic` comes last and takes all.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast


@dataclass(frozen=True)
class Page:
    """A page as received, decoded: HTML, or what a portal's own interface answers."""

    url: str
    text: str


@dataclass(frozen=True)
class Link:
    """An entry of a list: absolute address, text as printed, date beside it (ISO) if any."""

    url: str
    title: str
    published: str | None = None


@dataclass(frozen=True)
class Further:
    """Another page of the same list; `form` is sent by POST when there is one."""

    url: str
    form: tuple[tuple[str, str], ...] = ()


class Family(Protocol):
    """What a module of this package offers."""

    __name__: str

    def recognise(self, page: Page) -> bool: ...

    def links(self, page: Page) -> list[Link]: ...

    def further(self, page: Page) -> list[Further]: ...


@cache
def families() -> tuple[Family, ...]:
    """All families, in the order of their names, `generic` last."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    names.sort(key=lambda name: name == "generic")
    return tuple(cast("Family", importlib.import_module(f"{__name__}.{name}")) for name in names)


def name_of(family: Family) -> str:
    """`hanweb` for the module spiders.families.hanweb."""
    return family.__name__.rpartition(".")[2]


def family_for(page: Page, wanted: str | None = None) -> Family:
    """The family of a page: the one named (in the registry, or by the page before), else told."""
    named = [f for f in families() if name_of(f) == wanted]
    told = (f for f in families() if f.recognise(page))
    return named[0] if named else next(told)


def unique(links: Sequence[Link]) -> list[Link]:
    """Each address once; the first text that says something wins."""
    best: dict[str, Link] = {}
    for link in links:
        if link.url not in best or not best[link.url].title:
            best[link.url] = link
    return list(best.values())

"""Addresses that change with every request: `?t=1732579200`, `?rnd=0.4821`, a session's number.

Such a part is told by its value: the clock of the moment of asking, a fraction that a script drew.
A bare number (`?t=3`) or whatever is named like a document's number (`id`, `no`, `code` …) is none,
until it has shown what it is: night after night it changed, and what came under the same title was
the same to the byte. Two addresses are one only if their entries have the same title as well, and
no page has both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from pipelines.fetch_log import Known
from spiders.pages.addresses import canonical
from vocabulary.text import squash

_OF_A_DOCUMENT: Final = re.compile(
    r"id$|no$|num|code|key|guid|doc|art|info|col|chan|cat|year|page", re.I
)
NONE: Final[frozenset[tuple[str, str]]] = frozenset()
_DRAWN: Final = re.compile(r"^(_|_t|rnd|rand|random\w*|no_?cache|timestamp|time_?stamp)$", re.I)
_SESSION: Final = re.compile(r"^(\w*sess(ion)?_?id|sid|token)$", re.I)
_TOKEN: Final = re.compile(r"(?=.*\d)(?=.*[a-zA-Z])[\w-]{16,}")
_NUMBERS: Final = re.compile(r"[0-9a-f]{8}[0-9a-f-]*|\d+")
_FRACTION: Final = re.compile(r"0?\.\d{6,}")
_DATE_TEXT: Final = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{4} .*(GMT|UTC)")
_NEAR: Final = timedelta(days=2)
_EARLIEST: Final = datetime(2008, 1, 1, tzinfo=UTC)
_CHINA: Final = timedelta(hours=8)
_FORMATS: Final = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_TOGETHER: Final = timedelta(hours=12)  # what was asked for in one night
_PROOFS: Final = 3  # times that a part changed on a page and nothing else did


def steady(
    url: str, moment: datetime, *, ever: bool = False, drawn: frozenset[tuple[str, str]] = NONE
) -> str | None:
    """The address without what changes with every request at that `moment`; None: nothing does.

    With `ever`, at any moment before: an address that was met long ago. `drawn` are parts that have
    shown it, each as (page, name).
    """
    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    page = _page(url) if drawn else ""
    left = [
        (name, value)
        for name, value in query
        if (page, name) not in drawn and not _changes(name, value, moment, ever)
    ]
    if len(left) == len(query):
        return None
    return canonical(urlsplit(url)._replace(query=urlencode(left)).geturl())


@dataclass(frozen=True)
class Met:
    """What earlier runs asked for, by what of its address is steady, and by its title."""

    asked: Mapping[str, Known]
    moment: datetime

    def again(self, url: str, title: str, beside: Counter[tuple[str, str]]) -> str:
        """The address under which the entry was met before; the one given if it was not.

        `beside` counts the entries of its page, as `keys` tells them.
        """
        key = self._key(url, title)
        if key is None or url in self.asked or beside[key] > 1:
            return url
        known = self._index.get(key, [])
        times = sorted(map(self._met_at, known))
        if not times or any(b - a < _TOGETHER for a, b in pairwise(times)):
            return url
        return max(known, key=self._met_at)

    def keys(self, entries: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
        """How many different addresses of these (address, title) are one but for what changes."""
        keys = (self._key(url, title) for url, title in set(entries) if "?" in url)
        return Counter(key for key in keys if key is not None)

    def _key(self, url: str, title: str) -> tuple[str, str] | None:
        address = steady(url, self.moment, drawn=self._drawn) if "?" in url else None
        return (address, squash(title)) if address else None

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[str]]:
        index = defaultdict(list)
        for url, known in self.asked.items():
            if "?" not in url or not known.link_text or known.failures:
                continue
            if address := steady(url, self.moment, ever=True, drawn=self._drawn):
                index[address, squash(known.link_text)].append(url)
        return index

    @cached_property
    def _drawn(self) -> frozenset[tuple[str, str]]:
        """Parts of the query that changed, as (page, name), where all else stayed as it was."""
        alike = defaultdict(list)
        for url, known in self.asked.items():
            if "?" in url and known.link_text and known.payload_sha256 and not known.failures:
                place = url.partition("?")[0], squash(known.link_text), known.payload_sha256
                alike[place].append(url)
        proofs: Counter[tuple[str, str]] = Counter()
        for (address, _, _), urls in alike.items():
            proofs.update((_page(address), name) for name in self._changed(urls))
        return frozenset(part for part, times in proofs.items() if times >= _PROOFS)

    def _changed(self, urls: list[str]) -> Iterator[str]:
        """The one part by which each differs from the address asked for the nights before."""
        for one, other in pairwise(sorted(urls, key=self._met_at)):
            apart = self._met_at(other) - self._met_at(one)
            differing = _query(one).items() ^ _query(other).items()
            names = {name for name, _ in differing}
            if apart >= _TOGETHER and len(names) == 1 and len(differing) == 2:
                yield from (name for name in names if not _OF_A_DOCUMENT.search(name))

    def _met_at(self, url: str) -> datetime:
        """When a list first had the address: later it is asked for even if none has it."""
        known = self.asked[url]
        return known.first_attempt or known.last_success or known.last_attempt


def _page(url: str) -> str:
    """The kind of page: an address without its query, whatever its numbers."""
    return _NUMBERS.sub("0", url.partition("?")[0].partition("://")[2].lower())


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _changes(name: str, value: str, moment: datetime, ever: bool) -> bool:
    if _SESSION.match(name):
        return bool(_TOKEN.fullmatch(value))
    if _DRAWN.match(name):
        return True
    if _OF_A_DOCUMENT.search(name):
        return False
    if _FRACTION.fullmatch(value) or _DATE_TEXT.match(value):
        return True
    clock = _clock(value)
    earliest = _EARLIEST if ever else moment - _NEAR
    return clock is not None and earliest <= clock <= moment + _NEAR


def _clock(value: str) -> datetime | None:
    """The moment that digits may stand for: seconds or milliseconds, or 20241126093000."""
    if not value.isdigit() or not value.isascii():
        return None
    if form := _FORMATS.get(len(value)):
        try:
            return datetime.strptime(value, form).replace(tzinfo=UTC) - _CHINA
        except ValueError:
            return None
    seconds = {10: 1, 13: 1000}.get(len(value))
    return datetime.fromtimestamp(int(value) / seconds, UTC) if seconds else None

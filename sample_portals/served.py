"""Sample portals at work: where they are, what they were asked, and what they answer."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from sample_portals import registry
from sample_portals.site import Answer, Site, not_found


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in, and the status that it was answered with (0: never answered).

    `form` is what was sent along.
    """

    time: float
    portal_id: str
    host: str
    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    form: str = ""


@dataclass(slots=True)
class Served:
    """The running portals: where they are, what they were asked, and what they answer."""

    port: int
    sites: tuple[Site, ...]
    log: list[Request] = field(default_factory=list)
    active: Counter[str] = field(default_factory=Counter)
    most_active: Counter[str] = field(default_factory=Counter)
    closing: threading.Event = field(default_factory=threading.Event)
    counting: threading.Lock = field(default_factory=threading.Lock)
    _changed: dict[tuple[str, str], Answer | None] = field(default_factory=dict)

    def url(self, portal_id: str, path: str = "/") -> str:
        """The full URL of a path of one portal."""
        return f"http://{self._site(portal_id).host}:{self.port}{path}"

    def replace(self, portal_id: str, path: str, answer: Answer | None) -> None:
        """From now on that path answers differently (a report re-issued); None: it is gone."""
        self._changed[(self._site(portal_id).portal_id, _key(path))] = answer

    def answer(self, site: Site, path: str, form: str = "") -> Answer:
        """What the portal says to that path, whatever the order of the query's parts.

        What a `form` sends counts as part of the query, where the portal knows such a path.
        """
        key = _key(path)
        if (site.portal_id, key) in self._changed:
            return self._changed[(site.portal_id, key)] or not_found()
        known = {_key(p): a for p, a in site.answers.items()}
        sent = f"{path}{'&' if '?' in path else '?'}{form}" if form else path
        for asked in dict.fromkeys((sent, path)):
            if found := known.get(_key(asked)) or site.otherwise(asked):
                return found
        return not_found()

    def registry_csv(self) -> str:
        """The registry of these portals, for `gongkai nightly --portals FILE`."""
        return registry.as_csv(self.sites, self.port)

    def _site(self, portal_id: str) -> Site:
        for site in self.sites:
            if site.portal_id == portal_id:
                return site
        names = ", ".join(s.portal_id for s in self.sites)
        raise KeyError(f"no sample portal {portal_id!r}; there are: {names}")


def _key(path: str) -> str:
    parts = urlsplit(path)
    return f"{parts.path}?{sorted(parse_qsl(parts.query))}"

"""Hosts that do not answer: given up after two attempts; when none answers, the run is offline.

Only failures to resolve or to connect count. A run that is offline says nothing about portals.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from pipelines.crawl_state import state_of
from spiders.domains import site
from spiders.middlewares.waiting import take_out
from spiders.reasons import reason_of

_UNREACHABLE: Final = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
_ATTEMPTS: Final = 2  # on a host that never answered in this run
_PATIENCE: Final = 6  # in a row, on a host that did: single pages may hang


class HostDoesNotAnswerError(IgnoreRequest):
    """Earlier requests to this host failed to connect; it is left alone for this run."""


class ReachabilityMiddleware:
    """Counts failures per host and decides that a host, or the whole run, has no answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most = crawler.settings.getint("GONGKAI_OFFLINE_HOSTS")
        self._failures: Counter[str] = Counter()
        self._reasons: dict[str, str] = {}
        self._sites: Counter[str] = Counter()
        self._alive: set[str] = set()
        self._decided = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Leave a dead host alone."""
        if broken := state_of(self._crawler).archive.broken:
            raise HostDoesNotAnswerError(broken)  # what cannot be kept is not asked for
        host = urlsplit(request.url).netloc
        if self._failures[host] >= self._patience(host):
            raise self._given_up(host)

    def _patience(self, host: str) -> int:
        return _PATIENCE if host in self._alive else _ATTEMPTS

    def _given_up(self, host: str) -> HostDoesNotAnswerError:
        attempts = f"{self._failures[host]} attempts in a row ({self._reasons[host]})"
        return HostDoesNotAnswerError(f"{host} did not answer {attempts}; left for the next run")

    def process_response(self, request: Request, response: Response) -> Response:
        """Any answer is a sign of life."""
        state_of(self._crawler).answered = True
        self._alive.add(urlsplit(request.url).netloc)
        self._failures.pop(urlsplit(request.url).netloc, None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count; stop the run when nothing at all answers."""
        if not isinstance(exception, _UNREACHABLE):
            return
        host = urlsplit(request.url).netloc
        self._failures[host] += 1
        self._reasons[host] = reason_of(exception)
        self._sites[site(request.url) or request.url] += 1
        if self._failures[host] >= self._patience(host):
            take_out(self._crawler, host, lambda: self._given_up(host))
        if not self._alive and not self._decided and self._all_dead():
            self._decided = True
            state_of(self._crawler).offline = True
            stop = self._crawler.engine.close_spider_async(reason="offline")
            self._stopping = asyncio.ensure_future(stop)

    def _all_dead(self) -> bool:
        if len(self._sites) >= self._most:
            return True
        return all(self._sites[s] >= _ATTEMPTS for s in state_of(self._crawler).sites)

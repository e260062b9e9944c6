"""Hosts that turn the crawler away are left alone for the rest of the run.

A challenge (412, 521, a page that asks to be solved) is met once and not again: what is behind it
is `blocked`, never circumvented. A host that has too much to do and says so again and again, or
asks for more patience than a night has, is left for the next run. What waits for its turn in
Scrapy's queue has passed the middlewares already: it is taken out.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from pipelines.items import Context
from spiders.middlewares.waiting import take_out

BUSY: Final = frozenset({429, 503})
_CHALLENGES: Final = frozenset({412, 521})
_MOST_BUSY: Final = 6  # answers in a row
_MOST_REFUSED: Final = 5  # likewise; a single page may be behind a log-in


class HostLeftAloneError(IgnoreRequest):
    """The host has turned the crawler away in this run; `code` is the problem that it is."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class LeftAloneMiddleware:
    """Remembers per host why it is left alone."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.answered, signals.response_downloaded)
        self._cap = crawler.settings.getfloat("GONGKAI_CRAWL_DELAY_CAP")
        self._left: dict[str, tuple[str, str]] = {}
        self._busy: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises HostLeftAloneError."""
        if left := self._left.get(urlsplit(request.url).netloc):
            raise HostLeftAloneError(*left)

    def answered(self, response: Response, request: Request) -> None:
        """Before the host's next request: what the answer alone says."""
        host = urlsplit(request.url).netloc
        if left := self._asks_for_peace(host, response) or _challenge(host, request, response):
            self._leave(host, left)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count what turns away; a page that comes ends the count."""
        host = urlsplit(request.url).netloc
        if _is_asked(request) and (left := self._counted(host, request, response)):
            self._leave(host, left)
        return response

    def _leave(self, host: str, why: tuple[str, str]) -> None:
        """From now on nothing more goes there, not even what waits for its turn."""
        self._left.setdefault(host, why)
        take_out(self._crawler, host, lambda: HostLeftAloneError(*self._left[host]))

    def _asks_for_peace(self, host: str, response: Response) -> tuple[str, str] | None:
        patience = retry_after(response) or 0.0
        if response.status not in BUSY or patience <= self._cap:
            return None
        return "unreachable", f"{host} asked to be left alone for {patience:.0f} seconds"

    def _counted(self, host: str, request: Request, response: Response) -> tuple[str, str] | None:
        self._busy[host] = self._busy[host] + 1 if response.status in BUSY else 0
        self._refused[host] = self._refused[host] + 1 if _is_blocked(request) else 0
        if self._refused[host] >= _MOST_REFUSED:
            return (
                "blocked",
                f"{host} refused {_MOST_REFUSED} pages in a row: left alone until the next run",
            )
        if self._busy[host] >= _MOST_BUSY:
            told = f"{host} had too much to do {_MOST_BUSY} times in a row"
            return "unreachable", f"{told}: left for the next run"
        return None


def _is_asked(request: Request) -> bool:
    """Not a robots.txt: one that cannot be had forbids; it says nothing of the pages."""
    return isinstance(request.meta.get("context"), Context)


def _challenge(host: str, request: Request, response: Response) -> tuple[str, str] | None:
    if response.status not in _CHALLENGES or not _is_asked(request):
        return None
    return "blocked", f"{host} sent a challenge: it is left alone until the next run"


def retry_after(response: Response) -> float | None:
    """Seconds that the answer asks to wait (RFC 9110, 10.2.3: seconds or a date); None for none."""
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), 0.0)


def _is_blocked(request: Request) -> bool:
    """Whether what came was judged to be a refusal, a challenge or a log-in wall."""
    problem = request.meta.get("archived", {}).get("problem") or {}
    return problem.get("code") == "blocked"

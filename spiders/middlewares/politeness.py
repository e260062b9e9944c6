"""Crawl-delay obeyed, and backing off from hosts that say they have too much to do.

The setting DOWNLOAD_DELAY is the least; robots.txt may ask for more, up to the cap. A 429 or 503
doubles the host's delay, or does what its Retry-After says, up to the cap.
"""

from __future__ import annotations

import time
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser

from spiders.middlewares.left_alone import BUSY, retry_after


class PolitenessMiddleware:
    """Sets the delay of each host's slot."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._cap = crawler.settings.getfloat("GONGKAI_CRAWL_DELAY_CAP")
        self._agent = str(crawler.settings["USER_AGENT"])
        crawler.signals.connect(self.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(self.answered, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def robots_parsed(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """Take the host's Crawl-delay over."""
        asked = robotparser.rp.crawl_delay(self._agent)
        if asked is not None:
            self._slow_down(request, float(asked))

    def answered(self, response: Response, request: Request) -> None:
        """Before the slot's next request: the delay counts from now on, and grows if asked to.

        Scrapy counts from a request's start, so that a slow host would be asked without a pause.
        """
        if response.status in BUSY:
            asked = retry_after(response)
            delay = asked if asked is not None else 2 * max(self._delay(request), 1.0)
            self._slow_down(request, delay)
        slot = self._crawler.engine.downloader.slots.get(self._host(request))
        if slot is not None:
            slot.lastseen = time.monotonic()

    def _host(self, request: Request) -> str:
        return urlsplit(request.url).hostname or ""

    def _delay(self, request: Request) -> float:
        slots = self._crawler.engine.downloader.per_slot_settings
        least = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        return float(slots.get(self._host(request), {}).get("delay", least))

    def _slow_down(self, request: Request, delay: float) -> None:
        """For the slot that is there, and for those that Scrapy makes anew after a pause."""
        delay = max(self._delay(request), min(delay, self._cap))
        downloader, host = self._crawler.engine.downloader, self._host(request)
        downloader.per_slot_settings.setdefault(host, {})["delay"] = delay
        if host in downloader.slots:
            downloader.slots[host].delay = delay

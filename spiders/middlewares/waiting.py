"""What waits in Scrapy's queue for its host's turn: it has passed the middlewares already."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from scrapy.crawler import Crawler


def take_out(crawler: Crawler, netloc: str, why: Callable[[], Exception]) -> None:
    """Let all requests to this host and port fail that were let through and not sent yet."""
    slots = crawler.engine.downloader.slots if crawler.engine else {}
    slot = slots.get(urlsplit(f"//{netloc}").hostname or "")
    if slot is None:
        return
    for waiting in [one for one in slot.queue if urlsplit(one[0].url).netloc == netloc]:
        slot.queue.remove(waiting)
        waiting[1].errback(why())

"""Outside a portal's hours nothing is asked, and nothing is said of what was not asked."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from pipelines.crawl_state import state_of
from pipelines.items import Context
from pipelines.postponed import PostponedError
from spiders.hours import CHINA, Hours


class OutsideHoursError(PostponedError):
    """The portal's hours are over; it is asked again in the next run."""


class HoursMiddleware:
    """Lets no request through outside its portal's hours."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OutsideHoursError."""
        context, state = request.meta.get("context"), state_of(self._crawler)
        if not isinstance(context, Context):  # a robots.txt: asked for a request that was let in
            return
        hours = state.hours.get(context.portal_id)
        if hours and not Hours.parse(hours).open_at(datetime.now(CHINA)):
            state.postponed.add(context.portal_id)
            raise OutsideHoursError(f"{request.url}: outside the hours {hours}")

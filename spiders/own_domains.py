"""Only a portal's own domains are asked: links and redirects that lead elsewhere end here.

Hijacked and mirror copies of reports exist on unrelated domains, with names replaced.
"""

from __future__ import annotations

from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from pipelines.crawl_state import state_of
from pipelines.items import Context
from spiders.domains import same_site

_ROBOTS_TIMEOUT: Final = 25.0  # seconds: the first sign of life, soon enough to notice "offline"


class ForeignDomainError(IgnoreRequest):
    """The address lies outside the portal's own domains."""


class OwnDomainsMiddleware:
    """Drops what leads off the portal; notes whose host it is, for its robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises ForeignDomainError for an address of somebody else's."""
        context = request.meta.get("context")
        if not isinstance(context, Context):
            request.meta["download_timeout"] = _ROBOTS_TIMEOUT
            return
        home = str(request.meta["home_url"])
        if not same_site(request.url, home):
            message = f"{request.url} is not on the portal's own domain ({home})"
            raise ForeignDomainError(message)
        state_of(self._crawler).hosts.setdefault(urlsplit(request.url).netloc, context.portal_id)

"""Only a portal's own domains are asked: links and redirects that lead elsewhere end here.

Hijacked and mirror copies of reports exist on unrelated domains, with names replaced. A name of the
portal's own domain may still lead into a private network: but for the hosts that the registry
names, it must resolve to a public address. Scrapy keeps what was resolved for the whole process,
so what is looked at here is what is connected to.
"""

from __future__ import annotations

from typing import Any, Final, Self, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from pipelines.crawl_state import state_of
from pipelines.items import Context
from spiders.domains import is_public, same_site

_ROBOTS_TIMEOUT: Final = 25.0  # seconds: the first sign of life, soon enough to notice "offline"


class ForeignDomainError(IgnoreRequest):
    """The address lies outside the portal's own domains."""


class OwnDomainsMiddleware:
    """Drops what leads off the portal; notes whose host it is, for its robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._for_files = crawler.settings.getfloat("GONGKAI_ATTACHMENT_TIMEOUT")
        self._public: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises ForeignDomainError for an address of somebody else's."""
        context = request.meta.get("context")
        if not isinstance(context, Context):
            request.meta["download_timeout"] = min(_ROBOTS_TIMEOUT, self._longest)
            home = str((request.meta.get("redirect_urls") or [request.url])[0])
        else:
            home = str(request.meta["home_url"])
            if context.purpose in ("attachment", "image"):
                request.meta["download_timeout"] = self._for_files
            hosts = state_of(self._crawler).hosts
            hosts.setdefault(urlsplit(request.url).netloc, context.portal_id)
        if not same_site(request.url, home):
            message = f"{request.url} is not on the portal's own domain ({home})"
            raise ForeignDomainError(message)
        await self._refuse_private(urlsplit(request.url).hostname or "", request.url)

    async def _refuse_private(self, host: str, url: str) -> None:
        if host in state_of(self._crawler).registered_hosts:
            return
        if host not in self._public:
            self._public[host] = await _resolves_to_public(host)
        if not self._public[host]:
            raise ForeignDomainError(f"{url}: the name leads into a private network")


async def _resolves_to_public(host: str) -> bool:
    """Whether a name leads to the open internet; one that leads nowhere will fail by itself."""
    from twisted.internet import reactor

    found: Deferred[str] = cast("Any", reactor).resolve(host)  # its type varies by version
    try:
        return is_public(await maybe_deferred_to_future(found))
    except DNSLookupError:
        return True

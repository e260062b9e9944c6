"""Of a robots.txt, its first 512 kibibytes count (RFC 9309, 2.5 asks for 500 at least).

It is unpacked here, nearer the network than Scrapy's own unpacking: that would refuse one that
unpacks without end, and the crawl would then go on without any rules.
"""

from __future__ import annotations

import zlib
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from pipelines.crawl_state import state_of
from pipelines.facts import write_or_hold
from pipelines.items import Context, PortalProblem

_MOST: Final = 512 * 1024  # bytes
_WINDOW: Final = {b"gzip": 31, b"x-gzip": 31, b"deflate": 47}


class RobotsSizesMiddleware:
    """Shortens what is too long, and says so."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Only for requests that no portal's look made: those are for a robots.txt."""
        if isinstance(request.meta.get("context"), Context) or response.status != 200:
            return response
        body = _unpacked(response)
        if len(body) > _MOST:
            body = body[:_MOST].rpartition(b"\n")[0]
            self._tell(response)
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        return response.replace(body=body, headers=headers)

    def _tell(self, response: Response) -> None:
        state = state_of(self._crawler)
        portal_id = state.hosts.get(urlsplit(response.url).netloc)
        message = f"{response.url} is longer than {_MOST} bytes: only the rules at its beginning "
        problem = PortalProblem(portal_id or "", response.url, "too_large", message + "are obeyed")
        write_or_hold(state, problem)


def _unpacked(response: Response) -> bytes:
    """One byte more than counts at most; as it came where it cannot be unpacked."""
    packing = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if packing not in _WINDOW:
        return bytes(response.body[: _MOST + 1])
    try:
        unpacker = zlib.decompressobj(wbits=_WINDOW[packing])
        return unpacker.decompress(response.body, _MOST + 1)
    except zlib.error:
        return bytes(response.body[: _MOST + 1])

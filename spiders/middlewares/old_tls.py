"""TLS 1.0, weak ciphers and weak keys, for the hosts of portals whose registry row allows them.

Scrapy's usual handler cannot speak them whatever its settings, the one by aiohttp can. It serves
those hosts alone. Certificates are not verified for any portal (half of the chains are broken):
what makes a report believable is its archived copy, not its line.
"""

from __future__ import annotations

import ssl
import warnings
from typing import Final
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from pipelines.crawl_state import state_of

_CIPHERS: Final = "ALL:@SECLEVEL=0"


class TlsHandler(BaseDownloadHandler):
    """Chooses between the two by the request's host."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._usual = HTTP11DownloadHandler(crawler)
        self._old: _OldTls | None = None

    async def download_request(self, request: Request) -> Response:
        """As the two handlers do."""
        if urlsplit(request.url).hostname not in state_of(self.crawler).old_tls:
            return await self._usual.download_request(request)
        self._old = self._old or _OldTls(self.crawler)
        request.meta["verbatim_url"] = True  # the address as it is, GBK escapes included
        return await self._old.download_request(request)

    async def close(self) -> None:
        """Give up both handlers' connections."""
        await self._usual.close()
        if self._old:
            await self._old.close()


class _OldTls(AiohttpDownloadHandler):
    experimental = False  # it says so at every start; it is used where nothing else works

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._ssl_context = old_context()


def old_context() -> ssl.SSLContext:
    """A client that takes whatever the server has left, down to TLS 1.0."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers(_CIPHERS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that is what it is for
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context

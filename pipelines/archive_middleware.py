"""The downloader middleware nearest the network: every exchange goes into the archive as received.

It also asks conditionally (If-None-Match, If-Modified-Since from the fetch log). The spider always
gets a whole page: after a 304 the archived copy, flagged `not_modified`.
"""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.headers import Headers

from pipelines.archive_writer import IDENTICAL, NOT_MODIFIED, Exchange, Place
from pipelines.archived import archived_response
from pipelines.crawl_state import CrawlState, state_of
from pipelines.endings import missing_end
from pipelines.facts import write_or_hold
from pipelines.fetch_log import Copy, Known
from pipelines.items import DOCUMENT_PURPOSES, Context, PortalProblem
from pipelines.links_digest import links_digest
from pipelines.picture import is_ornament
from pipelines.postponed import PostponedError
from pipelines.validate import verdict

_CONDITIONAL = frozenset({"home", "list", "report", "part", "attachment", "image"})
_LISTS = frozenset({"home", "list"})


class ArchiveMiddleware:
    """See the module's docstring. Facts of the exchange are left in `response.meta["archived"]`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def _state(self) -> CrawlState:
        return state_of(self._crawler)

    def process_request(self, request: Request) -> None:
        """Add the validators of the copy that the archive holds."""
        known = self._known(request)
        if known is None or _context(request).purpose not in _CONDITIONAL:
            return
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Archive what came; hand on what the spider can use."""
        if response.status == 304:
            return self._not_modified(request, response)
        self._state.counts["requests"] += 1
        facts = self._facts(request, response, body := _decoded(response, self._largest + 1))
        place, facts = self._keep(request, response, facts, body)
        archived = {**facts, "warc_file": place.warc_file, "warc_offset": place.warc_offset}
        request.meta["archived"] = archived
        self._state.count(facts)
        self._look_at_its_end(facts, body)
        return response

    def _look_at_its_end(self, facts: dict[str, Any], body: bytes) -> None:
        """A file without its end is kept, and what is missing said with it."""
        is_document = facts["purpose"] in DOCUMENT_PURPOSES and facts["error"] is None
        if is_document and facts["status"] == 200 and (message := missing_end(body)):
            told = (facts["portal_id"], facts["final_url"], "cut_short")
            write_or_hold(self._state, PortalProblem(*told, message, facts["payload_sha256"]))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A failed attempt leaves no bytes: a metadata record alone.

        So does a document that was known and not asked for (robots.txt, a foreign domain, a host
        that turns away): without it, it would seem never to have been listed.
        """
        if isinstance(exception, PostponedError) or self._state.archive.broken:
            return
        refused = isinstance(exception, IgnoreRequest)
        if refused and _context(request).purpose not in DOCUMENT_PURPOSES:
            return
        self._state.counts["requests"] += not refused
        error = f"{type(exception).__name__}: {exception}".rstrip(": ")[:500]
        facts = self._state.facts("attempt", request.url, _context(request), _asked_url(request))
        facts["error"] = error
        self._state.archive.metadata(facts, request.url)
        self._state.count(facts)

    def _keep(
        self, request: Request, response: Response, facts: dict[str, Any], body: bytes
    ) -> tuple[Place, dict[str, Any]]:
        exchange = _exchange(response, facts["fetched_at"])
        known = self._known(request)
        if known and self._same_links(facts, known):
            place = Place(known.warc_file or "", known.warc_offset or 0)
            facts |= {"refers_to": place.__dict__, "payload_sha256": known.payload_sha256}
            facts["unchanged_links"] = True
            self._state.archive.metadata(facts, response.url)
            return place, facts
        first = self._state.log.payloads.get(facts["payload_sha256"]) if body else None
        if first and response.status == 200:
            place = Place(first.warc_file, first.warc_offset)
            facts["refers_to"] = place.__dict__
            origin = Exchange(first.url, first.date, 200, (), b"")
            self._state.archive.revisit(facts, exchange, IDENTICAL, origin)
            return place, facts
        place = self._state.archive.response(facts, exchange)
        if response.status == 200 and body:
            copy = Copy(place.warc_file, place.warc_offset, exchange.url, exchange.date)
            self._state.log.payloads[facts["payload_sha256"]] = copy
        return place, facts

    def _same_links(self, facts: dict[str, Any], known: Known) -> bool:
        return (
            facts["purpose"] in _LISTS
            and facts["status"] == 200
            and facts["error"] is None
            and known.held
            and facts["links_digest"] is not None
            and facts["links_digest"] == known.links_digest
        )

    def _not_modified(self, request: Request, response: Response) -> Response | Request:
        known = self._known(request)
        if known is None:
            return _unconditional(request)
        copy = archived_response(self._state.archive_folder, request.url, known)
        if copy is None:
            return _unconditional(request)
        self._state.counts["requests"] += 1
        facts = self._facts(request, response, b"")
        facts |= {
            "refers_to": {"warc_file": known.warc_file, "warc_offset": known.warc_offset},
            "payload_sha256": known.payload_sha256,
            "payload_size": len(copy.body),
            "content_type": known.content_type,
            "links_digest": known.links_digest,
        }
        exchange = _exchange(response, facts["fetched_at"])
        date = known.last_success or datetime.now(UTC)
        first = Exchange(response.url, _warc_date(date), 200, (), b"")
        self._state.archive.revisit(facts, exchange, NOT_MODIFIED, first)
        request.meta["archived"] = {**facts, **facts["refers_to"]}
        self._state.count(facts)
        return copy

    def _facts(self, request: Request, response: Response, body: bytes) -> dict[str, Any]:
        context = _context(request)
        content_type = _text(response.headers.get("Content-Type"))
        facts = self._state.facts("exchange", response.url, context, _asked_url(request))
        facts |= {
            "status": response.status,
            "content_type": content_type,
            "payload_sha256": hashlib.sha256(body).hexdigest(),
            "payload_size": len(body),
            "etag": _text(response.headers.get("ETag")),
            "last_modified": _text(response.headers.get("Last-Modified")),
        }
        if context.purpose in _LISTS and response.status == 200:
            facts["links_digest"] = links_digest(body)
        asked: str | None = _asked_url(request)
        judged = (context.purpose, response.url, response.status, content_type, body)
        asked = asked if asked != response.url else None
        may_be_empty = bool(request.meta.get("may_be_empty"))
        if found := verdict(*judged, asked, may_be_empty=may_be_empty):
            facts["error"] = ": ".join(found)
            facts["problem"] = {"code": found[0], "message": found[1]}
        elif len(body) > self._largest:
            facts["error"] = f"too_large: unpacks to more than {self._largest} bytes"
        elif response.status >= 400:
            facts["error"] = f"HTTP {response.status}"
        elif context.purpose == "image" and is_ornament(body):
            facts["purpose"] = "ornament"
        return facts

    def _known(self, request: Request) -> Known | None:
        """What the archive holds of this very URL: not of the one that redirected to it."""
        if request.method != "GET" or request.meta.get("unconditional"):
            return None
        known = self._state.log.exchanged.get(request.url)
        return known if known and known.held and not known.failures else None


def _unconditional(request: Request) -> Request:
    """Ask again for the whole page, since the copy that was meant cannot be read."""
    meta = {**request.meta, "unconditional": True}
    headers = Headers(request.headers)
    headers.pop("If-None-Match", None)
    headers.pop("If-Modified-Since", None)
    return request.replace(meta=meta, headers=headers, dont_filter=True)


def _context(request: Request) -> Context:
    context = request.meta.get("context")
    return context if isinstance(context, Context) else Context("", "robots")


def _asked_url(request: Request) -> str:
    """The URL that a chain of redirects began with."""
    return str((request.meta.get("redirect_urls") or [request.url])[0])


def _exchange(response: Response, date: str) -> Exchange:
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    return Exchange(response.url, date, response.status, headers, response.body)


def _decoded(response: Response, limit: int) -> bytes:
    """The body without its content-encoding, `limit` bytes at most; as it is when that fails."""
    encoding = (_text(response.headers.get("Content-Encoding")) or "").strip().lower()
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return bytes(response.body)
    inflater = zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
    try:
        return inflater.decompress(response.body, limit)
    except zlib.error:
        return bytes(response.body)


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value is not None else None


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""Serve the sample portals: every one on its own loopback address, all on one port.

Pages carry ETag and Last-Modified and answer 304 to conditional requests. Whatever was asked is
kept in a log; a test may change any answer between two nights.
"""

from __future__ import annotations

import errno
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from datetime import time as clock
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from sample_portals import registry
from sample_portals.portals import sites
from sample_portals.site import Answer, Site, not_found

ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in, and the status that it was answered with (0: never answered)."""

    time: float
    portal_id: str
    host: str
    method: str
    path: str
    status: int
    headers: Mapping[str, str]


@dataclass(slots=True)
class Served:
    """The running portals: where they are, what they were asked, and what they answer."""

    port: int
    sites: tuple[Site, ...]
    log: list[Request] = field(default_factory=list)
    active: Counter[str] = field(default_factory=Counter)
    most_active: Counter[str] = field(default_factory=Counter)
    closing: threading.Event = field(default_factory=threading.Event)
    counting: threading.Lock = field(default_factory=threading.Lock)
    _changed: dict[tuple[str, str], Answer | None] = field(default_factory=dict)

    def url(self, portal_id: str, path: str = "/") -> str:
        """The full URL of a path of one portal."""
        return f"http://{self._site(portal_id).host}:{self.port}{path}"

    def replace(self, portal_id: str, path: str, answer: Answer | None) -> None:
        """From now on that path answers differently (a report re-issued); None: it is gone."""
        self._changed[(self._site(portal_id).portal_id, _key(path))] = answer

    def answer(self, site: Site, path: str) -> Answer:
        """What the portal says to that path, whatever the order of the query's parts."""
        key = _key(path)
        if (site.portal_id, key) in self._changed:
            return self._changed[(site.portal_id, key)] or not_found()
        known = {_key(p): a for p, a in site.answers.items()}
        return known.get(key) or site.otherwise(path) or not_found()

    def registry_csv(self) -> str:
        """The registry of these portals, for `gongkai nightly --portals FILE`."""
        return registry.as_csv(self.sites, self.port)

    def _site(self, portal_id: str) -> Site:
        for site in self.sites:
            if site.portal_id == portal_id:
                return site
        names = ", ".join(s.portal_id for s in self.sites)
        raise KeyError(f"no sample portal {portal_id!r}; there are: {names}")


@contextmanager
def serve(
    port: int = 0, *, faulty: bool = False, chosen: Iterable[Site] | None = None
) -> Iterator[Served]:
    """Run the portals (or those `chosen` instead) in background threads.

    Port 0 takes one that is free on all addresses.
    """
    chosen = tuple(sites(faulty=faulty) if chosen is None else chosen)
    served, servers = _bind(chosen, port)
    threads = [threading.Thread(target=s.serve_forever, args=(0.05,), daemon=True) for s in servers]
    for thread in threads:
        thread.start()
    try:
        yield served
    finally:
        served.closing.set()
        for server in servers:
            server.shutdown()
            server.server_close()


def registry_csv(port: int, *, faulty: bool = False) -> str:
    """The registry of the sample portals when they are served on that port."""
    return registry.as_csv(sites(faulty=faulty), port)


def _bind(chosen: tuple[Site, ...], port: int) -> tuple[Served, list[_Server]]:
    for _ in range(ATTEMPTS):
        served = Served(port, chosen)
        servers: list[_Server] = []
        try:
            for site in chosen:
                servers.append(_Server(served, site))
                served.port = servers[0].server_port
        except OSError as error:
            for server in servers:
                server.server_close()
            if port or error.errno != errno.EADDRINUSE:
                raise OSError(
                    f"sample portal {site.portal_id} cannot listen on {site.host}:{served.port}: "
                    f"{error}. Choose another port; 0 takes one that is free."
                ) from error
        else:
            return served, servers
    raise OSError(f"no port is free on all of {[s.host for s in chosen]}")


class _Server(ThreadingHTTPServer):
    """One portal on its address."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, served: Served, site: Site) -> None:
        self.served = served
        self.site = site
        super().__init__((site.host, served.port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._reply()

    def do_HEAD(self) -> None:
        self._reply()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._reply()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on the terminal: tests read `Served.log`."""

    def _reply(self) -> None:
        served, who = self.server.served, self.server.site.portal_id
        with served.counting:
            served.active[who] += 1
            served.most_active[who] = max(served.most_active[who], served.active[who])
        self._at_work = True
        try:
            self._answer(served.answer(self.server.site, self.path))
        except ConnectionError:
            self.close_connection = True
        finally:
            self._answered()

    def _answered(self) -> None:
        """Before the last byte: with it, whoever asked may ask again."""
        if self._at_work:
            with self.server.served.counting:
                self.server.served.active[self.server.site.portal_id] -= 1
        self._at_work = False

    def _answer(self, answer: Answer) -> None:
        headers = {"Content-Type": answer.content_type, **_validators(answer), **answer.headers}
        status = 304 if _unchanged(headers, dict(self.headers)) else answer.status
        self._note(0 if answer.hangs else status)
        if answer.hangs:
            self.server.served.closing.wait()
            self.close_connection = True
            return
        body = b"" if status == 304 else answer.body
        stated = len(body) if answer.stated is None else answer.stated
        if not body:
            self._answered()
        self._send_head(status, {**headers, "Content-Length": str(stated)})
        if self.command != "HEAD":
            self._send_body(body[: answer.sent], answer.pace)
        self.close_connection |= answer.sent is not None or stated != len(body)

    def _send_head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_body(self, body: bytes, pace: float) -> None:
        if not pace:
            self.wfile.write(body[:-1])
            self._answered()
            self.wfile.write(body[-1:])
            return
        for byte in body:
            if self.server.served.closing.wait(pace):
                return
            self.wfile.write(bytes((byte,)))
            self.wfile.flush()

    def _note(self, status: int) -> None:
        site, headers = self.server.site, dict(self.headers)
        request = Request(
            time.time(), site.portal_id, site.host, self.command, self.path, status, headers
        )
        self.server.served.log.append(request)


def _validators(answer: Answer) -> dict[str, str]:
    if answer.status != 200:
        return {}
    headers = {"ETag": f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'}
    if answer.modified:
        moment = datetime.combine(answer.modified, clock(10, 12), tzinfo=UTC)
        headers["Last-Modified"] = format_datetime(moment, usegmt=True)
    return headers


def _unchanged(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """RFC 9110: If-None-Match decides alone; If-Modified-Since only in its absence."""
    if "If-None-Match" in theirs:
        return ours.get("ETag", "") in theirs["If-None-Match"].split(", ")
    return "Last-Modified" in ours and theirs.get("If-Modified-Since") == ours["Last-Modified"]


def _key(path: str) -> str:
    parts = urlsplit(path)
    return f"{parts.path}?{sorted(parse_qsl(parts.query))}"

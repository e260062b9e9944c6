"""Serve the sample portals: every one on its own loopback address, all on one port.

Pages carry ETag and Last-Modified and answer 304 to conditional requests. Whatever was asked is
kept in a log; a test may change any answer between two nights.
"""

from __future__ import annotations

import errno
import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as clock
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sample_portals import registry
from sample_portals.portals import sites
from sample_portals.served import Request, Served
from sample_portals.site import Answer, Site

ATTEMPTS = 20


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
        self._reply(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on the terminal: tests read `Served.log`."""

    def _reply(self, form: str = "") -> None:
        served, who = self.server.served, self.server.site.portal_id
        with served.counting:
            served.active[who] += 1
            served.most_active[who] = max(served.most_active[who], served.active[who])
        self._at_work, self._form = True, form
        try:
            self._answer(served.answer(self.server.site, self.path, form))
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
        what = self.command, self.path, status, headers, self._form
        request = Request(time.time(), site.portal_id, site.host, *what)
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

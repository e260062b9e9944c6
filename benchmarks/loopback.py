"""Many small portals on loopback addresses, served by one process of their own, for measuring.

    python -m benchmarks.loopback PORTALS REPORTS [counting]

It prints the port and serves until stdin ends. Each portal has its own address, a home page, one
list and its reports; all carry an ETag and are answered 304 when nothing changed. With `counting`
none does, and every page has a visitor counter. At the end one line of JSON says what was asked
for.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sample_portals import figures, render_html

COLUMN = "/zfxxgk/nb/"


@dataclass(frozen=True)
class Asked:
    """What the portals were asked in all: requests, 304s among them, seconds first to last."""

    requests: int
    not_modified: int
    seconds: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


@dataclass
class Serving:
    """The running portals; `asked` is there once they have ended."""

    homes: list[str]
    asked: Asked | None = None


@contextmanager
def serving(portals: int, reports: int, *, counting: bool = False) -> Iterator[Serving]:
    """Serve that many portals while the block runs."""
    command = [sys.executable, "-m", "benchmarks.loopback", str(portals), str(reports)]
    command += ["counting"] * counting
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        port = int(process.stdout.readline()) if process.stdout else 0
        told = Serving([f"http://{host}:{port}/" for host in hosts(portals)])
        try:
            yield told
        finally:
            answer, _ = process.communicate()
            told.asked = Asked(**json.loads(answer))


def hosts(count: int) -> list[str]:
    """Loopback addresses that no sample portal uses."""
    return [f"127.77.{n // 250}.{n % 250 + 1}" for n in range(count)]


def pages(reports: int) -> dict[bytes, bytes]:
    """Every path's body: what a small bureau's portal has, as large as real pages are."""
    report = figures.report("huaian_2024")
    article = render_html.article(report)
    years = range(2025 - reports, 2025)
    entries = "".join(
        f'<li><a href="{COLUMN}{y}01/t{y}0131_{y}.html">{_title(y)}</a><span>{y}-01-31</span></li>'
        for y in years
    )
    menu = "".join(f'<li><a href="/news/{n}/">新闻栏目{n}</a></li>' for n in range(40))
    made = {
        "/robots.txt": "User-agent: *\nDisallow: /admin/\n",
        "/": _page("首页", f'<ul>{menu}</ul><a href="{COLUMN}">政府信息公开年报</a>'),
        COLUMN: _page("政府信息公开年报", f"<ul>{menu}</ul><ul>{entries}</ul>"),
    }
    for y in years:
        made[f"{COLUMN}{y}01/t{y}0131_{y}.html"] = _page(_title(y), f"<ul>{menu}</ul>{article}")
    return {path.encode(): body.encode() for path, body in made.items()}


def _title(published: int) -> str:
    return f"示例县水利局{published - 1}年政府信息公开工作年度报告"


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    )


class _Portal(asyncio.Protocol):
    """Answers one request after another on a connection that stays open."""

    bodies: dict[bytes, bytes]
    moments: list[float]
    counting = False
    not_modified = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        *heads, self._rest = (self._rest + data).split(b"\r\n\r\n")
        for head in heads:
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        _Portal.moments.append(time.monotonic())
        path = head.split(b" ", 2)[1]
        body = self.bodies.get(path)
        status, kind = (b"200 OK", b"text/html") if body is not None else (b"404 Not Found", b"")
        tag = b'"%d"' % (hash(body) & 0xFFFFFFFF)
        if body and self.counting and body.startswith(b"<!"):
            body = body.replace(b"</body>", b"<p>%d</p></body>" % len(_Portal.moments))
            tag = b'"%d"' % len(_Portal.moments)
        if body is not None and tag in head:
            _Portal.not_modified += 1
            status, body = b"304 Not Modified", b""
        body = body or b""
        self._transport.write(  # type: ignore[attr-defined]
            b"HTTP/1.1 %s\r\nContent-Type: %s\r\nETag: %s\r\nContent-Length: %d\r\n\r\n%s"
            % (status, kind, tag, len(body), body)
        )


async def _serve(portals: int, reports: int) -> None:
    _Portal.bodies, _Portal.moments = pages(reports), []
    loop = asyncio.get_running_loop()
    first, *others = hosts(portals)
    server = await loop.create_server(_Portal, first, 0, backlog=256)
    port = server.sockets[0].getsockname()[1]
    servers = [server, *[await loop.create_server(_Portal, host, port) for host in others]]
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    for one in servers:
        one.close()
    moments = _Portal.moments or [0.0]
    seconds = max(moments[-1] - moments[0], 1e-9)
    told = {"requests": len(moments), "not_modified": _Portal.not_modified, "seconds": seconds}
    print(json.dumps(told))


if __name__ == "__main__":
    _Portal.counting = "counting" in sys.argv
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))

"""A portal of the test's own making, over real HTTP on a loopback address."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from config import Settings

Answer = tuple[int, Mapping[str, str], bytes]


@dataclass
class Portal:
    """Answers by path; a path that is missing is a 404. `log` holds (time, path, status)."""

    address: str
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    log: list[tuple[float, str, int]] = field(default_factory=list)
    active: int = 0
    most_active: int = 0

    @property
    def home(self) -> str:
        return f"http://{self.address}/"

    def page(self, path: str, text: str, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html", **named}, text.encode())

    def asked(self, *, since: int = 0) -> list[str]:
        return [path for _, path, _ in self.log[since:] if path != "/robots.txt"]


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving() as made:
        yield made


@contextmanager
def serving() -> Iterator[Portal]:
    """A portal that listens while the block runs."""
    made = Portal("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for its head's receipt

        def do_GET(self) -> None:
            made.active += 1
            made.most_active = max(made.most_active, made.active)
            answer = made.answers.get(self.path, (404, {}, b"404"))
            status, headers, body = answer() if callable(answer) else answer
            made.log.append((time.monotonic(), self.path, status))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            made.active -= 1

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.2.1", 0), Handler)
    server.daemon_threads = True
    made.address = f"127.0.2.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", delay=0.0, download_timeout=5)

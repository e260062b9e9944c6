"""A schedule runs on its own Prefect server, never on one that happens to be there."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Healthy(BaseHTTPRequestHandler):
    """Answers as any Prefect server does to /api/health."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"true")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def other_server() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_port_of_another_server_is_left_to_it(other_server: int) -> None:
    from scheduling import _free_port

    assert _free_port(other_server) != other_server


def test_answer_of_another_server_is_not_taken_for_ours(other_server: int) -> None:
    from scheduling import _await_server

    with subprocess.Popen([sys.executable, "-c", ""]) as ours:
        ours.wait()
        with pytest.raises(ConnectionError, match="did not start"):
            _await_server(f"http://127.0.0.1:{other_server}/api", ours)

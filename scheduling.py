"""The nightly flow on a schedule: served by a Prefect server on a loopback address, until a signal.

Imported for the schedule alone: a single run needs none of it.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx

from flows import nightly  # first: it quiets Prefect, which looks when it is imported

# isort: split
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings


def serve_nightly(cron: str, data: str | None, portals: str | None, workers: int | None) -> None:
    """Serve the nightly flow on a schedule in Shanghai time, until interrupted."""
    parameters = {"data": data, "portals": portals, "workers": workers}
    schedule = Cron(cron, timezone="Asia/Shanghai")
    with scheduling_server():
        runner = _Serving(name="nightly")
        runner.add_flow(nightly, name="nightly", schedule=schedule, parameters=parameters)
        with suppress(KeyboardInterrupt):
            asyncio.run(runner.until_ended())


class _Serving(Runner):
    """Ends at SIGTERM and SIGHUP as it does at Ctrl-C: Prefect's own handler breaks off."""

    _end: Callable[[], object]

    async def until_ended(self) -> None:
        """Run what is scheduled until a signal comes."""
        serving = asyncio.ensure_future(self.start())
        loop = asyncio.get_running_loop()
        self._end = lambda: loop.call_soon_threadsafe(serving.cancel)
        loop.add_signal_handler(signal.SIGHUP, serving.cancel)
        with suppress(asyncio.CancelledError):
            await serving

    def handle_sigterm(self, *_: Any) -> None:
        self._end()


@contextmanager
def scheduling_server(port: int = 4200) -> Iterator[str]:
    """The Prefect server that PREFECT_API_URL names, else one of our own on a loopback address.

    A schedule needs a server that stays; the temporary one of a single run does not schedule. What
    answers on `port` already is somebody else's, so that ours takes a free one instead. Ours has a
    session of its own: Ctrl-C must not end it before the schedule has been put to rest.
    """
    if named := PREFECT_API_URL.value():
        yield named
        return
    port = _free_port(port)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
    url = f"http://127.0.0.1:{port}/api"
    command += ["--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as server:
        try:
            _await_server(url, server)
            with temporary_settings({PREFECT_API_URL: url}):
                yield url
        finally:
            server.terminate()


def _free_port(wanted: int) -> int:
    """The port wanted, or another one where that is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            bound: int = probe.getsockname()[1]
            return bound
    raise ConnectionError("no port of 127.0.0.1 is free")


def _await_server(url: str, server: subprocess.Popen[bytes], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with suppress(httpx.HTTPError):
            answered = httpx.get(f"{url}/health").is_success
            if answered and server.poll() is None:  # not another one, which ours lost the port to
                return
        time.sleep(0.5)
    raise ConnectionError(f"the Prefect server at {url} did not start; is the port taken?")

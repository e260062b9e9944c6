"""Reading documents in a process that can be ended: a time and a memory limit for each document.

    python -m transforms.worker MEMORY_BYTES

reads requests from standard input and answers on standard output, one pickled object each: a
process is reused from document to document. `Worker` is the parent's side: a document that runs or
grows beyond its limits costs its process and becomes a problem; the next one gets a new process.
"""

from __future__ import annotations

import contextlib
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any

import psutil

from transforms.extract import extract, unread
from transforms.extraction import Extraction

_LENGTH = struct.Struct(">Q")
_LOOK_EVERY = 0.05  # seconds between two looks at the process's memory
_MEBIBYTE = 1024 * 1024


@dataclass
class Worker:
    """One reading process, started when first needed. `timeout` in seconds, `memory` in bytes."""

    timeout: float
    memory: int
    max_size: int
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self, data: bytes, url: str | None = None, content_type: str | None = None
    ) -> Extraction:
        """Read one document within the limits; what goes wrong is a problem, never an exception."""
        if len(data) > self.max_size:
            message = f"{len(data):,} bytes; at most {self.max_size:,} are read"
            return unread(data, "too_large", message)
        process = self._running()
        assert process.stdin is not None  # noqa: S101 both are pipes
        assert process.stdout is not None  # noqa: S101
        try:
            _send(process.stdin, (data, url, content_type))
            ended = self._wait(process)
            answer = None if ended else _receive(process.stdout)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError):
            ended, answer = None, None
        if isinstance(answer, Extraction):
            return answer
        self.close()
        return unread(data, *(ended or self._crash(answer)))

    def close(self) -> None:
        """End the process, if one runs."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "transforms.worker", str(self.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process

    def _wait(self, process: subprocess.Popen[bytes]) -> tuple[str, str] | None:
        """Wait for an answer; (code, message) if a limit was reached first."""
        assert process.stdout is not None  # noqa: S101 a pipe
        end = time.monotonic() + self.timeout
        while not select.select([process.stdout], [], [], _LOOK_EVERY)[0]:
            if time.monotonic() > end:
                return "timed_out", f"reading took more than {self.timeout:g} s and was ended"
            if _memory(process.pid) > self.memory:
                return (
                    "too_large",
                    f"reading took more than {self.memory // _MEBIBYTE} MiB and was ended",
                )
        return None

    def _crash(self, answer: object) -> tuple[str, str]:
        if answer == "memory":
            return (
                "too_large",
                f"reading took more than {self.memory // _MEBIBYTE} MiB and was ended",
            )
        if isinstance(answer, str):
            return "corrupt", f"the reader failed on it: {answer}"
        return "corrupt", "the reading process died on it"


def _memory(pid: int) -> int:
    with contextlib.suppress(psutil.NoSuchProcess):
        return int(psutil.Process(pid).memory_info().rss)
    return 0


def _send(pipe: IO[bytes], message: object) -> None:
    payload = pickle.dumps(message)
    pipe.write(_LENGTH.pack(len(payload)) + payload)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    body = pipe.read(_LENGTH.unpack(head)[0])
    return pickle.loads(body)  # noqa: S301 our own process wrote it


def _serve() -> None:
    """The child: answer one Extraction for each document until standard input ends."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (4 * memory, 4 * memory))  # the parent watches RSS
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints harms no answer
    while True:
        try:
            request = _receive(sys.stdin.buffer)
        except EOFError:
            return
        _send(out, _answer(request))


def _answer(request: Any) -> object:
    data, url, content_type = request
    try:
        return extract(data, url, content_type)
    except MemoryError:
        return "memory"
    except Exception as error:  # noqa: BLE001 one document's fault must not end the night
        return repr(error)[:300]


if __name__ == "__main__":
    _serve()

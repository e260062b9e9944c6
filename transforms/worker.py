"""Reading documents in a process that can be ended: a time and a memory limit for each document.

    python -m transforms.worker MEMORY_BYTES [FOLDER_OF_KEPT_READINGS]

reads requests from standard input and answers on standard output, one pickled object each: a
process is reused from document to document. `Worker` is the parent's side: a document that stands
still, runs or grows beyond its limits costs its process and becomes a problem; the next one gets a
new process. Members of archives are documents of their own in this, too.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import psutil

from transforms import heartbeat
from transforms.extract import read_file, unread
from transforms.extraction import Extraction
from transforms.kept_readings import keep_in
from transforms.limits import Ended, Limits, silent, too_large, too_long
from transforms.members import Answer, read_all
from transforms.readers import readers

_LENGTH = struct.Struct(">Q")
_LOOK_EVERY = 0.1  # seconds between two looks at the process's memory
_KEPT = 0.8  # of the memory limit: a process that holds more is not used again; models stay below
_PULSE = 0.5  # seconds at least between two signs of life


@dataclass
class Worker:
    """One reading process, started when first needed, with a folder for what it writes.

    Slow readings are kept in `readings`, for the next time.
    """

    limits: Limits
    readings: Path | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, repr=False)

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
    ) -> list[Extraction]:
        """Read one file and all documents in it (see `extract_all`), each within the limits.

        What goes wrong is a problem, never an exception.
        """
        return read_all(data, url, content_type, self._ask)

    def close(self) -> None:
        """End the process and what it started, if one runs."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _ask(self, data: bytes, url: str | None, content_type: str | None) -> Answer:
        if len(data) > self.limits.size:
            return [unread(data, "too_large", _too_many_bytes(len(data), self.limits))]
        process = self._running()
        try:
            assert process.stdin is not None  # noqa: S101 a pipe
            _send(process.stdin, (data, url, content_type))
            answer = self._wait(process)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError):
            answer = Ended("corrupt", "the reading process died on it")
        if isinstance(answer, Ended):
            self.close()
            return [unread(data, answer.code, answer.message)]
        if _memory(process.pid) > _KEPT * self.limits.memory:
            self.close()  # what one document left behind is not counted as the next one's
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._folder = tempfile.TemporaryDirectory(
                prefix="gongkai-", ignore_cleanup_errors=True
            )
            kept = [] if self.readings is None else [str(self.readings)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "transforms.worker", str(self.limits.memory), *kept],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,  # what lay in a buffer could not be waited for
                start_new_session=True,
                env={**os.environ, "TMPDIR": self._folder.name},
            )
            _await_ready(self._process)
        return self._process

    def _wait(self, process: subprocess.Popen[bytes]) -> Answer | Ended:
        """Wait for the answer, as long as there are signs of life and the limits hold."""
        assert process.stdout is not None  # noqa: S101 a pipe
        started = heard = time.monotonic()
        while True:
            if select.select([process.stdout], [], [], _LOOK_EVERY)[0]:
                answer: Answer | Ended | None = _receive(process.stdout)
                if answer is not None:
                    return answer
                heard = time.monotonic()
            elif (now := time.monotonic()) - heard > self.limits.silence:
                return silent(self.limits)
            elif now - started > self.limits.total:
                return too_long(self.limits)
            if _memory(process.pid) > self.limits.memory:
                return too_large(self.limits.memory)


def read_file_on_disk(worker: Worker, file: Path, url: str | None = None) -> list[Extraction]:
    """Read a file from disk and all documents in it; one that is too large is not even loaded."""
    try:
        size = file.stat().st_size
        if not file.is_file():
            return _read_stream(worker, file, url)
        if size <= worker.limits.size:
            return worker.read(file.read_bytes(), url)
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return [unread(b"", "corrupt", f"the file cannot be read from disk: {error}")]
    refused = unread(b"", "too_large", _too_many_bytes(size, worker.limits))
    return [replace(refused, sha256=digest, size=size)]


def _read_stream(worker: Worker, file: Path, url: str | None) -> list[Extraction]:
    """Read what a pipe or a device gives: nobody knows how much that is before it ends."""
    with file.open("rb") as stream:
        data = stream.read(worker.limits.size + 1)
    if len(data) <= worker.limits.size:
        return worker.read(data, url)
    message = f"a stream that does not end within the {worker.limits.size:,} bytes that are read"
    return [unread(data, "too_large", message)]


def _too_many_bytes(size: int, limits: Limits) -> str:
    return f"{size:,} bytes; at most {limits.size:,} are read"


def _await_ready(process: subprocess.Popen[bytes]) -> None:
    """Wait until the process has loaded its readers: that is no document's time.

    Raises RuntimeError if it cannot be started at all.
    """
    assert process.stdout is not None  # noqa: S101 a pipe
    try:
        _receive(process.stdout)
    except EOFError as error:
        message = "the process that reads documents cannot be started; what it said stands above"
        raise RuntimeError(message) from error


def _memory(pid: int) -> int:
    """Bytes that the process and what it started hold."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        total = process.memory_info().rss
        for child in process.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                total += child.memory_info().rss
    return total


def _send(pipe: IO[bytes], message: object) -> None:
    payload = pickle.dumps(message)
    rest = memoryview(_LENGTH.pack(len(payload)) + payload)
    while rest:
        rest = rest[pipe.write(rest) :]
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    size = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]
    return pickle.loads(_exactly(pipe, size))  # noqa: S301 our own process wrote it


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    """So many bytes, though a pipe without buffer gives them piece by piece."""
    parts: list[bytes] = []
    while size:
        part = pipe.read(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _serve() -> None:
    """The child: answer one Extraction for each document until standard input ends."""
    memory = int(sys.argv[1])
    if len(sys.argv) > 2:
        keep_in(Path(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (4 * memory, 4 * memory))  # the parent watches RSS
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints harms no answer
    heartbeat.listen(_Pulse(out))
    readers()
    _send(out, None)
    while True:
        try:
            request = _receive(sys.stdin.buffer)
        except EOFError:
            return
        _send(out, _answer(request, memory))


@dataclass
class _Pulse:
    """Tells the parent of a sign of life, once in a while."""

    out: IO[bytes]
    told: float = 0.0

    def __call__(self) -> None:
        if time.monotonic() - self.told > _PULSE:
            self.told = time.monotonic()
            _send(self.out, None)


def _answer(request: Any, memory: int) -> Answer | Ended:
    try:
        return read_file(*request)
    except MemoryError:
        return too_large(memory)


if __name__ == "__main__":
    _serve()

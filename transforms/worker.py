"""Reading documents in a process that can be ended: a time and a memory limit for each document.

A process (`transforms.process.reading_process`) is reused from document to document. `Worker` is
the side of whoever started it: a document that stands still, runs or grows beyond its limits costs
its process and becomes a problem; the next one gets a new process. Members of archives are
documents of their own in this, too.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import psutil

from transforms.extract import unread
from transforms.extraction import Extraction
from transforms.members import Answer, read_all
from transforms.process.limits import Ended, Limits, silent, too_large, too_long, too_many_bytes
from transforms.process.orphaned import FOLDER
from transforms.process.pipes import receive, send

_PROGRAM = "transforms.process.reading_process"
_LOOK_EVERY = 0.05  # seconds between two looks at the process's memory
_KEPT = 0.8  # of the memory limit: a process that holds more is not used again; models stay below


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
            return [unread(data, "too_large", too_many_bytes(len(data), self.limits))]
        process = self._running()
        try:
            assert process.stdin is not None  # noqa: S101 a pipe
            send(process.stdin, (data, url, content_type))
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
            self._folder = tempfile.TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True)
            kept = [] if self.readings is None else [str(self.readings)]
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "transforms.process.reading_process",
                    str(self.limits.memory),
                    *kept,
                ],
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
                answer: Answer | Ended | None = receive(process.stdout)
                if answer is not None:
                    return answer
                heard = time.monotonic()
            elif (now := time.monotonic()) - heard > self.limits.silence:
                return silent(self.limits)
            elif now - started > self.limits.total:
                return too_long(self.limits)
            if _memory(process.pid) > self.limits.memory:
                return too_large(self.limits.memory)


def _await_ready(process: subprocess.Popen[bytes]) -> None:
    """Wait until the process has loaded its readers: that is no document's time.

    Raises RuntimeError if it cannot be started at all.
    """
    assert process.stdout is not None  # noqa: S101 a pipe
    try:
        receive(process.stdout)
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

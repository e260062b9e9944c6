"""The process that reads documents, one after the other, until it is ended or its input ends.

    python -m transforms.process.reading_process MEMORY_BYTES [FOLDER_OF_KEPT_READINGS]

reads requests from standard input and answers on standard output, one pickled object each.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from transforms.extract import read_file
from transforms.kept_readings import keep_in
from transforms.members import Answer
from transforms.process import heartbeat
from transforms.process.limits import Ended, too_large
from transforms.process.orphaned import end_with_parent, leave_nothing
from transforms.process.pipes import receive, send
from transforms.readers import readers

_PULSE = 0.5  # seconds at least between two signs of life


def _serve() -> None:
    """The child: answer one Extraction for each document until standard input ends."""
    memory = int(sys.argv[1])
    if len(sys.argv) > 2:
        keep_in(Path(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (4 * memory, 4 * memory))  # the parent watches RSS
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    end_with_parent()
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints harms no answer
    heartbeat.listen(_Pulse(out))
    readers()
    send(out, None)
    while True:
        try:
            request = receive(sys.stdin.buffer)
        except EOFError:  # whoever started us was killed: else it would have ended us
            leave_nothing()
            return
        send(out, _answer(request, memory))


@dataclass
class _Pulse:
    """Tells the parent of a sign of life, once in a while."""

    out: IO[bytes]
    told: float = 0.0

    def __call__(self) -> None:
        if time.monotonic() - self.told > _PULSE:
            self.told = time.monotonic()
            send(self.out, None)


def _answer(request: Any, memory: int) -> Answer | Ended:
    try:
        return read_file(*request)
    except MemoryError:
        return too_large(memory)


if __name__ == "__main__":
    _serve()

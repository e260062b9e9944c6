"""Objects sent through the pipes between a reading process and the process that started it."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], message: object) -> None:
    """Write one object to a pipe."""
    payload = pickle.dumps(message)
    rest = memoryview(_LENGTH.pack(len(payload)) + payload)
    while rest:
        rest = rest[pipe.write(rest) :]
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next object from a pipe. Raises EOFError where the other side has ended."""
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

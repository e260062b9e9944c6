"""Documents that lie on disk, or that a pipe gives: never loaded where they are too large."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from transforms.extract import unread
from transforms.extraction import Extraction
from transforms.process.limits import too_many_bytes
from transforms.worker import Worker


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
    refused = unread(b"", "too_large", too_many_bytes(size, worker.limits))
    return [replace(refused, sha256=digest, size=size)]


def _read_stream(worker: Worker, file: Path, url: str | None) -> list[Extraction]:
    """Read what a pipe or a device gives: nobody knows how much that is before it ends."""
    with file.open("rb") as stream:
        data = stream.read(worker.limits.size + 1)
    if len(data) <= worker.limits.size:
        return worker.read(data, url)
    message = f"a stream that does not end within the {worker.limits.size:,} bytes that are read"
    return [unread(data, "too_large", message)]

"""Readings that took long (recognised pages), kept as files: aligned anew without reading anew.

One gzipped JSON file per document and version of its reader. Whoever runs a reader says where they
lie; unsaid, nothing is kept. A file that is damaged counts as none.
"""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from transforms.blocks import Block, Grid, GridCell, Paragraph, Reading
from transforms.readers import Reader

_folders: list[Path] = []
_DAMAGE = (OSError, EOFError, ValueError, KeyError, TypeError)


def keep_in(folder: Path) -> None:
    """Keep readings in this folder from now on, and look for them there."""
    _folders[:] = [folder]


def reading_of(reader: Reader, data: bytes, content_type: str | None) -> Reading:
    """What the reader makes of a document, now or when it was read before.

    Raises transforms.readers.UnreadableDocument as the reader does.
    """
    if not _folders:
        return reader.read(data, content_type)
    sha256 = hashlib.sha256(data).hexdigest()
    name = f"{sha256}-{reader.carrier}{reader.version}.json.gz"
    path = _folders[0] / sha256[:2] / name
    if (kept := _loaded(path)) is not None:
        return kept
    reading = reader.read(data, content_type)
    if reading.recognised:
        _save(path, reading)
    return reading


def _save(path: Path, reading: Reading) -> None:
    """Written beside and renamed into place: two that do it at once write the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    text = json.dumps(dataclasses.asdict(_plain(reading)), ensure_ascii=False, default=sorted)
    beside.write_bytes(gzip.compress(text.encode(), mtime=0))
    beside.replace(path)


def _plain(reading: Reading) -> Reading:
    return dataclasses.replace(reading, metadata=dict(reading.metadata))


def _loaded(path: Path) -> Reading | None:
    try:
        facts = json.loads(gzip.decompress(path.read_bytes()))
        blocks = tuple(_block(b) for b in facts.pop("blocks"))
        facts.pop("in_columns", None)  # of text alone, which is not kept
        problems = tuple((code, message) for code, message in facts.pop("problems"))
        return Reading(blocks, problems=problems, missing=tuple(facts.pop("missing")), **facts)
    except _DAMAGE:
        return None


def _block(facts: dict[str, Any]) -> Block:
    if "cells" not in facts:
        return Paragraph(**facts)
    cells = tuple(GridCell(*cell) for cell in facts.pop("cells"))
    return Grid(cells, breaks=frozenset(facts.pop("breaks")), **facts)

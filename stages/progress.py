"""Where stages say how far they are; whoever has a screen listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

Listener = Callable[[str, int, int | None, str], None]

_listeners: list[Listener] = []


def tell(stage: str, done: int, total: int | None = None, note: str = "") -> None:
    """Say that `done` of `total` (None: not known) is done in a stage."""
    for listener in _listeners:
        listener(stage, done, total, note)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have a listener told of all progress in this process, from any thread."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def crawling(batch: str) -> Callable[[Mapping[str, Any]], None]:
    """A crawl process's running counts, told as progress of its batch."""

    def counted(counts: Mapping[str, Any]) -> None:
        note = f"requests, {counts.get('list_pages', 0)} lists, {counts.get('reports', 0)} reports"
        tell(f"crawl {batch}:", int(counts.get("requests", 0)), None, note)

    return counted

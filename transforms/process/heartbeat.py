"""A sign of life from long work: recognising a page, converting a file.

A document may take long where it has much to read, but not stand still. Whoever runs a reader under
a time limit listens; unheard, a beat does nothing.
"""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(listener: Callable[[], None]) -> None:
    """Call `listener` at every beat from now on."""
    _listeners[:] = [listener]


def beat() -> None:
    """Say that the work goes on."""
    for listener in _listeners:
        listener()

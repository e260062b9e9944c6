"""The collector of cycles rests while a document is read.

What a reading makes lives until it is done, so that looking through it again and again for cycles
finds nothing; it costs a sixth of the time of a page. What few cycles there are goes right after.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LARGEST = 1 << 20  # bytes of a document; a greater one might fill the memory with cycles


@contextmanager
def resting(size: int) -> Iterator[None]:
    """No collection while a document of so many bytes is read, if none of its kind can need it."""
    if size > _LARGEST or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

"""Why nothing was published."""

from __future__ import annotations


class SnapshotError(RuntimeError):
    """Nothing can be exported or compared; the message says what to do."""

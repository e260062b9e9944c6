"""What all tests share: Prefect's state in a folder of the run, names that stay the same."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("PREFECT_HOME", tempfile.mkdtemp(prefix="gongkai-prefect-"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes do not name a case: packed ones hold the time of day, and two processes that share the
    tests must call them the same."""
    return argname if isinstance(val, bytes) else None

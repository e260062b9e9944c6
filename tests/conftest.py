"""What all tests share: Prefect's state in a folder of the run, names that stay the same."""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import tempfile

from hypothesis import settings

if "PREFECT_HOME" not in os.environ:  # the processes that share the tests inherit it
    os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="gongkai-prefect-")
    atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)

# The same examples in every run, so that a red one is news; GONGKAI_NOISE looks for others.
settings.register_profile("steady", derandomize=True)
if "GONGKAI_NOISE" not in os.environ:
    settings.load_profile("steady")

# Prefect sets up logging when it is imported, and closes what handlers there are: that of absl,
# which comes with mlcroissant, then closes the stream that pytest captures. So it comes first.
importlib.import_module("flows")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes do not name a case: packed ones hold the time of day, and two processes that share the
    tests must call them the same."""
    return argname if isinstance(val, bytes) else None

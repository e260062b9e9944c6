"""From the archive to the lake, in one go: what is new, or everything anew."""

from __future__ import annotations

import shutil

from config import Settings
from stages.extract import ExtractOutcome, extract_archive
from stages.index import index
from stages.lock import data_lock


def extract_all(settings: Settings, *, rebuild: bool = False) -> ExtractOutcome:
    """Index the archive and read its documents. With `rebuild`, into a new lake.

    The old lake gives way only when the new one is complete.
    """
    with data_lock(settings, "index"), data_lock(settings, "extract"):
        if not rebuild:
            index(settings)
            return extract_archive(settings)
        fresh = settings.data / "lake.rebuilt"
        shutil.rmtree(fresh, ignore_errors=True)
        anew = settings.model_copy(update={"lake_folder": fresh})
        index(anew)
        outcome = extract_archive(anew)
        old = settings.data / "lake.old"
        if settings.lake.exists():
            settings.lake.rename(old)
        fresh.rename(settings.lake)
        shutil.rmtree(old, ignore_errors=True)
        return outcome

"""From the archive to the lake, in one go: what is new, or everything anew."""

from __future__ import annotations

import shutil

from config import Settings
from stages.extract import ExtractOutcome, extract_archive
from stages.index import archives, index
from stages.lock import data_lock


def extract_all(settings: Settings, *, rebuild: bool = False) -> ExtractOutcome:
    """Index the archive and read its documents. With `rebuild`, into a new lake.

    The old lake gives way only when the new one is complete. Raises FileNotFoundError if there is
    no archive to rebuild it from, ArchiveDamagedError (with file and byte) if it is damaged.
    """
    with data_lock(settings, "crawl"), data_lock(settings, "extract"):
        if not rebuild:
            index(settings)
            return extract_archive(settings)
        if not archives(settings.archive):
            raise FileNotFoundError(
                f"no web archive in {settings.archive}: the lake stays as it is"
            )
        return _anew(settings)


def _anew(settings: Settings) -> ExtractOutcome:
    fresh, old = settings.data / "lake.rebuilt", settings.data / "lake.old"
    if old.exists() and not settings.lake.exists():
        old.rename(settings.lake)  # a rebuild that was killed between its two renames
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    beside = settings.model_copy(update={"lake_folder": fresh})
    try:
        index(beside)
        outcome = extract_archive(beside)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if settings.lake.exists():
        settings.lake.rename(old)
    fresh.rename(settings.lake)
    shutil.rmtree(old, ignore_errors=True)
    return outcome

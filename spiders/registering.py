"""Adding a portal to a registry file of one's own."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path

from spiders.registry import COLUMNS, Portal, RegistryError, load


def add(path: Path, portal: Portal) -> None:
    """Append one row; the file is made if it is not there. Raises RegistryError, changing nothing.

    The file is checked with the new row in it, and written beside and renamed into place.
    """
    known = load(path) if path.exists() else ()
    if any(p.portal_id == portal.portal_id for p in known):
        raise RegistryError(f"{path}: {portal.portal_id} stands there already")
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: v or "" for k, v in asdict(p).items()} for p in (*known, portal))
    beside = path.with_name(path.name + ".new")
    beside.write_text(stream.getvalue(), encoding="utf-8")
    try:
        load(beside)
    except RegistryError:
        beside.unlink()
        raise
    beside.replace(path)

"""A page out of the archive, as if it had just been fetched."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipelines.archive import payload
from pipelines.archive_damage import ArchiveDamagedError
from pipelines.fetch_log import Known

_log: Final = logging.getLogger(__name__)


def whole_response(url: str, content_type: str | None, body: bytes) -> Response:
    """An archived page as if it had just been fetched, flagged `not_modified`."""
    headers = Headers({"Content-Type": content_type} if content_type else {})
    kind = responsetypes.from_args(headers=headers, url=url, body=body)
    return kind(url, status=200, headers=headers, body=body, flags=["not_modified"])


def archived_response(archive: Path, url: str, known: Known) -> Response | None:
    """The copy that the archive holds of a URL; None if it holds none, or none readable."""
    if known.warc_file is None or known.warc_offset is None:
        return None
    try:
        body = payload(archive, known.warc_file, known.warc_offset)
    except (ArchiveDamagedError, OSError) as error:
        _log.warning("the archived copy of %s cannot be read: %s", url, error)
        return None
    return whole_response(known.final_url or url, known.content_type, body)

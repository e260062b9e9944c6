"""A request that was not made and will be in another run: it says nothing of its URL."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class PostponedError(IgnoreRequest):
    """Neither a failure nor a problem, and nothing that the archive keeps."""

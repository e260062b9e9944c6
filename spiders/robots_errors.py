"""A robots.txt that the server fails to send forbids everything (RFC 9309, 2.3.1.4).

Scrapy would read the error page as a robots.txt without rules. A missing one (4xx) allows all.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from pipelines.items import Context

_FORBID_ALL = b"User-agent: *\nDisallow: /\n"


class RobotsErrorsMiddleware:
    """Stands before the retries' end: it sees the answer that is left after them."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Rules in place of a 5xx, for requests that no portal's look made."""
        is_robots = not isinstance(request.meta.get("context"), Context)
        if is_robots and response.status >= 500:
            return response.replace(status=200, body=_FORBID_ALL)
        return response

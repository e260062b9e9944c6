"""A robots.txt that the server fails to send forbids everything (RFC 9309, 2.3.1.4).

Scrapy would read the error page as a robots.txt without rules, and one that breaks off or never
ends as none. A missing one (4xx) allows all. A host that does not answer at all is dealt with by
reachability; a robots.txt on somebody else's domain is not fetched and counts as missing.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import Response

from pipelines.items import Context

_FORBID_ALL = b"User-agent: *\nDisallow: /\n"
_NOT_WHOLE = (DownloadCancelledError, ResponseDataLossError)


class RobotsErrorsMiddleware:
    """Stands before the retries' end: it sees the answer that is left after them."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Rules in place of a 5xx, for requests that no portal's look made."""
        if _is_robots(request) and response.status >= 500:
            return response.replace(status=200, body=_FORBID_ALL)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Rules in place of a file that did not come whole."""
        if _is_robots(request) and isinstance(exception, _NOT_WHOLE):
            return Response(request.url, body=_FORBID_ALL)
        return None


def _is_robots(request: Request) -> bool:
    return not isinstance(request.meta.get("context"), Context)

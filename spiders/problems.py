"""What went wrong with a request, in words for the person who reads them."""

from __future__ import annotations

from typing import Final

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from pipelines.items import DOCUMENT_PURPOSES, Context, PortalProblem
from pipelines.postponed import PostponedError
from spiders.middlewares.left_alone import HostLeftAloneError
from spiders.middlewares.own_domains import ForeignDomainError
from spiders.middlewares.reachability import HostDoesNotAnswerError
from spiders.reasons import reason_of

_GONE: Final = frozenset({404, 410})
_BLOCKED: Final = frozenset({401, 403, 407, 412, 451, 521})


def problem_of(
    context: Context, url: str, error: BaseException | None, *, first: bool
) -> PortalProblem | None:
    """The problem row of a request that failed for good.

    None for what was only postponed, and for a host that is left alone unless it is the `first`
    word on it: what turned the crawler away is a row already.
    """
    document = context.purpose in DOCUMENT_PURPOSES
    if isinstance(error, PostponedError):
        return None
    if isinstance(error, HostLeftAloneError) and (document or not first):
        return None
    code, message = _words(url, error)
    if is_gone(error) and document:
        code, message = "gone", f"{url} is not there (any more); what came earlier is kept"
    return PortalProblem(context.portal_id, url, code, message)


def is_gone(error: BaseException | None) -> bool:
    """Whether the server says that there is no such page (any more)."""
    return isinstance(error, HttpError) and error.response.status in _GONE


def _words(url: str, error: BaseException | None) -> tuple[str, str]:
    if isinstance(error, HttpError):
        return _status_words(url, error.response)
    if isinstance(error, HostLeftAloneError):
        return error.code, str(error)
    if isinstance(error, ForeignDomainError):
        return "blocked", f"{error}; it is not followed. If it is the portal's, register it"
    if isinstance(error, HostDoesNotAnswerError):
        return "unreachable", str(error)
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return (
            "blocked",
            f"robots.txt of the portal does not allow {url}, or cannot be had; it is left alone",
        )
    if isinstance(error, IgnoreRequest) and "redirections" in str(error):
        return "unreachable", f"{url} redirects in circles; tried again in the next run"
    if isinstance(error, DownloadCancelledError | IgnoreRequest):
        return "too_large", f"{url} is larger than the limit (GONGKAI_MAX_RESPONSE_SIZE): {error}"
    return "unreachable", f"fetching {url}: {reason_of(error)}; tried again in the next run"


def _status_words(url: str, response: Response) -> tuple[str, str]:
    status = response.status
    if status in _BLOCKED:
        return "blocked", f"{url} answered {status}: the portal does not let the crawler in"
    if 300 <= status < 400:
        to = (response.headers.get("Location") or b"nowhere").decode("latin-1")
        return "blocked", f"{url} leads to {to}, which is no web address; it is not followed"
    return "unreachable", f"{url} answered {status} instead of a page; tried again in the next run"

"""What went wrong with a request, in words for the person who reads them."""

from __future__ import annotations

from typing import Final

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from pipelines.items import DOCUMENT_PURPOSES, Context, PortalProblem
from pipelines.postponed import PostponedError
from spiders.left_alone import HostLeftAloneError
from spiders.own_domains import ForeignDomainError
from spiders.reachability import HostDoesNotAnswerError

_GONE: Final = frozenset({404, 410})
_BLOCKED: Final = frozenset({401, 403, 407, 412, 451, 521})


def problem_of(context: Context, url: str, error: BaseException | None) -> PortalProblem | None:
    """The problem row of a request that failed for good; None where the host's own row says it."""
    if isinstance(error, PostponedError | HostLeftAloneError):
        return None
    code, message = _words(url, error)
    missing = isinstance(error, HttpError) and error.response.status in _GONE
    if missing and context.purpose in DOCUMENT_PURPOSES:
        code, message = "gone", f"{url} is not there (any more); what came earlier is kept"
    return PortalProblem(context.portal_id, url, code, message)


def _words(url: str, error: BaseException | None) -> tuple[str, str]:
    if isinstance(error, HttpError):
        return _status_words(url, error.response.status)
    if isinstance(error, ForeignDomainError):
        return "blocked", f"{error}; it is not followed. If it is the portal's, register it"
    if isinstance(error, HostDoesNotAnswerError):
        return "unreachable", str(error)
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return "blocked", f"robots.txt of the portal does not allow {url}; it is left alone"
    if isinstance(error, DownloadCancelledError | IgnoreRequest):
        return "too_large", f"{url} is larger than the limit (GONGKAI_MAX_RESPONSE_SIZE): {error}"
    return "unreachable", f"fetching {url}: {_reason(error)}; tried again in the next run"


def _status_words(url: str, status: int) -> tuple[str, str]:
    if status in _BLOCKED:
        return "blocked", f"{url} answered {status}: the portal does not let the crawler in"
    return "unreachable", f"{url} answered {status} instead of a page; tried again in the next run"


def _reason(error: BaseException | None) -> str:
    if isinstance(error, CannotResolveHostError):
        return "the host's name is not known"
    if isinstance(error, DownloadConnectionRefusedError):
        return "the host refused the connection"
    if isinstance(error, DownloadTimeoutError):
        return "no answer within the time limit"
    if isinstance(error, ResponseDataLossError):
        return "the answer broke off before its stated length"
    return f"{type(error).__name__}: {error}"

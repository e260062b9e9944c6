"""Why a request brought nothing, in words for the person who reads them."""

from __future__ import annotations

from typing import Final

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

_CUT: Final = ("ConnectionLost", "ConnectionDone", "ConnectionAborted", "ConnectionReset")


def reason_of(error: BaseException | None) -> str:
    """As a half-sentence."""
    if isinstance(error, CannotResolveHostError):
        return "the host's name is not known"
    if isinstance(error, DownloadConnectionRefusedError):
        return "the host refused the connection"
    if isinstance(error, DownloadTimeoutError):
        return "no answer within the time limit"
    if isinstance(error, ResponseDataLossError):
        return "the answer broke off before its stated length"
    if isinstance(error, DownloadFailedError):
        cut = any(name in str(error) for name in _CUT)
        return "the host cut the connection" if cut else f"the answer is no sound HTTP ({error})"
    return f"{type(error).__name__}: {error}"

"""What reading one document may take, and how it is said that it took more."""

from __future__ import annotations

from dataclasses import dataclass

from config import Settings

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a sign of life, seconds in all, bytes of memory (child processes included),
    bytes of the document itself."""

    silence: float
    total: float
    memory: int
    size: int


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings name."""
    return Limits(
        settings.document_timeout,
        settings.document_total_time,
        settings.document_memory,
        settings.max_document_size,
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a document was not read to its end: a problem's code and message."""

    code: str
    message: str


def silent(limits: Limits) -> Ended:
    """No sign of life for too long."""
    message = f"reading took {limits.silence:g} s without progress and was ended"
    return Ended("timed_out", message)


def too_long(limits: Limits) -> Ended:
    """Too long in all."""
    return Ended("timed_out", f"reading took more than {limits.total:g} s and was ended")


def too_large(memory: int) -> Ended:
    """More memory than allowed, in bytes."""
    message = f"reading took more than {memory // _MEBIBYTE} MiB of memory and was ended"
    return Ended("too_large", message)


def too_many_bytes(size: int, limits: Limits) -> str:
    """A document larger than is read."""
    return f"{size:,} bytes; at most {limits.size:,} are read"

"""Taking members out of an archive within the limits, whatever the archive says of their sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from config import LIMITS
from transforms.containers import Contents, Member, is_passed_over, leaves_archive


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the archive lists it; `open` may raise whatever `faults` the archive has."""

    path: str
    is_encrypted: bool
    open: Callable[[], IO[bytes]]


def take(listed: Iterable[Listed], faults: tuple[type[Exception], ...]) -> Contents:
    """The members that a person put there, in their order, until a limit is reached."""
    members: list[Member] = []
    problems: list[tuple[str, str]] = []
    room = LIMITS.unpacked
    for number, one in enumerate(_wanted(listed)):
        if number >= LIMITS.members:
            problems.append(("too_large", f"more than {LIMITS.members} members in the archive"))
            break
        if fault := _refused(one):
            problems.append(fault)
            continue
        try:
            data = _bounded(one, min(room, LIMITS.part))
        except faults as error:
            problems.append(("corrupt", f"{one.path}: cannot be unpacked: {error}"))
            continue
        if data is None:
            problems.append(_too_large(one, room))
            if room < LIMITS.part:
                break
            continue
        room -= len(data)
        members.append(Member(one.path, data))
    return Contents(tuple(members), tuple(problems))


def _wanted(listed: Iterable[Listed]) -> Iterator[Listed]:
    return (one for one in listed if not is_passed_over(one.path))


def _refused(one: Listed) -> tuple[str, str] | None:
    if leaves_archive(one.path):
        return "corrupt", f"{one.path}: the path leaves the archive; the member is not read"
    if one.is_encrypted:
        return "encrypted", f"{one.path}: asks for a password; ask the agency for an open copy"
    return None


def _bounded(one: Listed, most: int) -> bytes | None:
    """The member's bytes; None if there are more than `most`."""
    with one.open() as stream:
        data = stream.read(most + 1)
    return data if len(data) <= most else None


def _too_large(one: Listed, room: int) -> tuple[str, str]:
    if room < LIMITS.part:
        limit = f"the archive unpacks to more than {LIMITS.unpacked:,} bytes"
    else:
        limit = f"more than {LIMITS.part:,} bytes unpacked"
    return "too_large", f"{one.path}: {limit}"

"""From one file to all the documents in it: members of archives, each read as if it lay by itself.

A member is a document of its own, with its own hash; `contained_in` names the file that was
fetched, `member` the way inside it: `b.pdf`, `inner.zip!/c.pdf`, `#2` for the second report of one
file. Who reads a file is handed in, so that a worker process can do it: a member that ends its
process costs nothing but itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from config import LIMITS
from transforms.claims.file_names import named
from transforms.containers import Member
from transforms.extraction import Extraction, Problem


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive: what is said of itself, and its members, yet to be read."""

    itself: Extraction
    members: tuple[Member, ...]


Answer = list[Extraction] | Unpacked
Ask = Callable[[bytes, str | None, str | None], Answer]


def read_all(data: bytes, url: str | None, content_type: str | None, ask: Ask) -> list[Extraction]:
    """The file's own extraction first, then those of all documents in it, in their order."""
    answer = ask(data, url, content_type)
    if not isinstance(answer, Unpacked):
        return answer
    too_many: list[Problem] = []
    found = list(_inside(answer, url, ask, _Budget(), too_many))
    problems = tuple(dict.fromkeys([*answer.itself.problems, *too_many]))
    root = replace(answer.itself, problems=problems)
    return [root, *(replace(e, contained_in=root.sha256) for e in found)]


@dataclass
class _Budget:
    """What is left for all archives inside one file together."""

    members: int = LIMITS.members
    unpacked: int = LIMITS.unpacked

    def take(self, member: Member) -> bool:
        self.members -= 1
        self.unpacked -= len(member.data)
        return self.members >= 0 and self.unpacked >= 0


def _inside(
    outer: Unpacked,
    url: str | None,
    ask: Ask,
    budget: _Budget,
    too_many: list[Problem],
    depth: int = 1,
) -> Iterator[Extraction]:
    for member in outer.members:
        if not budget.take(member):
            message = f"{member.path}: beyond {LIMITS.members} members or {LIMITS.unpacked:,} bytes"
            too_many.append(Problem("too_large", message + " in all"))
            return
        address = f"{url}!/{member.path}" if url else None
        answer = ask(member.data, address, None)
        if not isinstance(answer, Unpacked):
            alone = len(answer) == 1
            told = [named(e, member.path) for e in answer] if alone else answer
            yield from (replace(e, member=_way(member.path, e.member)) for e in told)
            continue
        yield replace(answer.itself, member=member.path)
        if depth >= LIMITS.depth:
            message = f"{member.path}: archives within archives beyond {LIMITS.depth} levels"
            too_many.append(Problem("too_large", message))
            continue
        for extraction in _inside(answer, address, ask, budget, too_many, depth + 1):
            yield replace(extraction, member=_way(member.path, extraction.member))


def _way(path: str, inner: str | None) -> str:
    if inner is None:
        return path
    return path + inner if inner.startswith("#") else f"{path}!/{inner}"

"""Which documents make up a report version, and which of them each topic is taken from.

Plain functions on plain values; `versions` brings them the documents of one report.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Topic:
    """What a document has of one statutory table."""

    topic: str
    readable: int
    digest: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Live:
    """A document at an address of a report; `role` is 0 body, 1 attachment, 2 image.

    `imported`: it came from a disk or a foreign archive, so that `run` tells nothing of its age.
    `signed`: the day that it is signed with, as 20230118; 0: none.
    """

    sha256: str
    url: str
    role: int
    scan: bool
    run: int
    seen: datetime
    title: str | None
    published: str | None
    topics: tuple[Topic, ...]
    text: str | None
    imported: bool = False
    signed: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One distinct state of a report: its documents and which of them each topic comes from."""

    digest: str
    first_seen: datetime
    last_seen: datetime
    documents: tuple[Live, ...]
    chosen: Mapping[str, Live]

    @property
    def body(self) -> Live:
        """The document that stands for the report."""
        return min(self.documents, key=lambda d: (d.role, -len(self.topics_of(d)), d.url))

    def topics_of(self, document: Live) -> list[str]:
        """Topics that are taken from the document."""
        return [t for t, d in self.chosen.items() if d.sha256 == document.sha256]


def versions_of(finds: Iterable[Live]) -> list[Version]:
    """The versions of one report, oldest first, from its finds in the order of their runs."""
    live: dict[str, Live] = {}
    first_text: dict[str, str] = {}  # per address, in the order in which the addresses came up
    versions: dict[str, Version] = {}
    for seen, batch in _by_run(finds):
        live |= {find.url: find for find in batch}
        for find in batch:
            if find.text:
                first_text.setdefault(find.url, find.text)
        state = tuple(sorted(live.values(), key=lambda d: (d.role, d.url)))
        chosen = choose(state)
        digest = _digest(state, chosen, first_text)
        known = versions.get(digest)
        first = known.first_seen if known else min(f.seen for f in batch)
        versions[digest] = Version(digest, first, seen, state, chosen)
    with_figures = [v for v in versions.values() if v.chosen]
    return with_figures or list(versions.values())[-1:]


def _by_run(finds: Iterable[Live]) -> Iterator[tuple[datetime, list[Live]]]:
    """Imports at different addresses are copies, whichever came first: they count from the start.
    Only an address that is imported again can hold a re-issue, or a report that is signed later.
    """
    runs: dict[int, list[Live]] = defaultdict(list)
    known: set[str] = set()
    for find in finds:
        copy = find.imported and find.url not in known
        runs[0 if copy else find.run].append(replace(find, run=0) if copy else find)
        known.add(find.url)
    for _, run in sorted(runs.items()):
        for batch in _by_signature(run):
            yield max(f.seen for f in batch), batch


def _by_signature(run: Sequence[Live]) -> list[list[Live]]:
    """What one run brought, in the order in which it was signed: an original and its re-issue may
    stand side by side. Only what holds the whole report, and is no scan, tells by its day that it
    is one or the other; all else counts with the last of them."""
    offered = [{t.topic for t in find.topics} for find in run]
    every = set().union(*offered)
    days = [
        find.signed if topics == every and not (find.role or find.scan) else 0
        for find, topics in zip(run, offered, strict=True)
    ]
    last = max(days, default=0)
    batches: dict[int, list[Live]] = defaultdict(list)
    for find, day in zip(run, days, strict=True):
        batches[day or last].append(find)
    return [batch for _, batch in sorted(batches.items())]


def choose(documents: Sequence[Live]) -> dict[str, Live]:
    """For each topic the one document to take it from: most readable cells, body before attachment,
    born-digital before scan, the one that appeared last, was signed last (of imports: was published
    last).
    Ambiguous tables are taken from none."""
    offers: dict[str, list[tuple[tuple[Any, ...], Live]]] = defaultdict(list)
    for document in documents:
        for t in document.topics:
            if not t.ambiguous:
                offers[t.topic].append(((-t.readable, *_rank(document)), document))
    return {topic: min(offers[topic], key=lambda o: o[0])[1] for topic in sorted(offers)}


def _rank(document: Live) -> tuple[Any, ...]:
    tie = (-_day(document.published), document.sha256) if document.imported else (0, "")
    appeared = (-document.run, -document.signed)
    return (document.role, document.scan, *appeared, *tie, document.url)


def _day(published: str | None) -> int:
    """2023-01-31 as 20230131; 0 where no day is known."""
    digits = re.sub(r"\D", "", (published or "")[:10])
    return int(digits) if len(digits) == 8 else 0


def _digest(
    documents: Sequence[Live], chosen: Mapping[str, Live], first_text: Mapping[str, str]
) -> str:
    """Of the figures, and of the text if it changed at its own address: what another address says
    around the same figures is a copy."""
    figures = [
        f"{t.topic}={t.digest}" for name, d in chosen.items() for t in d.topics if t.topic == name
    ]
    came_up = {url: at for at, url in enumerate(first_text)}
    texts = [
        "" if d.text == first_text[d.url] else d.text
        for d in sorted(
            (d for d in documents if d.text),
            key=lambda d: (d.role, d.scan, came_up[d.url], d.url),
        )
        if d.text
    ]
    return hashlib.md5(
        "|".join([*figures, *filter(None, texts[:1])]).encode(), usedforsecurity=False
    ).hexdigest()[:12]

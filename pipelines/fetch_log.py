"""What earlier runs know of a portal's URLs, made of the lake's `fetches`, row by row.

It answers three questions: with which validators to ask again, whether a report page is due again,
and where in the archive the bytes lie that came last. `log_index` keeps it from night to night.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from vocabulary.titles import is_amended

# Days until a report page is asked for again, by how often it was seen: re-issues happen, mostly
# soon. The first is more than a day, so that the second night fetches lists only.
RECHECK_DAYS: Final = (2, 3, 7, 14, 30, 60, 120)
# Days between attempts at what keeps failing, by the number of runs that it failed in: the first
# three failing nights are followed by another attempt in the very next run.
RETRY_DAYS: Final = (0, 0, 0, 1, 3, 7, 14, 30)
_CHINA: Final = timedelta(hours=8)  # whose days lists print
_IN_STEP: Final = (timedelta(), timedelta(days=1), timedelta(days=-1))  # clocks that go wrong
_HELD_STATUS: Final = frozenset({200, 304})
_BROUGHT: Final = (
    "content_type", "payload_sha256", "etag", "last_modified", "links_digest", "warc_file",
    "warc_offset",
)  # fmt: skip
COLUMNS: Final = (
    "run_id", "portal_id", "purpose", "url", "final_url", "fetched_at", "status", "error",
    "link_text", "published", *_BROUGHT,
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """How a list shows an entry: the link's text, the date beside it (ISO)."""

    link_text: str | None = None
    published: str | None = None


NOTHING_TOLD: Final = Entry()


@dataclass(frozen=True)
class Known:
    """One URL as earlier runs met it; `failures` counts the runs it failed in since it was had."""

    purpose: str
    last_attempt: datetime
    first_attempt: datetime | None = None
    portal_id: str | None = None
    successes: int = 0
    failures: int = 0
    failed_in: str | None = None  # the last such run: its own retries are one failure
    last_success: datetime | None = None
    final_url: str | None = None
    content_type: str | None = None
    payload_sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    links_digest: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    amended: bool = False  # the link that led there spoke of an amendment
    link_text: str | None = None  # that link, and the date beside it
    published: str | None = None

    @property
    def held(self) -> bool:
        """Whether the archive holds a copy."""
        return self.warc_file is not None

    def due(self, now: datetime) -> bool:
        """Whether to ask for it again: by age when it was had, by patience when it failed."""
        if self.failures or self.last_success is None:
            days = RETRY_DAYS[min(max(self.failures - 1, 0), len(RETRY_DAYS) - 1)]
            return now - self.last_attempt >= timedelta(days=days)
        days = RECHECK_DAYS[min(self.successes - 1, len(RECHECK_DAYS) - 1)]
        return now - self.last_success >= timedelta(days=days)

    def reissued(self, entry: Entry, now: datetime) -> bool:
        """Whether the list tells of a version that came after the one that was had.

        It dates the entry by a later day, or its title speaks of an amendment for the first time. A
        day to come is a slip of the pen; a date that goes with the day of asking is no date. Asking
        settles it: the same list says nothing new then. Where it fails, patience decides when to
        ask again.
        """
        if self.last_success is None or self.failures:
            return False
        had, today = ((moment + _CHINA).date() for moment in (self.last_success, now))
        dates = (self.published, entry.published)
        in_step = any((f"{had - ago}", f"{today - ago}") == dates for ago in _IN_STEP)
        later = f"{had}" < (entry.published or "") <= f"{today}" and not in_step
        return later or (is_amended(entry.link_text or "") and not self.amended)


@dataclass(frozen=True)
class Copy:
    """A payload that the archive holds: where, and from which URL it came when."""

    warc_file: str
    warc_offset: int
    url: str
    date: str


@dataclass(frozen=True)
class KnownColumn:
    """A column as earlier runs read it: `reports` were on its pages when all of them were read.

    Since then it had only `shorter` for some `nights`; `gave_way`: it once stayed shorter for good.
    """

    reports: int = 0
    sure: bool = True
    agency: str | None = None
    shorter: int = 0
    nights: int = 0
    gave_way: bool = False


@dataclass
class FetchLog:
    """The known URLs of some portals, and the payloads that the archive holds already."""

    asked: dict[str, Known] = field(default_factory=dict)  # by the URL asked for
    exchanged: dict[str, Known] = field(default_factory=dict)  # by the URL that answered
    payloads: dict[str, Copy] = field(default_factory=dict)  # by sha256
    unsettled: set[str] = field(default_factory=set)  # portals where something was left to do
    # Of portals whose last run was cut short: (address, sha256) of what was told to be a document.
    told: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    columns: dict[str, dict[str, KnownColumn]] = field(default_factory=dict)  # portal → URL
    listed: dict[str, set[str]] = field(default_factory=dict)  # portal → reports on its lists
    missing: dict[str, dict[str, str]] = field(default_factory=dict)  # portal → file → its page

    def due(self, url: str, now: datetime, entry: Entry = NOTHING_TOLD) -> bool:
        """Whether to fetch a report page or a file: never met, failed, old, or issued anew."""
        known = self.asked.get(url)
        return known is None or known.due(now) or known.reissued(entry, now)

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in one exchange or attempt, oldest first."""
        for index, url in ((self.asked, row["url"]), (self.exchanged, row["final_url"])):
            if url is not None and not _is_hop(row, index is self.asked):
                index[url] = _after(index.get(url), row)
        if row["payload_sha256"] and row["status"] == 200 and row["error"] is None:
            date = row["fetched_at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            copy = Copy(row["warc_file"], row["warc_offset"], row["final_url"], date)
            self.payloads.setdefault(row["payload_sha256"], copy)


def _is_hop(row: Mapping[str, Any], as_asked: bool) -> bool:
    """A redirect on the way says nothing yet of the URL that was asked for."""
    return as_asked and row["status"] in (301, 302, 303, 307, 308)


def _after(known: Known | None, row: Mapping[str, Any]) -> Known:
    began = row["fetched_at"]
    known = known or Known(purpose=row["purpose"], last_attempt=began, first_attempt=began)
    known = replace(
        known,
        purpose=row["purpose"],
        last_attempt=row["fetched_at"],
        portal_id=row["portal_id"],
    )
    if row["error"] is not None or row["status"] not in _HELD_STATUS:
        again = known.failures > 0 and known.failed_in == row["run_id"]
        return replace(known, failures=known.failures + (not again), failed_in=row["run_id"])
    brought = {name: row[name] for name in _BROUGHT}
    for name in ("link_text", "published"):  # one asked for without any list keeps what one said
        brought[name] = row.get(name) or getattr(known, name)
    brought["amended"] = is_amended(row.get("link_text") or "") or known.amended
    if row["status"] == 304:  # says only what is new: validators may be left out
        told = ("link_text", "published")
        brought = {k: v if k in told else v or getattr(known, k) for k, v in brought.items()}
    return replace(
        known,
        successes=known.successes + 1,
        failures=0,
        failed_in=None,
        last_success=row["fetched_at"],
        final_url=row["final_url"],
        **brought,
    )

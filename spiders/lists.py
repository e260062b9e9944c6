"""What a look at a portal's lists amounts to: one row per column, what came and what went.

A list that yields clearly less than the last time is an alarm, not a withdrawal: pages of lists
fail in many ways that look like success. Nothing counts as gone then, nor on a night that did not
read every column to its end. One that stays as short for a week is believed, and that is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipelines.crawl_state import now
from pipelines.fetch_log import FetchLog, KnownColumn
from pipelines.items import Listed, Listing, PortalProblem
from spiders import unfinished
from spiders.column import Column
from spiders.look import Look

BELIEVED_AFTER: Final = 7  # nights on which a list has the same shorter length
_FEW: Final = 4  # reports; of so few, one that goes is half of the list


def outcome(look: Look, log: FetchLog) -> Iterator[Listing | Listed | PortalProblem]:
    """What to say of a portal when its look is over."""
    portal_id = look.portal.portal_id
    had = log.columns.get(portal_id, {})
    for column in look.columns.values():
        yield from _compared(portal_id, column, had.get(column.url, KnownColumn()))
    listings = look.listings()
    yield from listings
    yield from unfinished.told(look)
    known, seen = log.listed.get(portal_id, set()), look.report_urls
    whole = all(listing.complete and listing.column_url for listing in listings)
    now_believed = (c.shrunk and c.complete for c in look.columns.values())
    believed = any(c.gave_way for c in had.values()) or any(now_believed)
    if whole and not believed and _shrunk(len(known), len(seen)):
        yield _alarm(portal_id, look.portal.home_url, len(known), len(seen))
        whole = False
    added, removed = sorted(seen - known), sorted(known - seen) if whole else []
    if added or removed:
        yield Listed(portal_id, now(), tuple(added), tuple(removed))


def _compared(portal_id: str, column: Column, before: KnownColumn) -> Iterator[PortalProblem]:
    """A list that is much shorter alarms, until it has been just as long for many nights."""
    has = len(column.reports)
    if not column.complete or not _shrunk(before.reports, has):
        return
    column.shrunk = True
    if has and before.shorter == has and before.nights + 1 >= BELIEVED_AFTER:
        message = f"{column.url} has listed {has} reports for {before.nights + 1} nights, where it "
        message += f"once listed {before.reports}: that is taken for its length from now on"
        yield PortalProblem(portal_id, column.url, "list_shorter", message)
        return
    column.complete = False
    yield _alarm(portal_id, column.url, before.reports, has)


def _shrunk(had: int, has: int) -> bool:
    return has == 0 < had or (had >= _FEW and has * 2 < had)


def _alarm(portal_id: str, url: str, had: int, has: int) -> PortalProblem:
    message = f"{url} listed {had} reports and now lists {has}: has the list moved or changed? "
    message += "Nothing is taken for withdrawn; look at it, and set annual_reports_url if it moved"
    return PortalProblem(portal_id, url, "list_shrunk", message)

"""What a look at a portal did not come to, in words: what it found may not be all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipelines.items import PortalProblem
from spiders.look import Look

_NAMED: Final = 3  # addresses that a message names


def told(look: Look) -> Iterator[PortalProblem]:
    """Columns whose end was not reached, and a search that ended before its places did."""
    portal_id = look.portal.portal_id
    if look.postponed:
        return
    for column in look.columns.values():
        if column.left and column.reports:
            message = f"{column.url} was left before its end: {column.left}. Older reports may "
            message += "stand behind; what it lists is not taken for all"
            yield PortalProblem(portal_id, column.url, "list_unfinished", message)
    if look.has_reports and look.pages >= look.most_pages:
        message = f"the look at {look.portal.home_url} ended after {look.pages} pages of lists: "
        message += "more reports may stand on others (GONGKAI_MAX_PAGES_PER_PORTAL)"
        yield PortalProblem(portal_id, look.portal.home_url, "list_unfinished", message)
    if look.searched and not look.has_reports and (left := look.left):
        yield PortalProblem(portal_id, look.portal.home_url, "search_unfinished", _left(look, left))


def _left(look: Look, left: list[str]) -> str:
    more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
    message = f"no annual report was found on {look.pages} pages, and not all places were looked "
    message += f"at: {', '.join(left[:_NAMED])}{more}. The next run goes on; if you know the "
    return message + "column, set annual_reports_url"

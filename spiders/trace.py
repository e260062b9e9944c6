"""The way of a look, page by page, for a person who wants to know how a column was found."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.http import Response

from spiders.reading import Reading


@dataclass(frozen=True)
class Step:
    """One page of a look, for a person who wants to know how a column was found, and why."""

    url: str
    parent: str | None
    text: str | None
    reason: str
    family: str
    sign: str
    is_report: bool
    reports: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    further: int


def step_of(response: Response, found: Reading, reason: str) -> Step:
    """What one page said."""
    url, context = response.url, response.meta["context"]
    titles = tuple((link.url, link.title) for link in found.of_kind("report"))
    if found.is_report:
        titles = ((url, context.link_text or ""), *titles)
    leads = tuple(f"{link.title} {link.url}" for link in found.of_kind("column", "sub_column"))
    return Step(
        url=url,
        parent=context.parent_url,
        text=context.link_text,
        reason=reason,
        family=found.family,
        sign=found.sign,
        is_report=found.is_report,
        reports=titles,
        columns=leads,
        further=len(found.further),
    )

"""What a response is to the spider: a page, a failure, a report by its link's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrapy.http import Response, TextResponse

from pipelines.items import Context, PortalProblem
from spiders import report_page
from spiders.families import Page
from spiders.pages.decoding import decoded
from vocabulary.titles import parse_title

_LONGEST_PAGE: Final = 5_000_000  # characters: what lies behind is no list that a person reads


def page_of(response: Response) -> Page:
    """The page, under the address asked for where that is more exact; empty for what is no text."""
    if not isinstance(response, TextResponse):
        return Page(response.url, "")
    asked = response.request.url if response.request else response.url
    url = asked if asked.partition("#")[0] == response.url else response.url
    text, encoding = decoded(response)
    return Page(url, text[:_LONGEST_PAGE], encoding)


def has_failed(response: Response) -> bool:
    """Whether what came was judged not to be what was asked for."""
    return bool(response.meta.get("archived", {}).get("problem"))


def problem_in(response: Response) -> Iterator[PortalProblem]:
    """That judgement, for the portal's problems."""
    if found := response.meta.get("archived", {}).get("problem"):
        portal_id = response.meta["context"].portal_id
        yield PortalProblem(portal_id, response.url, found["code"], found["message"])


def is_called_report(response: Response, page: Page) -> bool:
    """Whether its link says that it is a report; where the link says too little, the page does."""
    context: Context = response.meta["context"]
    title = parse_title(context.link_text or "")
    if title.reason == "report" and (title.agency or title.year):
        return True
    return title.is_open and report_page.holds_report(page)

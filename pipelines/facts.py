"""The item pipeline: what the spider says beyond the exchanges becomes metadata records."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final, Self

from scrapy.crawler import Crawler

from pipelines.crawl_state import CrawlState, state_of
from pipelines.items import Item, JoinedArticle

_HTML: Final = "text/html; charset=utf-8"


class FactsPipeline:
    """Writes each item as one metadata record."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Item) -> Item:
        """Archive the item and hand it on."""
        write_or_hold(state_of(self._crawler), item)
        return item


def write_or_hold(state: CrawlState, item: Item) -> None:
    """Write an item, once something has answered: until then the run may turn out to be offline."""
    if not state.answered:
        state.held.append(item)
        return
    held, state.held[:] = list(state.held), []
    for one in (*held, item):
        _write(state, one)


def release(state: CrawlState) -> None:
    """At the run's end: what was held is said after all, unless the run was offline."""
    if not state.offline:
        for item in state.held:
            _write(state, item)
    state.held.clear()


def _write(state: CrawlState, item: Item) -> None:
    if isinstance(item, JoinedArticle):
        _keep(state, item)
        return
    facts = {"kind": item.kind, "run_id": state.run_id, "batch": state.batch, **asdict(item)}
    url = facts.get("url") or facts.get("column_url")
    state.archive.metadata(facts, str(url or "urn:gongkai:run"))


def _keep(state: CrawlState, article: JoinedArticle) -> None:
    """A document of our own making: a `resource`, as WARC calls what no exchange brought."""
    facts = state.facts(article.kind, article.url, article.context, article.url)
    told = {"status": 200, "content_type": _HTML, "payload_sha256": article.payload_sha256}
    facts |= {**told, "payload_size": len(article.body), "etag": None, "last_modified": None}
    state.archive.resource(facts, article.url, article.body, _HTML)

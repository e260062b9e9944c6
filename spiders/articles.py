"""Articles on several pages: the further ones are fetched, and all are joined into one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapy.http import Request, Response

from pipelines.items import Context, JoinedArticle, PortalProblem
from spiders.families import Page
from spiders.joined import MARK, Article
from spiders.look import Look
from spiders.pages.continued import further_pages
from spiders.responses import page_of

if TYPE_CHECKING:
    from spiders.reports import Reports

Output = Iterator[Request | JoinedArticle | PortalProblem]


@dataclass(frozen=True)
class Articles:
    """Follows articles on behalf of `reports`, which asks for their pages."""

    reports: Reports

    def go_on(self, look: Look, page: Page, response: Response, *, inner: bool) -> Output:
        """The other pages that one of an article names; the whole when the last has come."""
        context: Context = response.meta["context"]
        first = context.parent_url if inner else page.url
        others = further_pages(page, first if inner else None)
        if others and not inner:
            digest = response.meta["archived"]["payload_sha256"]
            look.articles.setdefault(page.url, Article(page, context, digest))
        article = look.articles.get(first or "")
        if article is None:
            return
        told = replace(context, parent_url=first, purpose="part")
        for url in others:
            if url not in article.parts:
                article.parts[url] = None
                yield from self._part(look, article, url, told)
        if inner:
            asked = str((response.meta.get("redirect_urls") or [page.url])[0])
            article.parts[asked] = page
        yield from self._whole(article)

    def failed(self, look: Look, context: Context, url: str) -> Output:
        """A further page that did not come: the report is without what stands there."""
        article = look.articles.get(context.parent_url or "")
        if article is not None and not article.failed and url in article.parts:
            article.failed = True
            message = f"the article goes on at {url}, which could not be had: what stands there is "
            told = (context.portal_id, article.page.url, "article_incomplete")
            yield PortalProblem(*told, message + "missing", article.payload_sha256)

    def _part(self, look: Look, article: Article, url: str, told: Context) -> Output:
        asked = False
        for request in self.reports.inside(look, url, told):
            asked = True
            yield request
        if asked:
            return
        response = self.reports.archived(url, told)
        if response is None:
            yield from self.failed(look, told, url)
        else:
            article.parts[url] = page_of(response)

    def _whole(self, article: Article) -> Output:
        """Once: what equals the document that an earlier run made is not told again."""
        whole = article.whole()
        known = self.reports.crawl_state.log.asked.get(article.page.url + MARK)
        if whole is None or (known and known.payload_sha256 == whole.payload_sha256):
            return
        yield whole

"""An article on several pages as one document: a table that the pages cut in two is whole again.

The pages stay in the archive as they came; what is made of them is kept beside them, under the
first one's address with `#joined`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import lxml.html
from lxml import etree

from pipelines.items import Context, JoinedArticle
from spiders.families import Page
from vocabulary.text import squash

MARK: Final = "#joined"
_NO_TEXT: Final = ("script", "style", "noscript", "link")


@dataclass
class Article:
    """A first page with the others, by their addresses; None for those that did not come yet."""

    page: Page
    context: Context
    payload_sha256: str
    parts: dict[str, Page | None] = field(default_factory=dict)
    failed: bool = False

    @property
    def pages(self) -> list[Page] | None:
        """All of them in the order of their numbers; None while one is missing."""
        ordered = [self.parts[url] for url in sorted(self.parts, key=lambda u: (len(u), u))]
        found = [page for page in ordered if page is not None]
        return [self.page, *found] if len(found) == len(ordered) and found else None

    def whole(self) -> JoinedArticle | None:
        """The document made of all pages."""
        pages = self.pages
        if pages is None or (text := join(pages)) is None:
            return None
        body = text.encode()
        told = (self.page.url + MARK, body, hashlib.sha256(body).hexdigest())
        return JoinedArticle(replace(self.context, purpose="report"), *told)


def join(pages: list[Page]) -> str | None:
    """One HTML document: what each further page has of its own stands where the first one's ends.

    What all pages show (menu, title, foot) stands there once. None for pages without any body.
    """
    first, *others = (_body(page) for page in pages)
    if first is None or any(other is None for other in others):
        return None
    bodies = [other for other in others if other is not None]
    shown = [set(map(_text, _leaves(body))) for body in (first, *bodies)]
    common = shown[0].intersection(*shown[1:])
    end = next((leaf for leaf in reversed(list(_leaves(first))) if _text(leaf) not in common), None)
    if end is None:
        return None
    end = next(end.iterancestors("table"), end)
    for body in reversed(bodies):
        _drop(body, shown[0])
        body.tag = "div"
        body.attrib.clear()
        body.tail, end.tail = end.tail, None
        end.addnext(body)
    root = first.getroottree().getroot()
    _declare_utf8(root)
    return "<!DOCTYPE html>\n" + str(lxml.html.tostring(root, encoding="unicode"))


def _body(page: Page) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    if not page.text.strip():
        return None
    root = lxml.html.document_fromstring(page.text.encode(errors="replace"), parser=parser)
    etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    return root.find("body")


def _leaves(body: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """The innermost elements with text; of a table's, all belong to the page alone."""
    for element in body.iter():
        if isinstance(element.tag, str) and len(element) == 0 and _text(element):
            yield element


def _text(element: lxml.html.HtmlElement) -> str:
    """What an element says; a figure says it of its own place: equal ones are no furniture."""
    text = squash("".join(map(str, element.itertext())))
    is_figure = element.tag == "td" or next(element.iterancestors("td"), None) is not None
    return f"{text} {id(element)}" if text and is_figure else text


def _drop(body: lxml.html.HtmlElement, shown: set[str]) -> None:
    for leaf in [leaf for leaf in _leaves(body) if _text(leaf) in shown]:
        leaf.drop_tree()


def _declare_utf8(root: lxml.html.HtmlElement) -> None:
    for meta in list(root.iter("meta")):
        if meta.get("charset") or (meta.get("http-equiv") or "").lower() == "content-type":
            meta.drop_tree()
    head = root.find("head")
    if head is None:
        head = lxml.html.Element("head")
        root.insert(0, head)
    head.insert(0, lxml.html.Element("meta", charset="utf-8"))

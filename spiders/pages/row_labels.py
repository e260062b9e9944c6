"""What a link that says only 2021年 or 查看 is about: the row, column or heading that it stands in.

Tables of agencies by years print a year, or nothing but 查看, in each cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import lxml.html

from spiders.pages.addresses import is_file
from spiders.pages.html import iso_date, text_of

_VAGUE: Final = re.compile(
    r"^\W*(20\d\d\s*年?度?\s*(年报|年度报告|报告)?|(点击)?(查看|查阅|阅读|浏览|下载|打开|进入)(全文|详情|详细|报告|年报|更多)?|详情|"
    r"详细|全文|more|更多|PDF|docx?|word|年报|年度报告|附件\d*|链接|√)?\W*$",
    re.I,
)
_LONGEST: Final = 30  # characters of a label
_LONGEST_TITLE: Final = 60
_CHINESE: Final = re.compile("[一-鿿]")
_SAYS_MORE: Final = re.compile(r"20\d\d|年报|报告")
_HEADINGS: Final = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b", "th", "caption")
)
_HIGHEST: Final = 4
_FARTHEST: Final = 3  # elements back


def labelled(anchor: lxml.html.HtmlElement, title: str) -> str:
    """The title, with what it is about before it, or in place of a mere 查看."""
    if len(title) > 16 or not _VAGUE.match(title):
        return title
    row = next(anchor.iterancestors("tr"), None)
    label = _of_row(anchor, row) if row is not None else ""
    label = label or _of_entry(anchor)
    if not label and (title or is_file(anchor.get("href") or "")):  # else a picture, as of a banner
        label = next(_headings(anchor), "")
    if label and not _SAYS_MORE.search(title):
        return label
    return label + title


def _of_row(anchor: lxml.html.HtmlElement, row: lxml.html.HtmlElement) -> str:
    cells = list(row.iterchildren("td", "th"))
    at = next((n for n, cell in enumerate(cells) if anchor in set(cell.iter("a"))), None)
    if not at:
        return ""
    names = [text_of(cell) for cell in cells[:at]]
    told = [n for n in names if _CHINESE.search(n) and not _VAGUE.match(n) and not iso_date(n)]
    told = told or [n for n in names if _SAYS_MORE.search(n) and not iso_date(n)]
    first = max((n for n in told if len(n) <= _LONGEST_TITLE), key=len, default="")
    parent = row.getparent()
    top = next(iter(parent.getparent().iter("tr")), None) if parent is not None else None
    heads = list(top.iterchildren("td", "th")) if top is not None and top is not row else []
    above = text_of(heads[at]) if at < len(heads) else ""
    return first + (_short(above) if _SAYS_MORE.search(above) else "")


def _of_entry(anchor: lxml.html.HtmlElement) -> str:
    """What the list's entry says before its only link: `某局2022年年报 [查看]`."""
    entry = next(anchor.iterancestors("li", "p", "dd"), None)
    if entry is None or len(list(entry.iter("a"))) > 1:
        return ""
    before = text_of(entry).partition(text_of(anchor) or "\n")[
        0
    ]  # a picture has no text to part at
    text = before.strip(" [(【（")
    return text if _CHINESE.search(text) and len(text) <= _LONGEST_TITLE else ""


def _headings(anchor: lxml.html.HtmlElement) -> Iterator[str]:
    """Short texts before the link or the list that it stands in, nearest first."""
    for height, node in enumerate([anchor, *anchor.iterancestors()]):
        if height > _HIGHEST or node.tag == "body":
            return
        for back, before in enumerate(node.itersiblings(preceding=True)):
            if back >= _FARTHEST:
                break
            if isinstance(before.tag, str) and (text := _heading(before)):
                yield text


def _heading(element: lxml.html.HtmlElement) -> str:
    """The text of a heading, or of a short line without links."""
    inner = list(element.iter(*_HEADINGS))
    if not inner and next(element.iter("a"), None) is not None:
        return ""
    text = _short(text_of(inner[-1] if inner else element))
    return "" if _VAGUE.match(text) or not _CHINESE.search(text) else text  # a date names nothing


def _short(text: str) -> str:
    return text if 2 <= len(text) <= _LONGEST else ""

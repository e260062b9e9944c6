"""Cells of a page's tables that its styles turn round or put elsewhere: read in the order of the
source, they may say something else than they show.

Told from the elements' own styles and the page's style sheets; only rows, cells and what stands in
cells count: portals turn menus and pictures about as they like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transforms.readers.html_own_style import own_style
from transforms.readers.html_style import matched_rules

_WORDS = ("override", "reverse", "transform", "flex", "grid", "rotate", "float", "order:")
_TURNED = re.compile(r"unicode-bidi:\S*override|(?:^|;)transform:(?:scalex?\(-|rotate|matrix)")
_MOVED = re.compile(
    r"(?:^|;)(?:flex-direction|flex-flow):[^;]*reverse|(?:^|;)order:-?[1-9]|(?:^|;)float:right|"
    r"(?:^|;)(?:grid-(?:row|column|area)(?:-start)?):|(?:^|;)transform:(?!none|translate(?:3d|z)?\(0)|(?:^|;)rotate:(?!0)"
)
_EITHER = re.compile(f"{_TURNED.pattern}|{_MOVED.pattern}")
_ROWS_AND_CELLS = frozenset({"tbody", "tr", "td", "th"})
_NAMED = 60  # characters of a style in a message


def moved(
    tree: LexborHTMLParser, markup: str, boxes: Collection[int] = ()
) -> Iterator[tuple[str, str]]:
    """One problem (code, message) for each way in which cells with figures are turned or moved;
    `boxes` are the rows and cells (by `mem_id`) of tables that are made of other elements."""
    words = [word for word in _WORDS if _occurs(word, markup)]
    if not words or not (boxes or "<td" in markup.lower()):
        return
    told: set[str] = set()
    for node, style in (*_own(tree, words, boxes), *matched_rules(tree, _EITHER)):
        found = _of_interest(node, style, is_box=node.mem_id in boxes)
        if found and found not in told:
            told.add(found)
            message = f"cells of a table are turned or moved by the page's style: {found}"
            yield "layout_doubtful", message


def _occurs(word: str, markup: str) -> bool:
    if word != "order:" or word not in markup:
        return word in markup
    return not all(before.endswith("b") for before in markup.split(word)[:-1])  # of `border:`


def _own(
    tree: LexborHTMLParser, words: Collection[str], boxes: Collection[int]
) -> Iterator[tuple[LexborNode, str]]:
    inside = "" if boxes else "table "
    for word in words:
        for node in tree.css(f"{inside}[style*='{word}']"):
            yield node, own_style(node.attributes).text


def _of_interest(node: LexborNode, style: str, *, is_box: bool) -> str:
    """The declaration that turns or moves figures; empty if none does."""
    of_table = is_box or (node.tag or "") in _ROWS_AND_CELLS
    if not of_table and not _in_cell(node):
        return ""
    found = _TURNED.search(style)
    if found is None and of_table:
        found = _MOVED.search(style)
    if found is None or not any(c.isdecimal() for c in node.text(deep=True)):
        return ""
    return style[found.start() :].lstrip(";").partition(";")[0][:_NAMED]


def _in_cell(node: LexborNode) -> bool:
    outer = node.parent
    while outer is not None and outer.tag not in ("td", "th"):
        outer = outer.parent
    return outer is not None

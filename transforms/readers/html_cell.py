"""What one HTML table cell shows: its text as a browser sets it, and what it shows besides.

Digits that stand together in the source need not do so on the page, nor show at all; what cannot be
settled without drawing the page is kept apart from the number beside it by `^`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from transforms.blocks import new_tuple
from transforms.readers.html_own_style import Attributes, OwnStyle, own_style
from transforms.readers.html_style import Styled

_LINE_TAGS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote center dd details div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table
        tbody td tfoot th thead tr ul""",
    )
)
_BARE_TAGS = frozenset(re.findall(r"\w+", "b big center div em font i p span strong u"))
_UNSEEN_TAGS = frozenset({"style", "del", "s", "strike", "option", "datalist"})
_OPAQUE_TAGS = frozenset(  # pictures, and what may write text or draw where none stands
    re.findall(
        r"\w+",
        """script noscript template iframe img svg canvas object embed video audio meter progress
        math""",
    )
)
_SHOWN_INPUTS = frozenset({"text", "number", "search", "tel"})
_FILLED_BY_SCRIPT = frozenset(
    ["v-text", "v-html", "v-model", "ng-bind", "ng-model", "data-bind", "x-text", ":value"]
)
_NUMBERS = frozenset(  # the last are those of scripts that count a figure up
    re.findall(
        r"\S+", "x:num sdval data-value data-val data-v data-num data-number data-to data-count"
    )
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = " \t\r\n\f"
_LINE = "\x00"  # parts lines until the text is folded; no page holds it any more
_PERHAPS = "\x01"  # around text that may be no part of the number beside it
_UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
_NUMBER = re.compile(r">[ \t\r\n\f]*([0-9]+)[ \t\r\n\f]*<")
_USUAL = 2000  # characters of markup; longer cells are not kept
_MOST_KEPT = 4096
_NOTES = {"msofootnotereference", "msoendnotereference"}


class Shown(NamedTuple):
    """A cell's text, its lines apart; `opaque` if it shows something else as well, `dropped` if a
    style sheet hides some of it, `more` if one may write figures beside it."""

    text: str
    opaque: bool = False
    dropped: bool = False
    more: bool = False


# by markup, without the number that is all of the text; for pages without styles of their own
_KEPT: dict[tuple[str, ...], Shown] = {}


def only_text(cell: LexborNode, hidden: Collection[int] = ()) -> str | None:
    """What a cell shows that holds one text, in bare elements at most, as most do; None if there
    is anything else. `hidden`: elements (by `mem_id`) that style sheets hide."""
    node = cell.child
    if node is None:
        return ""
    while node is not None:
        if node.tag == "-text":
            text, node = node.text_content or "", node.next
            if node is None:
                return _folded(text)
            if text.strip(_BLANKS):
                return None
            continue  # white space before an element
        if node.attributes or node.tag not in _BARE_TAGS or node.mem_id in hidden:
            return None
        following = node.next
        if following is not None and not _ends_blank(following):
            return None
        node = node.child
    return None


def _ends_blank(node: LexborNode) -> bool:
    """Whether nothing but white space stands here, and nothing behind it."""
    blank = node.tag == "-text" and not (node.text_content or "").strip(_BLANKS)
    return blank and node.next is None


def shown(cell: LexborNode, styles: Styled) -> Shown:
    """What the cell shows. `styles`: what the page's style sheets do to its elements.

    What is hidden or struck out does not exist. A table inside is text if it has one cell, and
    opaque otherwise: it is read as a grid of its own.

    A page that was pasted from Word says the same of hundreds of cells, but for the number: that is
    looked through once.
    """
    markup = "" if styles.hidden or styles.written else cell.html or ""
    if not 0 < len(markup) <= _USUAL:
        return _looked_through(cell, styles)
    key = tuple(_NUMBER.split(markup))
    alone = ""
    if len(key) == 3:
        before, alone, behind = key
        key = before, behind
    if (kept := _KEPT.get(key)) is not None:
        return new_tuple(Shown, (alone, *kept[1:])) if alone else kept
    found = _looked_through(cell, styles)
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    if found.text == alone or not alone:
        _KEPT[key] = found
    return found


def _looked_through(cell: LexborNode, styles: Styled) -> Shown:
    first, hidden, written = cell.child, *styles
    more = bool(written) and cell.mem_id in written
    parts: list[str] = []
    opaque = dropped = False
    stack: list[LexborNode | str | None] = [first]
    while stack:
        node = stack.pop()
        if node is None or isinstance(node, str):
            parts.append(node or "")
            continue
        stack.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            continue
        attributes = node.attributes if tag[:1] != "-" else {}
        style = own_style(attributes)
        if style.unseen or _unseen(tag, attributes):
            continue
        if hidden and node.mem_id in hidden:
            dropped = True
            continue
        more = more or (bool(written) and node.mem_id in written)
        if _opaque(node, tag, attributes, style):
            opaque = True
            continue
        before, behind = _around(tag, attributes, style)
        if before[:1] in ("^", _PERHAPS) and _is_empty(node):
            continue
        parts.append(before)
        stack += [behind, node.child]
    return Shown(_settled(_folded("".join(parts))), opaque, dropped, more)


def _folded(text: str) -> str:
    """White space as browsers show it, with `_LINE` where a line ends."""
    if text.isprintable() and " " not in text:  # no other white space is printable
        return text
    text = _SPACES.sub(" ", text)
    if _LINE not in text:
        return text.strip(" ")
    return "\n".join(line for line in (part.strip(" ") for part in text.split(_LINE)) if line)


def _settled(text: str) -> str:
    """Text that may not belong to what stands beside it is kept apart, if there is any such."""
    if _PERHAPS not in text:
        return text
    inner = text.strip(_PERHAPS + "\n ")
    return inner.replace(_PERHAPS, "^") if _PERHAPS in inner else inner


def _unseen(tag: str, attributes: Attributes) -> bool:
    if tag == "option":
        return "selected" not in attributes
    if tag in _UNSEEN_TAGS or tag.startswith("-") or "hidden" in attributes:
        return True
    classes = attributes.get("class") or ""
    return not _UNSEEN_CLASSES.isdisjoint(classes.split())


def _opaque(node: LexborNode, tag: str, attributes: Attributes, style: OwnStyle) -> bool:
    if tag == "table":
        return len(node.css("td, th")) != 1
    if tag == "select":
        return not node.css("option[selected]")
    if tag in _OPAQUE_TAGS or not _FILLED_BY_SCRIPT.isdisjoint(attributes):
        return True
    return (style.pictured or holds_number(attributes)) and not node.text(strip=True)


def holds_number(attributes: Attributes) -> bool:
    """Whether an attribute holds a figure, which a script may show."""
    return any(map(str.isdigit, "".join(attributes.get(n) or "" for n in _NUMBERS)))


def _is_empty(node: LexborNode) -> bool:
    """Whether a raised or set apart element shows nothing, as editors leave them."""
    return not node.text(strip=True) and node.css_first("img, input, svg, canvas") is None


def _is_note(attributes: Attributes) -> bool:
    """Whether it is the mark of a note: Word raises it by a style that a pasted page lacks."""
    return (attributes.get("class") or "").lower() in _NOTES


def _around(tag: str, attributes: Attributes, style: OwnStyle) -> tuple[str, str]:
    """What stands before and behind an element's text because of the element."""
    if tag == "br":
        return _LINE, ""
    if tag in _LINE_TAGS:
        return _LINE, _LINE
    if tag in ("sup", "sub", "rt") or style.raised or _is_note(attributes):
        return "^", _PERHAPS
    if tag == "bdo" or style.turned:
        return "^", "^"
    if tag == "small" or style.apart:
        return _PERHAPS, _PERHAPS
    if tag == "input" and (attributes.get("type") or "text").lower() in _SHOWN_INPUTS:
        return attributes.get("value") or "", ""
    return "", ""

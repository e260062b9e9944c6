"""HTML pages: parsed as browsers repair them (lexbor), tables with their real row and column spans.

What a page leaves to its scripts to show is read where the page itself shows no table;
pictures that are written into it, where it shows no large one.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from config import LIMITS
from transforms.blocks import Grid, Locator, Paragraph, Reading
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument
from transforms.readers.encoding import decode
from transforms.readers.html_attached import attached
from transforms.readers.html_depth import depth
from transforms.readers.html_embedded import fragments
from transforms.readers.html_moved import moved
from transforms.readers.html_pictures import pictures, without_data
from transforms.readers.html_style import UNSTYLED, styled
from transforms.readers.html_walk import Walk
from transforms.readers.magic import binary_kind
from transforms.readers.shown_pictures import picture_named, with_pictures

CARRIER = "html"
VERSION = 35
MEDIA_TYPE = "text/html"
LAST_RESORT = 1  # markup may stand inside other carriers

_MARKUP = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|table|div|p|h[1-6]|img|meta|span|script|title)\b",
    re.IGNORECASE,
)
_STYLED = 50_000  # tags; a page of more is read without its style sheets
_TABLE_SHOWN = 30  # cells; where a page shows such a table, its scripts are not searched
_LARGE = 100  # cells: of the table of requests; pictures may be copies of what is there already
_STRETCH = 3000  # characters; a tag of thousands of attributes is twice as long at least
_MANY_ATTRIBUTES = re.compile(r"<\w+(?:\s+[^<>\s]+){3000}")


def matches(data: bytes) -> bool:
    """Whether these bytes are HTML: markup near the start, or anywhere in a short page."""
    if binary_kind(data):
        return False
    head = data[:65536].replace(b"\x00", b"")
    return bool(_MARKUP.search(head))


def read(data: bytes, content_type: str | None = None) -> Reading:
    """Blocks of a page; `metadata` are its `<meta name=…>` and title.

    Raises UnreadableDocument if there is more markup than the limits allow, pictures written into
    the page aside.
    """
    markup = decode(data, content_type).replace("\x00", "")
    whole = markup
    if ";base64," in markup:
        markup = without_data(markup)
    _gate(markup)
    tree = LexborHTMLParser(markup)
    walk = Walk(styled(tree) if markup.count("<") <= _STYLED else UNSTYLED)
    walk.page(tree)
    if not any(len(b.cells) >= _TABLE_SHOWN for b in walk.blocks if isinstance(b, Grid)):
        printed = [b.text for b in walk.blocks if isinstance(b, Paragraph) and "<table" in b.text]
        for fragment in (*fragments(tree), *printed):
            walk.page(LexborHTMLParser(fragment))
    reading = Reading(
        blocks=walk.found(),
        metadata=_metadata(tree),
        missing=attached(tree),
        problems=(*walk.problems, *moved(tree, markup, walk.boxes)),
    )
    if whole is markup or any(len(b.cells) >= _LARGE for b in walk.blocks if isinstance(b, Grid)):
        return reading
    return with_pictures(reading, "picture", pictures(whole))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture written into the page that a box lies on; None if there is none.

    Raises UnreadableDocument if it is damaged or too large.
    """
    return picture_named(pictures(decode(data, None)), "picture", locator)


def _gate(markup: str) -> None:
    """Refuse what no parser should be asked to hold, before one is asked."""
    if len(markup) > LIMITS.markup:
        message = f"{len(markup):,} characters of markup; at most {LIMITS.markup:,} are read"
    elif (tags := markup.count("<")) > LIMITS.elements:
        message = f"{tags:,} tags; at most {LIMITS.elements:,} are read"
    elif tags > LIMITS.nested_elements and (deep := depth(markup)) > LIMITS.nested_elements:
        message = f"elements nested {deep:,} deep; at most {LIMITS.nested_elements:,} are read"
    elif _may_have_long_tag(markup) and _MANY_ATTRIBUTES.search(markup):
        message = "a tag of thousands of attributes"
    else:
        return
    raise UnreadableDocument("too_large", message)


def _may_have_long_tag(markup: str) -> bool:
    """Whether a tag may be longer than two stretches: one of them is free of `<` then."""
    starts = range(0, len(markup) - _STRETCH + 1, _STRETCH)
    return any(markup.find("<", start, start + _STRETCH) < 0 for start in starts)


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    pairs = {
        (meta.attributes.get("name") or "").strip(): (meta.attributes.get("content") or "").strip()
        for meta in tree.css("meta")
    }
    title = tree.css_first("title")
    pairs["title"] = title.text(strip=True) if title is not None else ""
    heading = tree.css_first("h1")
    pairs["h1"] = heading.text(strip=True) if heading is not None else ""
    return {name: value for name, value in pairs.items() if name and value}

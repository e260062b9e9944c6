"""What a page carries beside its text: attached files, pictures, and documents shown inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

_SUFFIXES = r"\.(?:pdf|docx?|wps|xlsx?|et|csv|od[ts]|ofd|zip|rar|rtf|tiff?)"
_ATTACHMENT = re.compile(rf"{_SUFFIXES}(?:$|[?#&])|download\.jsp|downfile", re.IGNORECASE)
_IN_SCRIPT = re.compile(rf"""["']([^"'\s<>]{{1,300}}{_SUFFIXES})["'?#]""", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,4})\s*(?:px)?\s*")
_LEAST_SIDE = 300  # pixels; the crawl fetches none that is smaller
_ICON = re.compile(
    r"icon|logo|banner|arrow|button|btn|qrcode|ewm|spacer|line|loading|blank", re.IGNORECASE
)
_SHOWING = {"embed": "src", "object": "data", "iframe": "src", "frame": "src"}
_LATE = ("data-src", "data-original", "data-lazy-src", "original", "_src", "oldsrc", "src")
_MOST_SCRIPT = 200_000  # characters of one script that are searched


def attached(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Addresses of files and pictures that may show what the text lacks, likeliest first: files
    that are linked, documents shown inside the page, files that scripts name, pictures."""
    found = [
        *_links(tree),
        *_inside(tree),
        *_named_by_scripts(tree),
        *_pictures(tree),
    ]
    return tuple(dict.fromkeys(found))


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for link in tree.css("a[href]"):
        address = (link.attributes.get("href") or "").strip()
        if _ATTACHMENT.search(address):
            yield address


def _inside(tree: LexborHTMLParser) -> Iterator[str]:
    """What embed, object and frames show; of a viewer (`viewer.html?file=…`) the file itself."""
    for element in tree.css(", ".join(_SHOWING)):
        address = (element.attributes.get(_SHOWING[element.tag or ""]) or "").strip()
        if not address or address.startswith(("javascript:", "about:", "data:")):
            continue
        try:
            asked = parse_qsl(urlsplit(address).query)
        except ValueError:
            asked = []
        shown = [value for _, value in asked if _ATTACHMENT.search(value)]
        yield shown[0] if shown else address


def _named_by_scripts(tree: LexborHTMLParser) -> Iterator[str]:
    for script in tree.css("script"):
        text = (script.text() or "")[:_MOST_SCRIPT]
        if "." in text:
            yield from (match[1].replace("\\/", "/") for match in _IN_SCRIPT.finditer(text))


def _pictures(tree: LexborHTMLParser) -> Iterator[str]:
    """Pictures, icons aside; where they are loaded late, the address that is loaded."""
    for picture in tree.css("img"):
        given = picture.attributes
        addresses = (str(given[name]).strip() for name in _LATE if given.get(name))
        address = next((a for a in addresses if a and not a.startswith("data:")), "")
        if address and not _ICON.search(address) and not _is_small(given):
            yield address


def _is_small(given: Mapping[str, str | None]) -> bool:
    """Whether it is shown too small to be read, as the pictures of banners beside a report are."""
    sides = [_PIXELS.fullmatch(given.get(side) or "") for side in ("width", "height")]
    return all(side and int(side[1]) < _LEAST_SIDE for side in sides)

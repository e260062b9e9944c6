"""Pagers whose links call a function: `javascript:goPage(2)` with the address put together in it.

function goPage(n) { location.href = 'list_' + n + '.html'; }
function turn(p) { window.location = "?id=5&page=" + p; }
"""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Further, Page
from spiders.html import absolute, base_of, tree

_FUNCTION: Final = re.compile(r"function\s+(\w+)\s*\(\s*(\w+)[^)]*\)\s*\{(.{0,400}?)\}", re.S)
_GOES: Final = re.compile(
    r"location(?:\.href)?\s*=\s*[\"']([^\"']*)[\"']\s*\+\s*(\w+)\s*(?:\+\s*[\"']([^\"']*)[\"'])?"
)
_CALL: Final = re.compile(r"(\w+)\(\s*['\"]?(\d{1,4})['\"]?\s*\)")
_MOST_PAGES: Final = 200


def further(page: Page) -> list[Further]:
    """From the first page up to the highest number that any link calls."""
    templates = _templates(page.text) if "location" in page.text else {}
    root = tree(page.text) if templates else None
    if root is None:
        return []
    called: dict[str, set[int]] = {}
    for element in root.iter("a", "li", "span", "option"):
        told = f"{element.get('href') or ''} {element.get('onclick') or ''}"
        for name, number in _CALL.findall(told):
            if name in templates:
                called.setdefault(name, set()).add(int(number))
    return [f for name, numbers in called.items() for f in _pages(page, templates[name], numbers)]


def _templates(text: str) -> dict[str, tuple[str, str]]:
    found = {}
    for name, parameter, body in _FUNCTION.findall(text):
        goes = _GOES.search(body)
        if goes and goes[2] == parameter:
            found[name] = (goes[1], goes[3] or "")
    return found


def _pages(page: Page, template: tuple[str, str], numbers: set[int]) -> list[Further]:
    base = base_of(page.text, page.url)
    last = min(max(numbers), _MOST_PAGES)
    addresses = (f"{template[0]}{n}{template[1]}" for n in range(min(numbers), last + 1))
    urls = (absolute(base, address, page.encoding) for address in addresses)
    return [Further(url) for url in urls if url and url != page.url]

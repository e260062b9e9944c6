"""Links that call a function of the page, with the address put together in it.

function goPage(n) { location.href = 'list_' + n + '.html'; }        javascript:goPage(2)
function show(id) { window.open("/doc/" + id + ".html"); }           onclick="show('a81')"
function of(year) { $("#c").load("/nb/" + year + ".html"); }         onclick="of(2021)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import lxml.html

from spiders.families import Further, Page
from spiders.pages.html import absolute, base_of, tree

_FUNCTION: Final = re.compile(r"function\s+(\w+)\s*\(\s*(\w+)[^)]*\)\s*\{(?=(.{0,400}))", re.S)
_END: Final = re.compile(r"\bfunction\b|</script", re.I)  # of a function with branches, at most
_GOES: Final = re.compile(
    r"(?:location(?:\.href)?\s*=|(?:window\.open|location\.(?:replace|assign)|\.load|\$\.get)\(|"
    r"\burl\s*:|\.src\s*=)\s*"
    r"[\"']([^\"']*)[\"']\s*\+\s*(\w+)\s*(?:\+\s*[\"']([^\"']*)[\"'])?"
)
# if (n == 1) { location.href = 'list.html'; } else { location.href = 'list_' + n + '.html'; }
_FIRST_APART: Final = re.compile(r"if\s*\(\s*\w+\s*(?:={2,3}\s*[\"']?1|<\s*2|<=\s*1)[\"']?\s*\)")
_CALL: Final = re.compile(r"(\w+)\(\s*['\"]?([\w-]{1,64})['\"]?\s*[,)]")
_MOST_PAGES: Final = 200
Template = tuple[str, str]


def called(page: Page) -> Iterator[tuple[lxml.html.HtmlElement, str]]:
    """Each element that such a call stands in, with the address that it leads to."""
    for element, template, argument in _calls(page):
        base = base_of(page.text, page.url)
        if url := absolute(base, f"{template[0]}{argument}{template[1]}", page.encoding):
            yield element, url


def further(page: Page) -> list[Further]:
    """Where the calls hand over numbers of pages: all up to the highest."""
    numbers: dict[Template, set[int]] = {}
    for _, template, argument in _calls(page):
        if argument.isdigit() and len(argument) <= 3:
            numbers.setdefault(template, set()).add(int(argument))
    return [f for template, seen in numbers.items() for f in _pages(page, template, seen)]


def _calls(page: Page) -> Iterator[tuple[lxml.html.HtmlElement, Template, str]]:
    templates = templates_in(page.text)
    root = tree(page.text) if templates else None
    if root is None:
        return
    apart = "1" if _FIRST_APART.search(page.text) else None
    for element in root.iter(
        "a", "li", "span", "td", "div", "p", "dd", "h3", "tr", "button", "img"
    ):
        told = f"{element.get('href') or ''} {element.get('onclick') or ''}"
        for name, argument in _CALL.findall(told):
            if name in templates and argument != apart:
                yield element, templates[name], argument


def templates_in(text: str) -> dict[str, Template]:
    """By the name of each function that goes somewhere: what stands around its first argument."""
    found: dict[str, Template] = {}
    if "function" not in text:
        return found
    for name, parameter, body in _FUNCTION.findall(text):
        own = _END.split(body, 1)[0]
        goes = next((m for m in _GOES.finditer(own) if m[2] == parameter), None)
        if goes:
            found[name] = (goes[1], goes[3] or "")
    return found


def _pages(page: Page, template: Template, numbers: set[int]) -> list[Further]:
    base, last = base_of(page.text, page.url), min(max(numbers), _MOST_PAGES)
    addresses = (f"{template[0]}{n}{template[1]}" for n in range(min(numbers), last + 1))
    urls = (absolute(base, address, page.encoding) for address in addresses)
    return [Further(url) for url in urls if url and url != page.url]

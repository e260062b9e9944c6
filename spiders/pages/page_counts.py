"""Pagers that a script draws: how many pages it speaks of, and the address it puts together.

var totalPage = 3; for (i = 1; …) s += "<a href='list_" + i + ".html'>" + i + "</a>";
laypage.render({count: 45, limit: 15, jump: function (o) { location.href = "?page=" + o.curr; }})
new Pager({total: 45, pageSize: 15, url: "index_{page}.html"})
function goPage(n) { $("#pageNo").val(n); $("#f").submit(); }        javascript:goPage(2)
laypage({pages: 3, jump: function (o) { location.href = o.curr + ".html"; }})        on /list/1.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html

from spiders.families import Further, Page
from spiders.pages.html import absolute, base_of, text_of, tree

_PAGES: Final = re.compile(
    r"\b(?:total_?pages?|page_?count|page_?total|pages|max_?page)[\"']?\s*[:=]\s*"
    r"(?:(?:parseInt|Number)\()?[\"']?(\d{1,3})\b",
    re.I,
)
_ENTRIES: Final = re.compile(
    r"\b(?:count|total|total_?count|total_?records?)[\"']?\s*[:=]\s*[\"']?(\d{1,5})\b", re.I
)
_EACH: Final = re.compile(
    r"\b(?:limit|size|page_?size|per_?page|rows)[\"']?\s*[:=]\s*[\"']?(\d{1,3})\b", re.I
)
_JOINED: Final = re.compile(
    r"(?:\"([^\"\n]*)\"|'([^'\n]*)')\s*\+\s*\(?[A-Za-z_][\w.]*\)?"
    r"(?:\s*\+\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'))?"
)
_PLACED: Final = re.compile(
    r"[\"']([^\"'\s<>]*)(?:\{\w{0,9}\}|\[page\]|%d|#page#|__page__|\$page)([^\"'\s<>]*)[\"']", re.I
)
_ARRAY: Final = re.compile(r"\[((?:\s*[\"'][^\"'<>\n]{1,200}[\"']\s*,?){2,200})\]")
_LITERAL: Final = re.compile(r"[\"']([^\"']+)[\"']")
_FIRST: Final = re.compile(r"\bcur\w*[\"']?\s*[:=]\s*[\"']?([01])\b", re.I)
_STATED: Final = re.compile(
    r"共(\d{1,3})页|总页数:?：?(\d{1,3})|(?:第|页次:?：?|\D)\d{1,3}/(\d{1,3})(?:页|\D{0,9}(?:末|尾|下一?)页)"
)
_NEAR: Final = 200  # characters between the parts of one call
_GOES: Final = re.compile(r"(?:location|href|url|open)\s*(?:[=:(,]\s*)$", re.I)
_HREF: Final = re.compile(r".*\bhref\s*=\s*\\?[\"']?", re.I)
_END: Final = re.compile(r"[\\\"'>].*")
_SUBMITS: Final = re.compile(
    r"function\s+(\w+)\s*\(\s*(\w+)[^)]*\)\s*\{([^{}]{0,500}\.submit\(\)[^{}]{0,60})\}"
)
_SETS: Final = r"(\w+)[\"']?\)?\s*(?:\.value\s*=\s*|\.val\(\s*){}\b"
_FIELDS: Final = ".//input[@name] | .//select[@name]"
_MOST_PAGES: Final = 200


def by_address(page: Page) -> Iterator[Further]:
    """The list's other pages, as the address says that the script joins; page 1 is this one."""
    scripts = scripts_of(page)
    count = count_in(scripts)
    if count < 2:
        return
    base = base_of(page.text, page.url)
    for before, after in _templates(scripts):
        for number in range(2, count + 1):
            url = absolute(base, f"{before}{number}{after}", page.encoding)
            if url and url != page.url:
                yield Further(url)


def by_list(page: Page) -> Iterator[Further]:
    """The other pages of an array of addresses that holds this one: `["index.html", "2.html"]`."""
    base = base_of(page.text, page.url)
    for array in _ARRAY.findall(scripts_of(page)):
        urls = [absolute(base, address, page.encoding) for address in _LITERAL.findall(array)]
        if page.url in urls:
            yield from (Further(url) for url in urls if url and url != page.url)


def by_name(page: Page) -> Iterator[Further]:
    """Where the script names the page's own file and suffix beside the count: `list_2.html` …"""
    path, suffix = splitext(urlsplit(page.url).path)
    stem, scripts = path.rpartition("/")[2], scripts_of(page)
    named = re.search(rf"[\"']{re.escape(stem)}[\"']", scripts) if stem else None
    around = scripts[max(named.start() - _NEAR, 0) : named.end() + _NEAR] if named else ""
    if re.search(rf"[\"']{suffix[1:]}[\"']", around) and suffix:
        first = _FIRST.search(around)
        start = int(first[1]) + 1 if first else 2
        for number in range(start, start + count_in(around) - 1):
            yield Further(urljoin(page.url, f"{stem}_{number}{suffix}"))


def by_number(page: Page) -> Iterator[Further]:
    """Where the page's whole name is its number, `1.html`, and the script puts only the suffix."""
    path, suffix = splitext(urlsplit(page.url).path)
    scripts = scripts_of(page) if path.endswith("/1") and suffix else ""
    if re.search(rf"[=(]\s*[A-Za-z_][\w.]*\s*\+\s*[\"']{re.escape(suffix)}[\"']", scripts):
        for number in range(2, count_in(scripts) + 1):
            yield Further(urljoin(page.url, f"{number}{suffix}"))


def by_form(page: Page) -> Iterator[Further]:
    """The same where a function fills the page's number into a form and sends it."""
    scripts, root = scripts_of(page), tree(page.text)
    for name, parameter, body in _SUBMITS.findall(scripts):
        field = re.search(_SETS.format(re.escape(parameter)), body)
        called = re.findall(rf"\b{name}\(\s*['\"]?(\d{{1,3}})\b", page.text)
        last = min(max([count_in(scripts), *map(int, called)]), _MOST_PAGES)
        for form in root.iter("form") if root is not None and field else ():
            yield from _sent(page, form, field[1] if field else "", last)


def _sent(page: Page, form: lxml.html.HtmlElement, field: str, last: int) -> Iterator[Further]:
    inputs = form.xpath(_FIELDS)
    number = next((i.get("name") for i in inputs if field in (i.get("name"), i.get("id"))), None)
    url = absolute(base_of(page.text, page.url), form.get("action") or page.url, page.encoding)
    if number is None or url is None:
        return
    filled = {i.get("name"): i.get("value") or "" for i in inputs}
    for n in range(2, last + 1):
        sent = {**filled, number: str(n)}
        if (form.get("method") or "get").lower() == "post":
            yield Further(url, tuple(sent.items()))
        else:
            yield Further(urlsplit(url)._replace(query=urlencode(sent)).geturl())


def scripts_of(page: Page) -> str:
    """All that stands in the page's scripts."""
    root = tree(page.text) if "<script" in page.text.lower() else None
    found = root.iter("script") if root is not None else ()
    return "\n".join(script.text for script in found if script.text)


def count_in(scripts: str) -> int:
    """Of pages; 0 where the scripts do not say."""
    if pages := _PAGES.search(scripts):
        return min(int(pages[1]), _MOST_PAGES)
    entries, each = _ENTRIES.search(scripts), _EACH.search(scripts)
    if not entries or not each or not int(each[1]):
        return 0
    return min(-(-int(entries[1]) // int(each[1])), _MOST_PAGES)


def stated_in(page: Page) -> int:
    """How many pages a list says it has: 共60页, 1/60页, or a script's count; 0 if nothing."""
    root = tree(page.text)
    shown = "".join(text_of(root).split()) if root is not None else ""
    said = max((int(m[m.lastindex or 0]) for m in _STATED.finditer(shown)), default=0)
    return min(said or count_in(scripts_of(page)), _MOST_PAGES)


def _templates(scripts: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind the page's number in addresses."""
    for match in _JOINED.finditer(scripts):
        before, after = match[1] or match[2] or "", match[3] or match[4] or ""
        if _HREF.match(before):
            found = _HREF.sub("", before), _END.sub("", after)
            if found[0] or "." in found[1]:  # else the name stands in a variable before the number
                yield found
        elif _GOES.search(scripts[: match.start()][-20:]):
            yield before, after
    for match in _PLACED.finditer(scripts):
        if re.search(r"[.?/]", match[1] + match[2]):
            yield match[1], match[2]

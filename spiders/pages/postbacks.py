"""Pagers of ASP.NET: a link that sends the page's only form back with what was clicked.

<a href="javascript:__doPostBack('AspNetPager1','2')">2</a>

The form's hidden fields (`__VIEWSTATE` …) go along as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import lxml.html

from spiders.families import Form, Further, Page
from spiders.pages.html import absolute, base_of, text_of, tree

_CALL: Final = re.compile(r"__doPostBack\(\s*['\"]([^'\"]+)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
_NEXT: Final = re.compile(r"^\W*(下一?页|后一?页|next|›|»|>|>>)\W*$", re.I)
_NUMBER: Final = re.compile(r"^\W*\d{1,3}\W*$")
_ARGUMENT: Final = re.compile(r"^(Page\$)?\d{1,3}$", re.I)
_TARGET, _GIVEN = "__EVENTTARGET", "__EVENTARGUMENT"


def further(page: Page) -> Iterator[Further]:
    """The pages that such links lead to: those with a number, else the next one."""
    root = tree(page.text) if "__doPostBack(" in page.text else None
    form = next(root.iter("form"), None) if root is not None else None
    if root is None or form is None:
        return
    clicks = [(text_of(a), m) for a in root.iter("a") if (m := _CALL.search(_script(a)))]
    numbered = [m for text, m in clicks if _NUMBER.match(text) and _ARGUMENT.match(m[2])]
    following = [m for text, m in clicks if _NEXT.match(text)]
    for click in numbered + [m for m in following if m[0] not in {n[0] for n in numbered}]:
        yield from _sent(page, form, click[1], click[2])


def key_of(form: Form) -> Form:
    """What tells one page of such a pager from another: its state says so where no number does."""
    told = dict(form)
    if _TARGET not in told:
        return form
    if _ARGUMENT.match(told[_GIVEN]):
        return (_TARGET, told[_TARGET]), (_GIVEN, told[_GIVEN])
    return form


def _sent(page: Page, form: lxml.html.HtmlElement, target: str, given: str) -> Iterator[Further]:
    url = absolute(base_of(page.text, page.url), form.get("action") or page.url, page.encoding)
    if url is None:
        return
    hidden = {
        name: field.get("value") or ""
        for field in form.iter("input")
        if (name := field.get("name")) and (field.get("type") or "").lower() in ("hidden", "text")
    }
    yield Further(url, tuple({**hidden, _TARGET: target, _GIVEN: given}.items()))


def _script(anchor: lxml.html.HtmlElement) -> str:
    return f"{anchor.get('href') or ''} {anchor.get('onclick') or ''}"

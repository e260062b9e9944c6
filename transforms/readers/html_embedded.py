"""Markup that a page carries but leaves to its scripts to show: a report in a JavaScript string, a
template, a text area, a hidden field or a data island.

https://tc39.es/ecma262/#prod-EscapeSequence for what strings escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CARRIERS = "script, template, textarea, noscript, xmp, iframe[srcdoc], input[type=hidden]"
_IN_ATTRIBUTES = {"iframe": "srcdoc", "input": "value"}
_TAG = r"(?:<|\\u003c|\\x3c|&lt;|%3c)\s*"
_TABLE = re.compile(rf"{_TAG}table\b|display\s*:\s*table\s*[;'\"\\]", re.IGNORECASE)
_BOX = re.compile(rf"{_TAG}(?:div|li|dd|span|p)\b", re.IGNORECASE)
_BOXES = 100  # of a piece that may be a table without saying so
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|`((?:[^`\\]|\\.)*)`', re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL
)
_AGAIN = re.compile(r"\\[\"/nu]")
_WIDE = re.compile(r"%u([0-9a-fA-F]{4})")  # as JavaScript's escape() writes Chinese
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_SHORTEST = 80  # what is shorter holds no statutory table
_MOST_FRAGMENTS = 20


def fragments(tree: LexborHTMLParser) -> Iterator[str]:
    """Pieces of markup with a table or many boxes in them, in the page's order, unescaped."""
    found = 0
    for carrier in tree.css(_CARRIERS):
        raw = _inside(carrier)
        if not _may_hold_table(raw):
            continue
        for piece in _pieces(raw, is_script=carrier.tag == "script"):
            if len(piece) >= _SHORTEST and found < _MOST_FRAGMENTS:
                found += 1
                yield piece


def _may_hold_table(markup: str) -> bool:
    if _TABLE.search(markup):
        return True
    return next(islice(_BOX.finditer(markup), _BOXES, None), None) is not None


def _inside(carrier: LexborNode) -> str:
    """The markup that an element carries: parsed already, as an attribute, or as plain text."""
    if carrier.tag == "noscript":
        return carrier.inner_html or ""
    if carrier.tag == "template":  # its inside is a document of its own
        return (carrier.html or "").partition(">")[2].rpartition("<")[0]
    if carrier.tag in _IN_ATTRIBUTES:
        return carrier.attributes.get(_IN_ATTRIBUTES[carrier.tag]) or ""
    return carrier.text() or ""


def _pieces(raw: str, *, is_script: bool) -> Iterator[str]:
    if not is_script or raw.lstrip().startswith("<"):
        yield _unescaped(raw)
        return
    for match in _STRING.finditer(raw):
        string = next(group for group in match.groups() if group is not None)
        if _may_hold_table(string):
            markup = _ESCAPE.sub(_character, string)
            if _AGAIN.search(markup):  # a string of JSON inside a string
                markup = _ESCAPE.sub(_character, markup)
            yield _unescaped(markup)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    return _CONTROLS.get(match[4], match[4])


def _unescaped(markup: str) -> str:
    if re.search(r"%3c\s*table", markup, re.IGNORECASE):
        markup = unquote(_WIDE.sub(lambda match: chr(int(match[1], 16)), markup))
    if re.search(r"&lt;\s*table", markup, re.IGNORECASE):
        markup = unescape(markup)
    return markup.replace("<![CDATA[", "").replace("]]>", "")

"""What a page's own style sheets hide (`.note { display: none }`, told by the later rule) and where
they write figures (`.n7::before { content: "7" }`).

Only such rules are of interest, for every medium but print; scripts may show what a sheet hides,
so who drops text on this ground should say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PRINT = re.compile(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_NARROW = re.compile(  # telephones
    r"@media[^{]*\bmax-(?:device-)?width\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE
)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d]*[1-9])|mso-hide:all"
)
_SHOWS = re.compile(r"display:(?!none)\w|visibility:visible")
_MOST_RULES = 100
_CONTENT = re.compile(r"content\s*:\s*([^;]+)", re.IGNORECASE)
_BESIDE = re.compile(r"::?(?:before|after)", re.IGNORECASE)
_NOT_SEEN = re.compile(r"height:0(?![.\d]*[1-9])")
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_ATTRIBUTE = re.compile(r"attr\(\s*([\w:-]+)")
_MADE = re.compile(r"counters?\(|url\(", re.IGNORECASE)


class Styled(NamedTuple):
    """Elements (by `mem_id`) that style sheets hide, and those beside whose text they may write
    figures."""

    hidden: frozenset[int]
    written: frozenset[int]


UNSTYLED = Styled(frozenset(), frozenset())


def styled(tree: LexborHTMLParser) -> Styled:
    """What the style sheets inside the page do to its elements."""
    sheets = [sheet.text() or "" for sheet in tree.css("style")]
    if not sheets:
        return UNSTYLED
    rules = [rule for sheet in sheets for rule in _rules(sheet)]
    return Styled(_hidden(tree, rules), frozenset(_written(tree, rules)))


def matched_rules(
    tree: LexborHTMLParser, of_interest: re.Pattern[str]
) -> Iterator[tuple[LexborNode, str]]:
    """Elements with the declarations of each rule of interest that matches them, on screens of the
    usual width; declarations without white space, in small letters."""
    told = 0
    for sheet in tree.css("style"):
        text = _NARROW.sub("", _PRINT.sub("", _COMMENT.sub("", sheet.text() or "")))
        for selector, declarations in _RULE.findall(text):
            plain = "".join(declarations.lower().split())
            if told < _MOST_RULES and of_interest.search(plain):
                told += 1
                yield from ((node, plain) for node in _matched(tree, selector.strip()))


def _hidden(tree: LexborHTMLParser, rules: list[tuple[str, str]]) -> frozenset[int]:
    hidden: set[int] = set()
    told = 0
    for selector, declarations in rules:
        plain = "".join(declarations.lower().split())
        hides = bool(_HIDES.search(plain))
        if (hides or _SHOWS.search(plain)) and told < _MOST_RULES:
            told += 1
            matched = {node.mem_id for node in _matched(tree, selector)}
            hidden = hidden | matched if hides else hidden - matched
    return frozenset(hidden)


def _written(tree: LexborHTMLParser, rules: list[tuple[str, str]]) -> Iterator[int]:
    """Elements beside whose text a sheet writes digits, or what cannot be told from digits."""
    told = 0
    for selectors, declarations in rules:
        content = _CONTENT.search(declarations)
        plain = "".join(declarations.lower().split())
        if content is None or _HIDES.search(plain) or _NOT_SEEN.search(plain):
            continue
        names = _ATTRIBUTE.findall(content[1])
        always = _may_be_figure(_ATTRIBUTE.sub("", content[1]))
        if not (always or names) or told == _MOST_RULES:
            continue
        told += 1
        beside = ",".join(_BESIDE.sub("", s) for s in selectors.split(",") if _BESIDE.search(s))
        for node in _matched(tree, beside):
            given = "".join(node.attributes.get(name) or "" for name in names)
            if always or _may_be_figure(given):
                yield node.mem_id


def _may_be_figure(content: str) -> bool:
    """Whether it holds a digit, a glyph of a private font, or what is counted or drawn."""
    text = _ESCAPED.sub(_character, content)
    figure = any(c.isdecimal() or unicodedata.category(c) == "Co" for c in text)
    return figure or _MADE.search(content) is not None


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else ""


def _matched(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return list(tree.css(selector)) if selector.strip() else []
    except (SelectolaxError, ValueError):
        return []


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selector and declarations of each rule, if any rule of the sheet may be of interest."""
    text = _PRINT.sub("", _COMMENT.sub("", sheet))
    if any(word in text for word in ("none", "hidden", "font-size", "content")):
        for selector, declarations in _RULE.findall(text):
            yield selector.strip(), declarations

"""What a page's own style sheets hide: `.note { display: none }`, told by the later rule.

Only rules that hide or show are of interest, for every medium but print; scripts may show what a
sheet hides, so who drops text on this ground should say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PRINT = re.compile(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d]*[1-9])|mso-hide:all"
)
_SHOWS = re.compile(r"display:(?!none)\w|visibility:visible")
_MOST_RULES = 100


def hidden_elements(tree: LexborHTMLParser) -> frozenset[int]:
    """The elements (by `mem_id`) that the style sheets inside the page hide."""
    hidden: set[int] = set()
    for selector, hides in _rules(tree):
        try:
            matched = {node.mem_id for node in tree.css(selector)}
        except (SelectolaxError, ValueError):
            continue
        hidden = hidden | matched if hides else hidden - matched
    return frozenset(hidden)


def _rules(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    """Selectors whose rules hide (True) or show (False), in the order of the sheets."""
    told = 0
    for sheet in tree.css("style"):
        text = _PRINT.sub("", _COMMENT.sub("", sheet.text() or ""))
        if "none" not in text and "hidden" not in text and "font-size" not in text:
            continue
        for selector, declarations in _RULE.findall(text):
            plain = "".join(declarations.lower().split())
            hides = bool(_HIDES.search(plain))
            if (hides or _SHOWS.search(plain)) and told < _MOST_RULES:
                told += 1
                yield selector.strip(), hides

"""How deep a page's elements nest, told without parsing it: parsers take its square in time."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_NEVER_DEEP = frozenset(  # void, or ended by the next of its kind
    re.findall(
        r"\w+",
        """area base br col embed hr img input link meta param source track wbr
        p li dt dd tr td th tbody thead tfoot option body html head""",
    )
)


def depth(markup: str) -> int:
    """The most elements that are open at once, by the tags alone."""
    deepest = at = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() in _NEVER_DEEP:
            continue
        at = max(0, at - 1) if closing else at + 1
        deepest = max(deepest, at)
    return deepest

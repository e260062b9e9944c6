"""What an element's own style, and its colour as `<font>` has it, do to the text inside.

A page that was pasted from Word has thousands of elements and a handful of styles: each style is
looked through once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

Attributes = Mapping[str, str | None]

_USUAL = 500  # characters; longer styles are not kept
_NOTHING = r"0(?![.\d]*[1-9])"
_UNSEEN = re.compile(
    rf"display:none|visibility:(?:hidden|collapse)|font-size:{_NOTHING}|mso-hide:all|line-through|"
    rf"opacity:{_NOTHING}|(?:^|;)color:transparent|clip:rect\({_NOTHING}|clip-path:inset\((?:50|100)%|"
    r"(?:left|top|right|bottom|text-indent|margin-left):-\d{3,}"
)
_NARROWED = re.compile(rf"(?:^|;)(?:max-)?(?:width|height):{_NOTHING}")
_GONE = re.compile(r"display:none|visibility:collapse")
_RAISED = re.compile(r"vertical-align:(?:super|sub)(?!\w)")
_SHIFTED = re.compile(
    r"position:relative(?=.*(?:^|;)(?:top|bottom):)|mso-text-raise|"
    r"vertical-align:(?:text-top|text-bottom|-?[\d.]*[1-9])"
)
_TURNED = re.compile(r"unicode-bidi:\S*override")
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))")
_BACKGROUND = re.compile(r"background(?:-image)?:[^;]*url\(")


class OwnStyle(NamedTuple):
    """The declarations without white space, in small letters, and what they do: `unseen` if the
    text is not shown, `gone` if a row or cell takes no place either; `raised` above its line,
    `turned` from right to left, `apart` in white or off its line, `pictured` on a picture."""

    text: str = ""
    unseen: bool = False
    gone: bool = False
    raised: bool = False
    turned: bool = False
    apart: bool = False
    pictured: bool = False


UNSTYLED_TEXT = OwnStyle()


def own_style(attributes: Attributes) -> OwnStyle:
    """What an element's attributes say of its look."""
    if not attributes:
        return UNSTYLED_TEXT
    style, colour = attributes.get("style") or "", attributes.get("color")
    if colour:
        style = f"color:{colour};{style}"
    if not style:
        return UNSTYLED_TEXT
    return _kept(style) if len(style) <= _USUAL else _looked_through(style)


def _looked_through(style: str) -> OwnStyle:
    text = "".join(style.lower().split())
    narrowed = "overflow:hidden" in text and _NARROWED.search(text)
    return OwnStyle(
        text,
        unseen=bool(narrowed or _UNSEEN.search(text)),
        gone=bool(_GONE.search(text)),
        raised=bool(_RAISED.search(text)),
        turned=bool(_TURNED.search(text)),
        apart=bool(_WHITE.search(text) or _SHIFTED.search(text)),
        pictured="url(" in text and bool(_BACKGROUND.search(text)),
    )


_kept = lru_cache(maxsize=4096)(_looked_through)

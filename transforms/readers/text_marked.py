"""Text with the marks of Markdown, as services write that turn pages into text: # before a heading,
** around what is bold, <br> where a cell's lines end (https://spec.commonmark.org/0.31.2/).
"""

from __future__ import annotations

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,200}?)(?<=\S)\*\*")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def without_marks(text: str) -> str:
    """The text as a reader of the page sees it; its lines stay as many."""
    if "#" in text:
        text = _HEADING.sub("", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    return _BREAK.sub(" ", text) if "<" in text else text

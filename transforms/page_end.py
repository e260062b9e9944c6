"""Where a report ends and the page around it goes on: buttons, links, the site's imprint.

They change from night to night, and push the signature away from the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from transforms.claims.title_lines import may_be_line_of_title
from transforms.forms import furniture
from transforms.sections import last_heading
from vocabulary.text import squash
from vocabulary.titles import may_be_report, parse_title

_LEAD = r"^[【\[(（|·>\s]*"


def own_end(paragraphs: Sequence[str]) -> int:
    """How many paragraphs are the report's own; all of them where nothing shows its end."""
    return _own_end(tuple(paragraphs))


@lru_cache(maxsize=16)  # asked for the signature and for the sections
def _own_end(paragraphs: tuple[str, ...]) -> int:
    heading = last_heading(paragraphs)
    if heading is None:
        return len(paragraphs)
    behind = range(heading + 1, len(paragraphs))
    return next((n for n in behind if _is_of_the_page(squash(paragraphs[n]))), len(paragraphs))


def _is_of_the_page(text: str) -> bool:
    return bool(_furniture().match(text)) or _is_another_report(text)


def _is_another_report(text: str) -> bool:
    """The title of a report, behind one: a link to it."""
    return may_be_line_of_title(text) and may_be_report(text) and parse_title(text).is_report


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(_LEAD + f"(?:{'|'.join(furniture())})", re.IGNORECASE)

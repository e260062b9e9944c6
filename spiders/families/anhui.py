"""安徽: `/OpennessAnnualReport/year/show/BRANCH/YEAR.html`, `…/show/ID.html`, `?branch_id=&year=`.

A page of the column offers the agencies (branches) and the years as links or as drop-down lists;
each pair is one report.
"""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Link, Page
from spiders.pages.selects import pairs

_SIGN: Final = re.compile(r"/?(?:Openness|Xxgk)AnnualReport\b[^\"'\s<>]{0,60}", re.I)


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.url) or _SIGN.search(page.text)
    return found[0] if found else None


def links(page: Page) -> list[Link]:
    """Every branch with every year, where drop-down lists offer them."""
    return pairs(page, ("branch_id", "branch"), ("year",)) if _SIGN.search(page.url) else []

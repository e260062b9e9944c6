"""大汉 `/module/xxgk/xxgkAnnualReport.jsp?area=ORGAN&fbtime=YEAR`: organ and year are the report.

There is no list: the page offers the organs and the years as links or as drop-down lists.
"""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Link, Page
from spiders.pages.selects import pairs

_SIGN: Final = re.compile(r"/module/xxgk/xxgkAnnualReport\.jsp", re.I)


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.url) or _SIGN.search(page.text)
    return found[0] if found else None


def links(page: Page) -> list[Link]:
    """Every organ with every year, where drop-down lists offer them."""
    return pairs(page, ("area", "areacode"), ("fbtime", "year")) if _SIGN.search(page.url) else []

"""Which links of a page are annual reports, which lead to them, and which are left alone."""

from __future__ import annotations

import re
from posixpath import dirname
from typing import Final, Literal
from urllib.parse import urlsplit

from spiders.families import Link
from vocabulary.text import squash
from vocabulary.titles import parse_title

Kind = Literal["report", "column", "step"]

_INDEX: Final = re.compile(
    r"^(index|list|default|column|columns|channel|main)\b[-_\w]*\.(s?html?|jspx?|aspx?|php)$", re.I
)
_COLUMN_PATH: Final = re.compile(r"/col/col\d+/|/channels?/\d+\.html$|/gkmlpt/(index|annualreport)")
_REPORT_PATH: Final = re.compile(r"xxgkAnnualReport\.jsp\?.*fbtime=|/OpennessAnnualReport/")
_SUB_COLUMN: Final = re.compile(r"年报|年度报告|^20\d\d年?度?$")
# Words on the way from a home page to the column, best first.
_STEPS: Final = (
    re.compile(r"^.{0,6}(政府)?信息公开(专栏|平台|目录|网)?$"),
    re.compile(r"^(法定)?主动公开(内容)?$|^.{0,6}(政务公开|政府公开|公开)(专栏|平台)?$"),
    re.compile(r"^(网站|站点)(地图|导航)$"),
)


def kind_of(link: Link, column_url: str | None) -> Kind | None:
    """What to do with a link; `column_url` is the column whose page it stands on, if any.

    A name alone (`市信访局`) or a year alone (`2021年度报告`) is a report only inside a column.
    """
    title = parse_title(link.title)
    if _leads_to_a_list(link.url):
        return _kind_of_list(link, title.is_report, column_url)
    if title.is_report:
        return "report" if title.agency or title.year else "column"
    if column_url is None or title.reason not in ("agency_only", "year_only"):
        return None
    if _REPORT_PATH.search(link.url):
        return "report"
    belongs = link.published is not None or _under(link.url, column_url)
    return "report" if belongs else None


def step_rank(link: Link) -> int | None:
    """How promising a link is on the way to the column: 0 is best, None is not at all."""
    text = squash(link.title)
    return next((rank for rank, words in enumerate(_STEPS) if words.search(text)), None)


def _kind_of_list(link: Link, is_report: bool, column_url: str | None) -> Kind | None:
    if is_report:
        return "column"
    if column_url is None or link.url == column_url:
        return None
    if _strictly_under(link.url, column_url) or _SUB_COLUMN.search(squash(link.title)):
        return "column"
    return None


def _leads_to_a_list(url: str) -> bool:
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if _COLUMN_PATH.search(url):
        return True
    if parts.query:
        return False
    return not name or bool(_INDEX.match(name)) or not re.search(r"\d", name)


def _under(url: str, column_url: str) -> bool:
    return _folder(url).startswith(_folder(column_url))


def _strictly_under(url: str, column_url: str) -> bool:
    return _folder(url) != _folder(column_url) != "/" and _under(url, column_url)


def _folder(url: str) -> str:
    return dirname(urlsplit(url).path).rstrip("/") + "/"

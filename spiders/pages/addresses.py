"""What an address alone tells: a list or an article, a file, one page under two names."""

from __future__ import annotations

import re
from posixpath import dirname
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_INDEX: Final = re.compile(
    r"^((index|list|default|column|columns|channel|main|more|node|lists?)\b[-_\w]*|[a-z]*_?list\w{0,6}|\d{1,2})"
    r"\.(s?html?|jspx?|aspx?|php|action|do)$",
    re.I,
)
_COLUMN_PATH: Final = re.compile(
    r"/col/(?:col\d+|[\d_]+)/(?!art/)|/channels?/\w+\.html$|/list-\d+-\d+\.html|/gkmlpt/(index|annualreport)|/gkmlpt/api/|"
    r"(AnnualReports?|annualreport)/?(index(\.html)?)?(\?branch_id=\w+)?$"
)
_ARTICLE_PATH: Final = re.compile(r"\d{4,}/(content|detail|article|show|view|info)\.s?html?$", re.I)
_REPORT_PATH: Final = re.compile(
    r"xxgkAnnualReport\.jsp\?.*fbtime=|(?:Openness|Xxgk)AnnualReport/(?:year/)?show/|"
    r"AnnualReport/?\?.*branch_id=.*year=",
    re.I,
)
_FILE: Final = re.compile(r"\.(docx?|pdf|wps|xlsx?|et|csv|od[ts]|ofd|zip|rar|rtf|txt)$", re.I)
_DOWNLOAD: Final = re.compile(r"(wbfileid=|/download\.jsp|/downfile|attach(ment)?/?download)", re.I)
_SESSION: Final = re.compile(r";jsessionid=[^?#/]*", re.I)
_WAP: Final = re.compile(r"_wap(?=\.s?html?$)|/wap(?=/)|/mobile(?=/)")
_NO_MATTER: Final = frozenset(("ismobile", "spm", "timestamp", "isappinstalled"))


def is_file(url: str) -> bool:
    """Whether the address is that of a document file."""
    return bool(_FILE.search(unquote(urlsplit(url).path)) or _DOWNLOAD.search(url))


def file_title(url: str) -> str:
    """What a file is called, without its suffix; empty where the name says nothing."""
    quoted = urlsplit(url).path.rpartition("/")[2]
    name = unquote(quoted, errors="replace")
    if "\ufffd" in name:
        name = unquote(quoted, "gb18030", "replace")
    return _FILE.sub("", name) if re.search(r"[一-鿿]", name) else ""


def is_report_path(url: str) -> bool:
    """Whether addresses of this kind are those of one agency's report for one year."""
    return bool(_REPORT_PATH.search(url))


def leads_to_a_list(url: str) -> bool:
    """Whether it looks like a column's address rather than an article's."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if _COLUMN_PATH.search(url):
        return True
    if parts.query or is_file(url) or is_report_path(url) or _ARTICLE_PATH.search(parts.path):
        return False
    return not name or bool(_INDEX.match(name)) or not re.search(r"\d", name)


def canonical(url: str) -> str:
    """One form of the addresses under which portals serve one page: for telling, not for asking.

    A page for telephones (`_wap.html`, `isMobile=`), parameters in another order, double slashes.
    """
    parts = urlsplit(url)
    path = _WAP.sub("", re.sub(r"/{2,}", "/", _SESSION.sub("", parts.path)))
    query = sorted((k, v) for k, v in parse_qsl(parts.query, True) if k.lower() not in _NO_MATTER)
    return f"{parts.netloc.lower()}{path}?{urlencode(query)}"


def is_for_phones(url: str) -> bool:
    """Whether it is a page's copy for telephones, by its address."""
    return bool(_WAP.search(urlsplit(url).path)) or "ismobile=true" in url.lower()


def under(url: str, column_url: str) -> bool:
    """Whether it lies in the column's folder or below."""
    return _host(url) == _host(column_url) and folder(url).startswith(folder(column_url))


def strictly_under(url: str, column_url: str) -> bool:
    """Whether it lies in a folder below the column's; the root has no below."""
    return folder(url) != folder(column_url) != "/" and under(url, column_url)


def folder(url: str) -> str:
    """The path up to its last slash."""
    return dirname(re.sub(r"/{2,}", "/", urlsplit(url).path)).rstrip("/") + "/"


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()

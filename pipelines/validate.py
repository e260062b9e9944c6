"""Is what came the thing that was asked for? Judged from the exchange alone, before it is used.

Portals send error pages with status 200 and challenge pages in a report's place. Neither is
circumvented; both become problems, and neither becomes a document.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from pipelines.items import DOCUMENT_PURPOSES

Verdict = tuple[str, str]  # (problem code, message)

_SMALL: Final = 20_000  # bytes of HTML; error and challenge pages are short
_FEW_LINKS: Final = 5  # of an error page that stands without the portal's menu
_ERROR_TITLE: Final = re.compile(
    r"<title>[^<]{0,40}?(404|找不到|未找到|不存在|无法访问|出错|错误|Not Found|页面丢失)"
    r"[^<]{0,40}</title>",
    re.I,
)
_ERROR_TEXT: Final = re.compile(
    r"(您访问的(页面|网页|内容|资源)?(不存在|已删除|找不到)|页面(不存在|找不到|已被删除|走丢)|"
    r"(文件|信息|文章|内容)(不存在|已被?删除|已下线)|您要(查看|访问)的(页面|网页)|404 Not Found)"
)
_CHALLENGE: Final = re.compile(
    r"(安全验证|人机验证|滑动验证|访问验证|请完成验证|verify you are human|just a moment|"
    r"_waf_|acw_sc__v2|\$_ts\s*=|访问过于频繁|您的访问被(阻断|拦截)|请先登录|用户登录</title>|统一身份认证)",
    re.I,
)
_BLOCKING_STATUS: Final = frozenset({401, 403, 407, 412, 451, 521})
_HOME: Final = re.compile(r"/?((index|default|main)\.\w+)?", re.I)
_ERROR_PATH: Final = re.compile(r"/(404|error|notfound|not_found)(\.\w+)?/?$", re.I)
_HTML: Final = re.compile(rb"^\s*(<!doctype html|<html|<head|<!--)", re.I)


def verdict(
    purpose: str,
    url: str,
    status: int,
    content_type: str | None,
    body: bytes,
    asked: str | None = None,
    *,
    may_be_empty: bool = False,
) -> Verdict | None:
    """The problem with this exchange, if there is one. `body` has its content-encoding undone.

    `asked` is the address that redirects to `url` began with; `may_be_empty`: a list's page that
    nothing has announced, so that an empty answer says that there is none.
    """
    if status in _BLOCKING_STATUS:
        return "blocked", f"{url} answered {status}: the portal does not let the crawler in"
    if may_be_empty and not body.strip() and 200 <= status < 300:
        return None
    if purpose == "robots" or not 200 <= status < 300:
        return None
    if status != 200:
        return "unreachable", f"{url} answered {status}, which brings no {purpose}"
    html = _is_html(content_type, body)
    text = _decode(body) if html and len(body) <= _SMALL else ""
    if text and _CHALLENGE.search(text) and "政府信息公开申请" not in text:
        return "blocked", f"{url} sent a challenge or log-in page: it is not circumvented"
    if purpose not in DOCUMENT_PURPOSES and purpose != "part":
        return _list_verdict(purpose, url, text, body)
    if asked and _is_sent_away(asked, url):
        return "soft_404", f"{asked} leads to {url} now; expected a {purpose}"
    return _document_verdict(purpose, url, html, text, body)


def _is_sent_away(asked: str, url: str) -> bool:
    """Whether a page that is no longer there leads to the home page or to one on errors."""
    path = urlsplit(url).path
    home = _HOME.fullmatch(path) and not _HOME.fullmatch(urlsplit(asked).path)
    return bool(home or _ERROR_PATH.search(path))


def _list_verdict(purpose: str, url: str, text: str, body: bytes) -> Verdict | None:
    """A list that is empty or an error page has no reports, which is no news of the reports."""
    if not body.strip():
        return "soft_404", f"{url} answered 200 with an empty body; expected a {purpose}"
    said = _ERROR_TEXT.search(re.sub(r"\s+", "", text)) and text.count("<a ") < _FEW_LINKS
    if said or _ERROR_TITLE.search(text):
        return "soft_404", f"{url} answered 200 with an error page; expected a {purpose}"
    return None


def _document_verdict(purpose: str, url: str, html: bool, text: str, body: bytes) -> Verdict | None:
    if not body:
        return "soft_404", f"{url} answered 200 with an empty body; expected a {purpose}"
    if purpose not in ("report", "part") and html:
        return "soft_404", f"{url} answered 200 with an HTML page; expected a file"
    if _ERROR_TITLE.search(text) or _ERROR_TEXT.search(re.sub(r"\s+", "", text)):
        return "soft_404", f"{url} answered 200 with an error page; expected a {purpose}"
    return None


def _is_html(content_type: str | None, body: bytes) -> bool:
    declared = (content_type or "").split(";")[0].strip().lower()
    return declared in ("text/html", "application/xhtml+xml") or bool(_HTML.match(body[:200]))


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")

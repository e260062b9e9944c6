"""Whether a page is a report, or holds one."""

from __future__ import annotations

import re
from typing import Final

import lxml.html

from spiders.families import Page
from spiders.pages.addresses import is_file
from spiders.pages.html import text_of, tree
from spiders.pages.links import frames
from spiders.report_files import attachments, images
from vocabulary.titles import Title, parse_title

_SECTIONS: Final = (
    "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请", "提起行政诉讼情况",
    "存在的主要问题及改进情况", "其他需要报告的事项",
)  # fmt: skip
_LEAST_SECTIONS: Final = 3
_MARKED: Final = (
    "//*[contains(@class, 'title') or contains(@class, 'biaoti') or contains(@id, 'title')]"
)
# Not what its links say: the menu names all that a report has chapters on, a list its reports.
_OWN_TEXT: Final = "//body//text()[not(ancestor::a or ancestor::script or ancestor::style)]"
_LONGEST_HEADING: Final = 120
# What reports before 2019 speak of, in the order of the regulation of 2007.
_SUBJECTS: Final = (
    "政府信息公开条例", "主动公开", "申请公开", "收费", "行政复议", "诉讼", "存在的",
    "统计期限", "本报告", "年度报告",
)  # fmt: skip
_LEAST_SUBJECTS: Final = 4
_STATED_PERIOD: Final = "统计期限"  # asked for by every form, and by nothing else on the subject
_ABOUT: Final = re.compile("(信息|政务)公开.{0,12}(年报|报告)")
_PERIOD: Final = re.compile(r"20\d\d年(1月1日|度?.{0,12}(年度报告|年报))")


def is_report(page: Page) -> bool:
    """Whether a page is a report itself: a column page may be, without any article behind it.

    Told by its headings and by what it speaks of; a page that calls itself an explanation is none.
    """
    root = tree(page.text)
    if root is None:
        return False
    if not _speaks_of_it("".join(text_of(root).split())):
        return False
    text = "".join("".join(map(str, root.xpath(_OWN_TEXT))).split())
    if not _speaks_of_it(text):
        return False
    titles = [parse_title(heading) for heading in _headings(root)]
    if any(_refuses(title) for title in titles):
        return False
    if any(t.is_report and (t.agency or t.year) for t in titles):
        return True
    regular = _sections(text) >= _LEAST_SECTIONS or _STATED_PERIOD in text
    return regular and bool(_PERIOD.search(text))


def _speaks_of_it(text: str) -> bool:
    return (
        _sections(text) >= _LEAST_SECTIONS or sum(s in text for s in _SUBJECTS) >= _LEAST_SUBJECTS
    )


def _sections(text: str) -> int:
    return sum(section in text for section in _SECTIONS)


def holds_report(page: Page) -> bool:
    """Whether a page that a column lists holds its report as a file or pictures alone.

    It says what it is about, outside of its menu, and has something to show.
    """
    root = tree(page.text)
    if root is None:
        return False
    headings = _headings(root)
    said = "".join("".join([*map(str, root.xpath(_OWN_TEXT)), *headings]).split())
    if not _ABOUT.search(said) or any(_refuses(parse_title(h)) for h in headings):
        return False
    return bool(attachments(page) or images(page))


def framed(page: Page) -> list[str]:
    """Pages that hold the report in place of this one; none where this one speaks of it itself."""
    root = tree(page.text)
    if root is None or next(root.iter("iframe", "frame", "script"), None) is None:
        return []
    if _speaks_of_it("".join(text_of(root).split())):
        return []
    return [url for url in frames(page) if not is_file(url) and "file=" not in url]


def column_name(page: Page) -> str | None:
    """What the page says that its column is called (`<meta name="ColumnName">`)."""
    root = tree(page.text)
    if root is None:
        return None
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "columnname":
            return (meta.get("content") or "").strip() or None
    return None


def _refuses(title: Title) -> bool:
    return title.is_refused and bool(title.year or title.agency)


def _headings(root: lxml.html.HtmlElement) -> list[str]:
    metas = [m.get("content") or "" for m in root.iter("meta") if _is_title(m.get("name"))]
    shown = [*root.iter("title", "h1", "h2", "h3"), *root.xpath(_MARKED)]
    texts = [text_of(e) for e in shown if e.tag != "a" and next(e.iter("a"), None) is None]
    return [h for h in metas + texts if h and len(h) <= _LONGEST_HEADING]


def _is_title(name: str | None) -> bool:
    return (name or "").lower() in ("articletitle", "title")

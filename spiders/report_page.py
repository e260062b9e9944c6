"""What a report's page refers to, and whether a page is a report at all."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html

from pipelines.items import Purpose
from pipelines.picture import LEAST_SIDE
from spiders.addresses import is_file
from spiders.families import Link, Page, unique
from spiders.html import absolute, base_of, text_of, tree
from spiders.links import anchors, frames
from vocabulary.titles import Title, parse_title

MOST_FILES: Final = 30  # per report page
_SUFFIX: Final = re.compile(r"\.(docx?|pdf|wps|xlsx?|et|ofd|zip|rar|rtf|txt)$", re.I)
_FILE_HINT: Final = re.compile(
    r"\.(docx?|pdf|wps|xlsx?|et|ofd|zip|rar|rtf|txt)\b|wbfileid=|download|downfile|attach", re.I
)
_PICTURE: Final = re.compile(r"\.(jpe?g|png|bmp|tiff?|webp)$", re.I)
_ORNAMENT: Final = re.compile(
    r"(logo|icon|banner|ewm|qr_?code|weixin|wechat|share|fileTypeImages|arrow|search|print|/skin|/template)",
    re.I,
)
# Pages that load their pictures late keep the address beside a placeholder.
_SOURCES: Final = ("data-original", "data-src", "src")
_FRAME: Final = re.compile(r"\b(nav|footer|header|foot|top|menu|share|sidebar)\b", re.I)
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
_ABOUT: Final = re.compile("(信息|政务)公开.{0,12}(年报|报告)")
_PERIOD: Final = re.compile(r"20\d\d年(1月1日|度?.{0,12}(年度报告|年报))")
_REFUSED: Final = frozenset(
    ("interpretation", "half_year", "instruction", "news", "other_report", "translation")
)


def files(page: Page, ornaments: frozenset[str]) -> list[tuple[Purpose, Link]]:
    """All that hangs on a report's page, documents first, each address once."""
    documents: list[tuple[Purpose, Link]] = [("attachment", link) for link in attachments(page)]
    known = {link.url for _, link in documents}
    return documents + [("image", i) for i in images(page, ornaments) if i.url not in known]


def purpose_of(url: str) -> Purpose:
    """What a file is that some reader missed."""
    return "image" if _PICTURE.search(urlsplit(url).path) else "attachment"


def attachments(page: Page) -> list[Link]:
    """Document files that the page links to or shows inside itself."""
    return unique([*(a for a in anchors(page, _may_be_file) if _is_file(a)), *_shown(page)])


def images(page: Page, ornaments: frozenset[str] = frozenset()) -> list[Link]:
    """What may be content images, as far as the page tells; the picture itself tells its size.

    `ornaments` are images that the portal's list pages carry too.
    """
    root = tree(page.text)
    if root is None:
        return []
    base = base_of(page.text, page.url)
    found = [_image(img, base) for img in root.iter("img")]
    return unique([i for i in found if i and i.url not in ornaments])


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
    return _sections(text) >= _LEAST_SECTIONS and bool(_PERIOD.search(text))


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


def _shown(page: Page) -> list[Link]:
    """Files inside a viewer: `<embed src="a.pdf">`, `<iframe src="viewer.html?file=/a.pdf">`."""
    root = tree(page.text)
    if root is None:
        return []
    base = base_of(page.text, page.url)
    found = []
    for element in root.iter("iframe", "embed", "object"):
        source = element.get("src") or element.get("data") or ""
        inner = parse_qs(urlsplit(source).query).get("file", [source])[0]
        url = absolute(base, inner, page.encoding)
        if url and is_file(url):
            found.append(Link(url, (element.get("title") or "").strip()))
    return found


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
    return title.reason in _REFUSED and bool(title.year or title.agency)


def _headings(root: lxml.html.HtmlElement) -> list[str]:
    metas = [m.get("content") or "" for m in root.iter("meta") if _is_title(m.get("name"))]
    shown = [*root.iter("title", "h1", "h2", "h3"), *root.xpath(_MARKED)]
    texts = [text_of(e) for e in shown if e.tag != "a" and next(e.iter("a"), None) is None]
    return [h for h in metas + texts if h and len(h) <= _LONGEST_HEADING]


def _is_title(name: str | None) -> bool:
    return (name or "").lower() in ("articletitle", "title")


def _may_be_file(anchor: lxml.html.HtmlElement) -> bool:
    """Told without resolving the address: most links of a page are its menu."""
    told = unquote(anchor.get("href") or ""), text_of(anchor), anchor.get("title") or ""
    return any(_FILE_HINT.search(text) for text in told)


def _is_file(link: Link) -> bool:
    return is_file(link.url) or bool(_SUFFIX.search(link.title))


def _image(img: lxml.html.HtmlElement, base: str) -> Link | None:
    url = absolute(base, next(filter(None, map(img.get, _SOURCES)), ""))
    if url is None or not _is_picture(urlsplit(url).path) or _ORNAMENT.search(url):
        return None
    if any(_too_small(img, side) for side in ("width", "height")) or _in_frame(img):
        return None
    return Link(url, (img.get("alt") or img.get("title") or "").strip())


def _is_picture(path: str) -> bool:
    """By its name; one without any suffix (/picture/0/2f3a) may be."""
    return bool(_PICTURE.search(path)) or "." not in path.rpartition("/")[2]


def _too_small(img: lxml.html.HtmlElement, side: str) -> bool:
    stated = re.match(r"\s*(\d+)\s*(px)?\s*$", img.get(side) or "")
    styled = re.search(rf"\b{side}\s*:\s*(\d+)px", img.get("style") or "")
    sizes = [int(m[1]) for m in (stated, styled) if m]
    return bool(sizes) and max(sizes) < LEAST_SIDE


def _in_frame(img: lxml.html.HtmlElement) -> bool:
    for parent in img.iterancestors():
        if parent.tag in ("nav", "header", "footer"):
            return True
        if _FRAME.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
    return False

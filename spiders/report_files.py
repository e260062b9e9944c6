"""What hangs on a report's page: documents, pictures, and further pages of the article."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html

from pipelines.items import Purpose
from pipelines.picture import LEAST_SIDE
from spiders.families import Link, Page, unique
from spiders.pages.addresses import is_file
from spiders.pages.html import absolute, base_of, text_of, tree
from spiders.pages.links import anchors

MOST_FILES: Final = 30  # per report page
_SUFFIX: Final = re.compile(r"\.(docx?|pdf|wps|xlsx?|et|csv|od[ts]|ofd|zip|rar|rtf|txt)$", re.I)
_FILE_HINT: Final = re.compile(
    r"\.(docx?|pdf|wps|xlsx?|et|csv|od[ts]|ofd|zip|rar|rtf|txt)\b|"
    r"wbfileid=|download|downfile|attach",
    re.I,
)
_PICTURE: Final = re.compile(r"\.(jpe?g|png|bmp|tiff?|webp)$", re.I)
_ORNAMENT: Final = re.compile(
    r"(logo|icon|banner|ewm|qr_?code|weixin|wechat|share|fileTypeImages|arrow|search|print|/skin|/template)",
    re.I,
)
# Pages that load their pictures late keep the address beside a placeholder.
_SOURCES: Final = ("data-original", "data-src", "src")
_FRAME: Final = re.compile(r"\b(nav|footer|header|foot|top|menu|share|sidebar)\b", re.I)


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

"""Web archives (MHTML, "single file web page"), often under the name of a doc: the page in them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from config import LIMITS
from transforms.blocks import Locator, Reading
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, html

CARRIER = "mhtml"
VERSION = html.VERSION
MEDIA_TYPE = "multipart/related"

_HEAD = 4096
_MARK = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)
_VERSION = re.compile(rb"^mime-version:", re.MULTILINE)


def matches(data: bytes) -> bool:
    """Whether mail headers stand at the start that announce a page with its pictures."""
    head = data[:_HEAD].lower()
    return b"mime-version:" in head and bool(_VERSION.search(head) and _MARK.search(head))


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of the first page in it. Raises UnreadableDocument if there is none, or as `html`."""
    if len(data) > LIMITS.web_archive:
        text = f"{len(data):,} bytes; at most {LIMITS.web_archive:,} are read"
        raise UnreadableDocument("too_large", text)
    return html.read(*_page(data))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture written into the page that a box lies on, as `html`."""
    return html.picture(_page(data)[0], locator)


def _page(data: bytes) -> tuple[bytes, str | None]:
    """The first page, and its content type. Raises UnreadableDocument if there is none."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_param("charset")
                return content, f"text/html; charset={charset}" if charset else None
    raise UnreadableDocument("corrupt", "a web archive (MHTML) without a page in it")

"""What the spider yields besides requests: facts that no exchange of bytes says by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

# `part`: a further page of an article, a document only together with the others.
Purpose = Literal["robots", "home", "list", "report", "part", "attachment", "image"]

DOCUMENT_PURPOSES: frozenset[str] = frozenset({"report", "attachment", "image"})


@dataclass(frozen=True)
class Context:
    """Why a URL is asked for: travels in `request.meta["context"]`, lands beside the response."""

    portal_id: str
    purpose: Purpose
    parent_url: str | None = None
    link_text: str | None = None
    column_name: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Listing:
    """A portal's column of annual reports as one run saw it; `column_url` None: none was found.

    `sure`: known as one of annual reports; `agency` is whose it is, where a directory says so;
    `shrunk`: all pages were read and had much less than before; `complete` as well: so it stays.
    `searched`: all places of the portal that promised reports were looked at; None on a night that
    asked for known columns only.
    """

    kind: ClassVar[str] = "listing"
    portal_id: str
    column_url: str | None
    looked_at: str
    family: str | None
    complete: bool
    pages: int
    links: int
    reports: int
    sure: bool = True
    agency: str | None = None
    shrunk: bool = False
    searched: bool | None = None


@dataclass(frozen=True)
class Listed:
    """How the reports on a portal's lists differ from those of the look before, by address."""

    kind: ClassVar[str] = "listed"
    portal_id: str
    looked_at: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class PortalProblem:
    """Something that a person should know about a portal or one of its URLs."""

    kind: ClassVar[str] = "problem"
    portal_id: str
    url: str
    code: str
    message: str
    document_sha256: str | None = None  # what it touches, where that is one document


@dataclass(frozen=True)
class PageIsReport:
    """A page fetched as a list turned out to be the report itself; `warc_*` is where it lies."""

    kind: ClassVar[str] = "find"
    portal_id: str
    url: str
    fetched_at: str
    payload_sha256: str
    content_type: str | None
    column_name: str | None
    warc_file: str
    warc_offset: int
    link_text: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class JoinedArticle:
    """A document made of an article's pages (HTML in UTF-8), to stand beside them as a report."""

    kind: ClassVar[str] = "exchange"
    context: Context
    url: str
    body: bytes
    payload_sha256: str


Item = Listing | Listed | PortalProblem | PageIsReport | JoinedArticle

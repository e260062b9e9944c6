"""A portal as data: which path answers with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Answer:
    """What one path answers. `modified` becomes Last-Modified; `hangs`: never answers at all.

    Faults of the line: of the body only the first `sent` bytes come, or a byte every `pace`
    seconds; `stated` is a Content-Length that is not the body's.
    """

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    modified: date | None = None
    status: int = 200
    hangs: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int | None = None
    pace: float = 0.0
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """One portal. `host` is its own loopback address; paths start with `/` and keep their query.

    `annual_reports_path`, `agency` and `family` go into the registry as they stand: empty means
    that the crawler has to find out for itself. `otherwise` answers what `answers` does not.
    `reports` are the paths of all annual reports, with the agency and year of each, where a test is
    to compare.
    """

    portal_id: str
    name: str
    host: str
    region_code: str
    answers: Mapping[str, Answer] = field(repr=False)
    annual_reports_path: str = ""
    agency: str = ""
    family: str = ""
    otherwise: Callable[[str], Answer | None] = field(default=lambda _: None, repr=False)
    reports: Mapping[str, tuple[str, int]] = field(default_factory=dict, repr=False)


def html(text: str, modified: date | None = None, encoding: str = "utf-8") -> Answer:
    """A page; its Content-Type names the charset only when that is UTF-8 (many servers do so)."""
    declared = "text/html; charset=utf-8" if encoding == "utf-8" else "text/html"
    return Answer(text.encode(encoding), declared, modified)


def robots(*disallowed: str) -> Answer:
    """A robots.txt that forbids the given paths to all."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in disallowed or ("/admin/",))]
    return Answer(("\n".join(lines) + "\n").encode(), "text/plain")


def not_found() -> Answer:
    """What every portal says to a path that it does not have."""
    page = "<html><head><title>404</title></head><body><h1>您访问的页面不存在</h1></body></html>"
    return Answer(page.encode(), status=404)

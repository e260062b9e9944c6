"""The parameters of a call that turn the pages of what it brings: a page's number or an offset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from spiders.pages.answers import SIZE
from spiders.pages.script_calls import PAGE_NUMBER, Call

_OFFSET: Final = re.compile(r"^(start|offset|begin|start_?record|i?display_?start|from)$", re.I)
_NAMED: Final = (
    re.compile(r"[?&]([\w.]+)=\d{1,3}\b"),
    re.compile(r"<input\b[^<>]*?\b(?:name|id)=[\"']?([\w.]+)[^<>]*", re.I),
)
_END: Final = re.compile(r"^(end|end_?record|to)$", re.I)


def is_offset(name: str) -> bool:
    """Whether the parameter counts entries, not pages."""
    return bool(_OFFSET.match(name))


def turned_by(url: str, call: Call) -> tuple[str, int] | None:
    """The parameter that turns the pages, with its value."""
    told = [(k, v or "1") for k, v in (*call.sent, *query_of(url))]
    for pattern in (PAGE_NUMBER, _OFFSET):
        for name, value in told:
            if pattern.match(name.rpartition(".")[2]) and value.isdigit():
                return name, int(value)
    return None


def named_by(answer: str) -> str | None:
    """The parameter of a page's number that only the answer names, in its pager."""
    told = (m for pattern in _NAMED for m in pattern.finditer(answer))
    return next((m[1] for m in told if PAGE_NUMBER.match(m[1])), None)


def size_of(url: str, call: Call) -> int:
    """How many entries a page was asked to have; 0 where nothing says so."""
    told = (v for k, v in (*call.sent, *query_of(url)) if SIZE.match(k) and v.isdigit())
    return int(next(told, "0"))


def moved(told: Sequence[tuple[str, str]], name: str, number: int) -> list[tuple[str, str]]:
    """With the number in place; an end that goes with a beginning moves as far."""
    by = number - int(dict(told).get(name) or number)
    found = []
    for key, value in told:
        ends = by and _END.match(key) and value.isdigit()
        moved = str(int(value) + by) if ends and _OFFSET.match(name) else value
        found.append((key, str(number) if key == name else moved))
    return found


def query_of(url: str) -> list[tuple[str, str]]:
    """The parameters of an address, empty ones too."""
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)

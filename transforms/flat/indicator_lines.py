"""A line that is one row of a list: （一）收到申请数：176件, 1.当面申请数89."""

from __future__ import annotations

import re

from transforms.forms import list_tables
from transforms.tables.list_names import labels_of, name_of

_LONGEST = 60  # what is longer is narrative
_INDICATOR = re.compile(
    r"(?P<label>.*?[^\d\s.,:：])\s*[:：]?\s*"
    r"(?P<figure>\d[\d,]*(?:\.\d+)?\s*(?:人次|万元|元|[条件次篇个人])?)[。;；,，]?"
)


def indicator(text: str) -> list[str]:
    """Label and figure of the line; empty if it is none, or its label no list's."""
    if len(text) > _LONGEST or not (found := _INDICATOR.fullmatch(text)):
        return []
    known = any(name_of(t, found["label"]) in labels_of(t) for t in list_tables())
    return ["".join(found["label"].split()), "".join(found["figure"].split())] if known else []

"""What Tab offers at the prompt: after `FROM` tables, within quotes the codes of the column that
they are compared with, else columns of the tables named, then all other names and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from warehouse.hints import codes

_WORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON",
    "HAVING", "AND", "OR", "NOT", "IN", "IS NULL", "IS NOT NULL", "LIKE", "BETWEEN", "AS", "CASE",
    "WHEN", "THEN", "ELSE", "END", "DISTINCT", "DESC", "WITH", "UNION ALL", "DESCRIBE", "SUMMARIZE",
    "PIVOT", "QUALIFY", "FILTER (WHERE", "count(*)", "count(", "sum(", "avg(", "median(", "min(",
    "max(", "round(", "list(", "OVER (PARTITION BY",
)  # fmt: skip
_QUOTED = re.compile(r"(\w+)\s*(?:=|<>|!=|\bIN\s*\((?:\s*'[^']*'\s*,)*)\s*'([^']*)$", re.IGNORECASE)
_AFTER_FROM = re.compile(r"\b(?:FROM|JOIN|DESCRIBE|SUMMARIZE|\.columns)\s+(\w*)$", re.IGNORECASE)
_WORD = re.compile(r"[\w.]*$")


class SqlCompleter(Completer):
    """Offers what the warehouse on `db` has."""

    def __init__(self, db: duckdb.DuckDBPyConnection, known: Mapping[str, Sequence[str]]) -> None:
        self._db = db
        self._known = known

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
        """What may follow the text before the cursor."""
        text = document.text_before_cursor
        if quoted := _QUOTED.search(text):
            yield from _offer(quoted[2], codes(self._db, quoted[1]), anywhere=True)
        elif text.count("'") % 2:
            return
        elif after := _AFTER_FROM.search(text):
            yield from _offer(after[1], self._known)
        elif word := _WORD.search(text):
            yield from _offer(word[0].rpartition(".")[2], self._names(document.text, word[0]))

    def _names(self, text: str, word: str) -> Iterator[str]:
        """Columns of the tables that the whole text names come first; after a dot, columns only."""
        used = [t for t in self._known if re.search(rf"\b{t}\b", text)] or ["observations"]
        columns = dict.fromkeys(c for t in used for c in self._known.get(t, ()))
        yield from columns
        if "." not in word:
            yield from (t for t in self._known if t not in columns)
            yield from _WORDS


def _offer(start: str, choices: Iterable[str], *, anywhere: bool = False) -> Iterator[Completion]:
    """Choices that begin with `start` (or hold it `anywhere`, as Chinese names are looked up)."""
    low = start.lower()
    for choice in choices:
        if choice.lower().startswith(low) or (anywhere and low in choice.lower()):
            yield Completion(choice, start_position=-len(start))

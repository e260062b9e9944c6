"""The interactive prompt of `gongkai sql`: history, and names of tables and columns by Tab."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.history import FileHistory

from warehouse.answer import format_result
from warehouse.query import QueryError, ask, connect, names

_WORDS = ("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "USING", "DESCRIBE")
_HELLO = "Tables: {tables}.\nEnd a question with ; and leave with Ctrl-D.\n"


def prompt(warehouse: Path, memory: str = "4GB") -> None:
    """Answer questions until the person leaves. Raises QueryError if there is no warehouse."""
    with connect(warehouse, memory) as db:
        known = names(db)
        sys.stdout.write(_HELLO.format(tables=", ".join(known)))
        session = _session(known)
        while (sql := _question(session)) is not None:
            sys.stdout.write(_answer(db, sql))


def _session(known: dict[str, list[str]]) -> PromptSession[str]:
    words = {*_WORDS, *known, *(column for columns in known.values() for column in columns)}
    history = user_state_path("gongkai", ensure_exists=True) / "sql_history"
    return PromptSession(
        history=FileHistory(str(history)),
        completer=WordCompleter(sorted(words), ignore_case=True, WORD=False),
        complete_while_typing=False,
    )


def _question(session: PromptSession[str]) -> str | None:
    """One question, over as many lines as it takes to reach `;`; None when the person leaves."""
    lines: list[str] = []
    try:
        while not lines or not lines[-1].rstrip().endswith(";"):
            line = session.prompt("   …> " if lines else "gongkai> ")
            if line.strip() or lines:
                lines.append(line)
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None
    return "\n".join(lines)


def _answer(db: duckdb.DuckDBPyConnection, sql: str) -> str:
    if not sql.strip(" ;\n"):
        return ""
    try:
        return str(format_result(ask(db, sql), "table"))
    except QueryError as error:
        return f"{error}\n"

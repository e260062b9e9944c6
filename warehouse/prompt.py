"""The interactive prompt of `gongkai sql`: history, completion by Tab, and a few dot commands."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer

from warehouse.completion import SqlCompleter
from warehouse.failures import QueryError, QueryStuckError
from warehouse.hints import unknown_codes
from warehouse.query import Limits, answers, connect, names
from warehouse.table_text import Layout, render

_HELLO = """\
Tables: {tables}.
End a question with ; and leave with Ctrl-D. Tab completes; .help tells more.
"""
_HELP = """\
.tables            tables and views, and what they hold
.columns TABLE     its columns, and what they hold
.codes WORD        codes of cells whose code, Chinese or English label holds WORD
.turn              one line per column instead of one line per row, and back
.rows N            show at most N rows
.help              this list
.quit              leave
Ctrl-C stops a question; Ctrl-D leaves. Questions can only read; files: gongkai sql -o FILE "…"
"""
_TABLES = "SELECT table_name, english FROM dictionary WHERE kind = 'table' ORDER BY ALL"
_COLUMNS = "SELECT column_name, english FROM dictionary WHERE kind = 'column' AND table_name = '{}'"
_CODES = (
    "SELECT topic, item, breakdown, label, english, forms FROM dictionary WHERE kind = 'cell' AND"
    " concat_ws(' ', topic, item, breakdown, label, english) ILIKE '%{}%'"
)
_LEAVE = (".quit", ".exit", "quit", "exit")
_NEW = "gongkai> "
_MORE = "   …> "


@dataclass(frozen=True, slots=True)
class _Talk:
    db: duckdb.DuckDBPyConnection
    limits: Limits
    layout: Layout
    known: Mapping[str, Sequence[str]]


def prompt(warehouse: Path, limits: Limits, layout: Layout) -> None:
    """Answer questions until the person leaves. Raises QueryError if there is no warehouse."""
    with connect(warehouse, limits) as db:
        known = names(db)
        talk = _Talk(db, limits, layout, known)
        sys.stdout.write(_HELLO.format(tables=", ".join(known)))
        session: PromptSession[str] = PromptSession(
            history=_history(),
            completer=SqlCompleter(db, known),
            complete_while_typing=False,
            lexer=PygmentsLexer(SqlLexer),
        )
        while (said := question(session.prompt)) is not None:
            talk = _reply(talk, said)


def _history() -> History:
    """Kept from session to session, where there is a place to keep it."""
    try:
        return FileHistory(str(user_state_path("gongkai", ensure_exists=True) / "sql_history"))
    except OSError:
        return InMemoryHistory()


def question(read: Callable[[str], str]) -> str | None:
    """One question, over as many lines as it takes to reach `;`; None when the person leaves.

    Ctrl-C drops what was typed.
    """
    lines: list[str] = []
    try:
        while not lines or not _complete(lines):
            line = read(_MORE if lines else _NEW)
            if not lines and line.strip(" ;").lower() in _LEAVE:
                return None
            if line.strip() or lines:
                lines.append(line)
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None
    return "\n".join(lines)


def _complete(lines: Sequence[str]) -> bool:
    return lines[0].lstrip().startswith(".") or lines[-1].rstrip().endswith(";")


def _reply(talk: _Talk, said: str) -> _Talk:
    """Write the answer; gives the talk as it goes on."""
    command, _, rest = said.strip().partition(" ")
    try:
        if command.startswith("."):
            return _command(talk, command, rest.strip(" ;"))
        if said.strip(" ;\n"):
            _answer(talk, said)
    except QueryStuckError:
        raise
    except QueryError as error:
        sys.stdout.write(f"{error}\n")
    except KeyboardInterrupt:
        sys.stdout.write("stopped\n")
    return talk


def _command(talk: _Talk, command: str, rest: str) -> _Talk:
    quoted = rest.replace("'", "''")
    questions = {
        ".tables": _TABLES,
        ".columns": _COLUMNS.format(quoted),
        ".codes": _CODES.format(quoted),
    }
    if command == ".turn":
        return replace(talk, layout=replace(talk.layout, turned=not talk.layout.turned))
    if command == ".rows" and rest.isdecimal():
        return replace(talk, layout=replace(talk.layout, rows=int(rest)))
    if command in questions:
        _answer(talk, questions[command])
    else:
        if command != ".help":
            sys.stdout.write(f"{command} {rest}".rstrip() + " is not understood; there are:\n")
        sys.stdout.write(_HELP)
    return talk


def _answer(talk: _Talk, sql: str) -> None:
    layout = replace(talk.layout, width=shutil.get_terminal_size().columns)
    shown = answers(talk.db, sql, lambda rows: render(rows, layout)[0], talk.limits)
    sys.stdout.write("\n".join(shown))
    sys.stdout.writelines(f"{line}\n" for line in unknown_codes(talk.db, sql))

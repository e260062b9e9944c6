"""Questions to the warehouse."""

from __future__ import annotations

import os
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.console import Data, chosen_format, plain_errors, screen
from config import Settings, settings_with

if TYPE_CHECKING:
    from warehouse.query import Limits
    from warehouse.table_text import Layout

_OUTSIDE_DUCKDB = 2 * 1024**3  # bytes of Python, Arrow and one batch of rows
_ON_SCREEN = 200
_IN_PIPE = 10_000
_FORMATS = "table, csv, csv-excel (with the mark by which Excel knows UTF-8), json, parquet or xlsx"


def sql(
    query: Annotated[
        str | None, typer.Argument(help="SQL; without it, standard input, or a prompt.")
    ] = None,
    data: Data = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", help="Read the SQL from this file.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help=f"{_FORMATS}. Default: what FILE's name says.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the answer here.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")] = False,
    turned: Annotated[
        bool, typer.Option("-x", "--turn", help="Table: one line per column of each row.")
    ] = False,
    rows: Annotated[
        int | None, typer.Option("--rows", min=1, help="Table: show at most this many rows.")
    ] = None,
) -> None:
    """Ask the warehouse; read-only. Exit code 0: answered, 1: not, 2: wrong usage.

    Most questions need one table, observations: a row per report and cell.
    Of whom there is none, and why, says coverage. An empty value is no zero:
    state says what it is.

    \b
    gongkai sql                                    a prompt; .help tells more
    gongkai sql "DESCRIBE observations"            the columns
    gongkai sql "FROM coverage" -o coverage.csv    as a file
    gongkai sql "FROM dictionary" -x               what each column and code means
    """
    from warehouse.table_text import Layout

    settings = settings_with(data)
    name = _format(form, output)
    given = _given(query, file)
    terminal = sys.stdout.isatty()
    layout = Layout(
        width=shutil.get_terminal_size().columns if terminal and not output else None,
        rows=rows or (_ON_SCREEN if terminal else _IN_PIPE),
        turned=turned,
    )
    _bound_memory(settings.sql_memory)
    with plain_errors(), _ending_if_stuck(), _quiet_pipe():
        if given is None:
            from warehouse.prompt import prompt

            prompt(settings.warehouse, _limits(settings), layout)
        else:
            _ask(settings, given, name, output, force, layout)


def _format(form: str | None, output: Path | None) -> str:
    from warehouse.answer import FORMATS

    name = chosen_format(form, output) or "table"
    if not FORMATS[name].text and not output and sys.stdout.isatty():
        raise typer.BadParameter(f"{name} is no text: -o FILE says where to write it")
    return name


def _given(query: str | None, file: Path | None) -> str | None:
    """The question; None for a prompt."""
    if query is not None and file is not None:
        raise typer.BadParameter("a question or --file, not both")
    if file is not None:
        if not file.is_file():
            raise typer.BadParameter(f"there is no file {file}")
        try:
            return file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise typer.BadParameter(f"{file} is no UTF-8 text: {error}") from error
    if query is None and not sys.stdin.isatty():
        return sys.stdin.read()
    return query


def _limits(settings: Settings) -> Limits:
    from warehouse.query import Limits

    return Limits(settings.sql_memory, settings.sql_seconds, settings.sql_disk)


def _ask(
    settings: Settings, query: str, name: str, output: Path | None, force: bool, layout: Layout
) -> None:
    from warehouse.answer import FORMATS, new_file
    from warehouse.hints import unknown_codes
    from warehouse.query import answer, answers, connect
    from warehouse.table_text import render

    limits = _limits(settings)
    write = FORMATS[name].write
    with connect(settings.warehouse, limits) as db:
        if output:
            with new_file(output, replace=force) as target:
                count = answer(db, query, lambda rows: write(rows, target), limits)
            typer.echo(f"{count} row{'' if count == 1 else 's'} in {output}")
        elif name == "table":
            shown = answers(db, query, lambda rows: render(rows, layout)[0], limits)
            typer.echo("\n".join(shown), nl=False)
        else:
            answer(db, query, lambda rows: write(rows, sys.stdout.buffer), limits)
            sys.stdout.flush()
        for line in unknown_codes(db, query):
            screen.print(line, style="yellow", markup=False, highlight=False, soft_wrap=True)


def _bound_memory(duckdb_limit: str) -> None:
    """Some functions take memory past DuckDB's own limit: this process gets no more than that."""
    import duckdb

    try:
        with duckdb.connect() as db:
            size = db.execute("SELECT parse_formatted_bytes($1)", [duckdb_limit]).fetchone()
    except duckdb.Error:
        raise typer.BadParameter(
            f"GONGKAI_SQL_MEMORY is a size such as 4GB, not {duckdb_limit!r}"
        ) from None
    most = int(size[0] if size else 0) + _OUTSIDE_DUCKDB
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    """`gongkai sql … | head` is no failure: who reads has had enough."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


class _ending_if_stuck:  # noqa: N801 a context manager
    """A question that does not stop holds its thread: the process ends without waiting for it."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, _: object) -> None:
        from warehouse.failures import QueryStuckError

        if isinstance(error, QueryStuckError):
            screen.print(f"gongkai: {error}", style="red", markup=False)
            sys.stdout.flush()
            os._exit(1)

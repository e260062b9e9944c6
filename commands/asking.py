"""Questions to the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.console import Data, plain_errors
from config import settings_with


def sql(
    query: Annotated[str | None, typer.Argument(help="SQL; without it, a prompt.")] = None,
    data: Data = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here.")] = None,
) -> None:
    """Ask the warehouse; read-only."""
    from warehouse.answer import FORMATS, format_result, write_result
    from warehouse.prompt import prompt
    from warehouse.query import run_sql

    settings = settings_with(data)
    if form not in FORMATS:
        raise typer.BadParameter(f"no format {form!r}: choose {', '.join(FORMATS)}")
    with plain_errors():
        if query is None:
            prompt(settings.warehouse, settings.sql_memory)
            return
        result = run_sql(settings.warehouse, query, settings.sql_memory)
        if output:
            write_result(result, form, output)
            typer.echo(f"{result.num_rows} rows in {output}")
        else:
            typer.echo(format_result(result, form), nl=False)


def status(data: Data = None) -> None:
    """Coverage by status, problems by kind, and the last runs."""
    from warehouse.answer import format_result
    from warehouse.query import run_sql

    settings = settings_with(data)
    with plain_errors():
        for title, question in _STATUS.items():
            answer = run_sql(settings.warehouse, question, settings.sql_memory)
            typer.echo(f"{title}\n{format_result(answer, 'table')!s}")


_STATUS = {
    "Coverage": "SELECT year, status, count(*) AS agencies FROM coverage GROUP BY ALL ORDER BY ALL",
    "Problems": "SELECT code, count(*) AS documents FROM problems GROUP BY ALL ORDER BY 2 DESC, 1",
    "Last runs": "SELECT run_id, kind, status, requests, failures FROM runs "
    "ORDER BY started_at DESC LIMIT 5",
}

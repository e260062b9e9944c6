"""Reading documents that lie on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.console import print_json, screen
from config import settings_with


def extract(
    files: Annotated[list[Path], typer.Argument(help="Reports, or folders of them.")],
    url: Annotated[str | None, typer.Option(help="Where the document was published.")] = None,
) -> None:
    """Read files: one JSON object per document and line, problems included."""
    from transforms.contract import to_json
    from transforms.worker import Worker

    settings = settings_with()
    limits = (settings.document_timeout, settings.document_memory, settings.max_document_size)
    with Worker(*limits) as worker:
        for file in _files(files):
            extraction = worker.read(file.read_bytes(), url)
            print_json(to_json(str(file), extraction))


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and all files below the folders named. Exits with 2 if one is missing."""
    if missing := [str(p) for p in paths if not p.exists()]:
        screen.print(
            f"gongkai: no such file: {', '.join(missing)}",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(2)
    below = [sorted(f for f in p.rglob("*") if f.is_file()) if p.is_dir() else [p] for p in paths]
    return [file for files in below for file in files]

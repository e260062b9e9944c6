"""Reading documents that lie on disk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from commands.console import print_json, screen, shown_progress
from config import settings_with
from stages import progress

_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)


def extract(
    files: Annotated[list[Path], typer.Argument(help="Reports, or folders of them.")],
    url: Annotated[str | None, typer.Option(help="Where the document was published.")] = None,
) -> None:
    """Read files: one JSON object per document and line, problems included.

    An archive (zip, rar) gives one object per member, `"path": "a.zip!/b.pdf"`,
    and one for itself if something in it could not be unpacked. Exit code 0
    also where a document could not be read: its problems say why.

    \b
    gongkai extract report.pdf
    gongkai extract FOLDER > reports.jsonl
    """
    from transforms.contract import to_json
    from transforms.on_disk import read_file_on_disk
    from transforms.process.limits import limits_of
    from transforms.worker import Worker

    with Worker(limits_of(settings_with())) as worker, shown_progress():
        paths = _files(files)
        if not paths:
            screen.print("gongkai: no files in these folders", style="yellow")
        for done, file in enumerate(paths):
            progress.tell("read", done, len(paths), file.name)
            for extraction in read_file_on_disk(worker, file, url):
                if extraction.problems or not extraction.is_container:
                    print_json(to_json(str(file), extraction))


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and all files below the folders named. Exits with 2 if one is missing."""
    if missing := [str(p) for p in paths if not p.exists()]:
        said = f"gongkai: no such file: {', '.join(missing)}"
        if any(_ADDRESS.match(name) for name in missing):
            said += " (addresses are not fetched here: save the document, and name its --url)"
        screen.print(said, style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2)
    below = [sorted(f for f in p.rglob("*") if f.is_file()) if p.is_dir() else [p] for p in paths]
    return [file for files in below for file in files]

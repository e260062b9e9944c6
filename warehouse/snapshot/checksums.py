"""SHA-256 of every file of a snapshot: written with it, and looked at again before it is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FILE = "CHECKSUMS.sha256"


@cache
def digest(path: Path) -> str:
    """SHA-256 of a file that is written and does not change any more."""
    return _sha256(path)


def write(folder: Path) -> None:
    """CHECKSUMS.sha256, for `sha256sum -c`."""
    lines = [
        f"{digest(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")


def same_data(published: Path, folder: Path) -> bool:
    """Whether all tables of a folder that is being made are those of one that was published."""
    try:
        lines = (published / FILE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    listed = {name: told for told, _, name in (line.partition("  ") for line in lines)}
    tables = {p.relative_to(folder).as_posix(): digest(p) for p in folder.rglob("*.parquet")}
    return {name: told for name, told in listed.items() if _is_table(name)} == {
        name: told for name, told in tables.items() if _is_table(name)
    }


def _is_table(name: str) -> bool:
    return name.endswith(".parquet") and name != "changes.parquet"


def faults(folder: Path, suffix: str = "") -> list[str]:
    """What is not as it was published, a line for each file whose name ends so."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return [f"{FILE} is missing: whether the files are as they were published cannot be told"]
    listed = {name: told for told, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(folder).as_posix(): path for path in _visible_files(folder)}
    names = sorted(name for name in {*listed, *there} - {FILE} if name.endswith(suffix))
    return [f"{name} {fault}" for name in names if (fault := _fault(there, listed, name))]


def _fault(there: Mapping[str, Path], listed: Mapping[str, str], name: str) -> str | None:
    if name not in there:
        return "is missing"
    if name not in listed:
        return "was added"
    return None if _sha256(there[name]) == listed[name] else "was changed"


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

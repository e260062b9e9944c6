"""The Croissant description of a snapshot (MLCommons Croissant 1.0): files and record sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.snapshot.checksums import digest

if TYPE_CHECKING:
    from warehouse.snapshot.describe import Table

_PREFIXED = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject"),
    *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField"),
    *("path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _PREFIXED},
}
_TYPES = {
    "BOOLEAN": "sc:Boolean", "INTEGER": "sc:Integer", "BIGINT": "sc:Integer",
    "TINYINT": "sc:Integer", "DOUBLE": "sc:Float", "DATE": "sc:Date", "TIMESTAMP": "sc:DateTime",
}  # fmt: skip
_PARQUET = "application/x-parquet"


def croissant(folder: Path, name: str, day: date, described: Sequence[Table]) -> dict[str, Any]:
    """The description as JSON-LD. A table in folders is a set of files."""
    from warehouse.snapshot.describe import DESCRIPTION, LICENCE, TITLE

    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "gongkai",
        "alternateName": TITLE,
        "description": DESCRIPTION,
        "license": LICENCE["path"],
        "url": "https://gongkai.example/",
        "version": f"{day.year}.{day.month}.{day.day}",
        "datePublished": day.isoformat(),
        "citeAs": f"gongkai, snapshot of {name}",
        "distribution": [part for table in described for part in _distribution(folder, table)],
        "recordSet": [_records(folder, table) for table in described],
    }


def _distribution(folder: Path, table: Table) -> Iterator[dict[str, Any]]:
    files = _files(folder, table)
    for path in files:
        inside = path.relative_to(folder).as_posix()
        yield {
            "@type": "cr:FileObject",
            "@id": inside,
            "name": inside,
            "contentUrl": inside,
            "contentSize": f"{path.stat().st_size} B",
            "encodingFormat": _PARQUET,
            "sha256": digest(path),
        }
    if (folder / table.name).is_dir():
        yield {
            "@type": "cr:FileSet",
            "@id": f"{table.name}-files",
            "name": f"{table.name}-files",
            "containedIn": [{"@id": p.relative_to(folder).as_posix()} for p in files],
            "encodingFormat": _PARQUET,
            "includes": f"{table.name}/**/*.parquet",
        }


def _files(folder: Path, table: Table) -> list[Path]:
    single = folder / f"{table.name}.parquet"
    return [single] if single.exists() else sorted((folder / table.name).rglob("*.parquet"))


def _records(folder: Path, table: Table) -> dict[str, Any]:
    single = (folder / f"{table.name}.parquet").exists()
    source = {"fileObject" if single else "fileSet": {"@id": _source(table, single)}}
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{column.name}",
                "name": column.name,
                "description": column.description,
                "dataType": _TYPES.get(column.kind, "sc:Text"),
                "source": source | {"extract": {"column": column.name}},
            }
            for column in table.columns
            if single or column.name != "year"  # stands in the folders' names
        ],
    }


def _source(table: Table, single: bool) -> str:
    return f"{table.name}.parquet" if single else f"{table.name}-files"

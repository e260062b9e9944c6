"""Other people's web archives: read through before they are taken, for one that the index cannot
read would stop every later run."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

import lake
from config import Settings
from pipelines.archive import records
from pipelines.archive_damage import ArchiveDamagedError, SeveralRecordsError
from stages.import_files import Found
from stages.index_rows import Rows


@dataclass(frozen=True)
class WebArchive:
    """One that the index can read up to byte `end`; `torn` says that something followed there.

    `unpacked`: it is one gzip stream without a member per record, so it is kept without gzip.
    """

    found: Found
    sha256: str
    end: int
    torn: bool
    unpacked: bool

    def message(self) -> str:
        """For a torn one: what is missing."""
        where = f"byte {self.end}" + (" of its unpacked content" if self.unpacked else "")
        return f"{self.found.url} is cut off: the record at {where} is not whole and was left out"


def examine(settings: Settings, found: Found, sha256: str) -> WebArchive:
    """Read all its records as the index will. Raises ArchiveDamagedError, OSError."""
    try:
        return _examined(found, sha256, found.path, unpacked=False)
    except SeveralRecordsError:
        with tempfile.NamedTemporaryFile(dir=settings.data, suffix=".warc") as plain:
            _unpack(found.path, Path(plain.name))
            return _examined(found, sha256, Path(plain.name), unpacked=True)


def is_there(settings: Settings, sha256: str) -> bool:
    """Whether a web archive of this content was taken in before."""
    return any(settings.archive.glob(f"{_prefix(sha256)}*"))


def take(settings: Settings, archive: WebArchive) -> None:
    """Copy its whole records into our archive, under a name made of its content."""
    source = archive.found.path
    name = archive.found.name.removesuffix(".gz" if archive.unpacked else "")
    target = settings.archive / (_prefix(archive.sha256) + name)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    if archive.unpacked:
        _unpack(source, partial)
    else:
        shutil.copyfile(source, partial)
    with partial.open("r+b") as copy:
        copy.truncate(archive.end)
    partial.replace(target)


def _prefix(sha256: str) -> str:
    return f"import-web-{sha256[:16]}-"


def _examined(found: Found, sha256: str, path: Path, *, unpacked: bool) -> WebArchive:
    rows, end = Rows(found.name), 0
    try:
        for record in records(path):
            rows.add(record)
            end = record.end
        for table, table_rows in rows.tables().items():
            pa.Table.from_pylist(table_rows, schema=lake.SCHEMAS[table])
    except ArchiveDamagedError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, pa.ArrowException) as error:
        raise ArchiveDamagedError.at(found.path, end, repr(error)) from error
    if not end and path.name.endswith(".gz"):  # torn within its only member, maybe
        raise SeveralRecordsError(path, 0)
    if not end:
        raise ArchiveDamagedError.at(found.path, 0, "no whole WARC record in it")
    torn = _has_more(path, end)
    return WebArchive(found, sha256, end if torn else path.stat().st_size, torn, unpacked)


def _has_more(path: Path, end: int) -> bool:
    """Whether more than the blank lines between records follows the last whole one."""
    with path.open("rb") as file:
        file.seek(end)
        return bool(file.read(1 << 16).strip(b"\r\n"))


def _unpack(source: Path, target: Path) -> None:
    """All that can be had: a torn stream ends where it is torn."""
    with (
        source.open("rb") as file,
        gzip.GzipFile(fileobj=file) as packed,
        target.open("wb") as plain,
    ):
        try:
            while part := packed.read1(1 << 20):  # read() would lose what precedes the tear
                plain.write(part)
        except EOFError:
            pass
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ArchiveDamagedError.at(source, file.tell(), error) from error

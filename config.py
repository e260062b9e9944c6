"""Settings of every stage, from `GONGKAI_*` environment variables; command options override them.

One frozen object, made once per command and handed down: no stage reads the environment itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MEBIBYTE = 1024 * 1024
_Kind = TypeVar("_Kind", bound=BaseSettings)


class ReadingLimits(BaseSettings):
    """What a document may ask of its reader before it is refused, named, as `too_large`.

    Gates that hold before anything is parsed; time and memory are watched from outside.
    """

    model_config = SettingsConfigDict(env_prefix="GONGKAI_READING_", frozen=True)

    members: int = Field(default=500, description="files in one zip or rar, members of members too")
    unpacked: int = Field(default=300 * MEBIBYTE, description="bytes of all members unpacked")
    part: int = Field(default=100 * MEBIBYTE, description="bytes of one unpacked part or member")
    depth: int = Field(default=3, description="archives within archives")
    pages: int = Field(default=300, description="pages of one PDF, OFD or TIFF")
    drawn: int = Field(default=200_000, description="characters, paths and pictures of one page")
    drawn_in_all: int = Field(default=600_000, description="the same of all pages of one file")
    recognised_pages: int = Field(default=40, description="pages of one scan that are recognised")
    pixels: int = Field(default=80_000_000, description="width times height of one picture")
    markup: int = Field(default=30 * MEBIBYTE, description="characters of one HTML page")
    elements: int = Field(default=300_000, description="tags of one HTML page")
    nested_elements: int = Field(default=20_000, description="tags within tags of one HTML page")
    nested_tables: int = Field(default=30, description="tables within tables of one HTML page")
    nested_groups: int = Field(default=500, description="groups within groups of rich text (RTF)")
    controls: int = Field(default=400_000, description="control words of one rich text (RTF)")
    web_archive: int = Field(default=40 * MEBIBYTE, description="bytes of one web archive (MHTML)")
    plain_text: int = Field(default=4 * MEBIBYTE, description="characters of one plain text")
    lines: int = Field(default=100_000, description="lines of one plain text")
    conversion: float = Field(default=22.0, description="seconds that LibreOffice may work")
    parts: int = Field(default=20_000, description="parts of one office file (docx, xlsx, OFD)")
    xml_tags: int = Field(default=3_000_000, description="tags of one part of an office file")
    text: int = Field(default=30 * MEBIBYTE, description="characters that one workbook shows")
    merged_places: int = Field(default=2_000_000, description="places under a sheet's merged cells")
    table_cells: int = Field(default=200_000, description="cells of one document's tables")


def _limits() -> ReadingLimits:
    """The limits of the environment; the usual ones if it cannot be used: `settings_with` says so
    to whoever runs a command."""
    try:
        return ReadingLimits()
    except ValidationError:
        return ReadingLimits.model_construct()


LIMITS = _limits()


class Settings(BaseSettings):
    """All that a person may set. Sizes are in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="GONGKAI_", frozen=True)

    data: Path = Field(
        default=Path("data"), description="folder of archive, lake, warehouse and snapshots"
    )

    lake_folder: Path | None = Field(default=None, description="the lake, if not in `data`")

    # Politeness: the larger of `delay` and the host's Crawl-delay (capped) between two requests.
    delay: float = Field(default=1.0, ge=0, description="seconds between two requests to one host")
    crawl_delay_cap: float = 30.0
    user_agent: str = "gongkai/0.1 (+https://gongkai.example/crawler; crawler@gongkai.example)"
    hours: str = Field(
        default="",
        pattern=r"^(\d{1,2}(:\d\d)?-\d{1,2}(:\d\d)?)?$",
        description="when portals may be asked, in China's time: 22-6, say; empty: always",
    )
    download_timeout: float = 60.0
    attachment_timeout: float = Field(
        default=180.0, description="for one file: some lines bring 50 MB no sooner"
    )
    dns_timeout: float = 10.0
    max_response_size: int = 50 * MEBIBYTE
    max_pages_per_portal: int = 500
    offline_hosts: int = Field(
        default=20, description="as many hosts that all fail: the run is offline"
    )
    portals_per_batch: int = 200

    # Extraction: a document is read in a process that is ended at either limit.
    workers: int = Field(default=2, ge=1, description="processes that read documents")
    document_timeout: float = Field(
        default=22.0, description="seconds without a sign of progress (a page recognised, say)"
    )
    document_total_time: float = Field(default=600.0, description="seconds for one document in all")
    document_memory: int = 1280 * MEBIBYTE  # looked at from time to time: some is taken between
    max_document_size: int = 100 * MEBIBYTE
    documents_per_batch: int = 100

    # Warehouse
    build_memory: str = Field(default="2500MB", description="memory that a build may take")

    export_memory: str = Field(default="4GB", description="memory that an export may take")
    keep_snapshots: int = Field(
        default=0, ge=0, description="newest snapshots that an export keeps; 0: all, may be cited"
    )

    # Queries
    sql_memory: str = Field(default="4GB", description="memory that one question may take")
    sql_seconds: float = Field(default=300.0, gt=0, description="time that one question may take")
    sql_disk: str = Field(default="20GB", description="temporary disk that one question may take")

    @property
    def archive(self) -> Path:
        """Folder of the web archive (WARC files)."""
        return self.data / "archive"

    @property
    def lake(self) -> Path:
        """Folder of the lake (one folder of Parquet files per batch)."""
        return self.lake_folder or self.data / "lake"

    @property
    def readings(self) -> Path:
        """Folder of what was recognised on scanned pages, to be aligned anew from."""
        return self.lake.with_name(f"{self.lake.name}-readings")

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that researchers query."""
        return self.data / "warehouse.duckdb"

    @property
    def snapshots(self) -> Path:
        """Folder of the dated snapshots."""
        return self.data / "snapshots"


class SettingsError(ValueError):
    """A setting that cannot be used; the message names each variable, and what it may be."""


def settings_with(data: Path | str | None = None, workers: int | None = None) -> Settings:
    """Settings from the environment, with what is given here over them. Raises SettingsError."""
    given: dict[str, Any] = {"data": data, "workers": workers}
    _checked(ReadingLimits, {})
    return _checked(Settings, {name: value for name, value in given.items() if value is not None})


def _checked(kind: type[_Kind], given: dict[str, Any]) -> _Kind:
    try:
        return kind(**given)
    except ValidationError as error:
        prefix = kind.model_config.get("env_prefix", "")
        raise SettingsError("; ".join(_fault(prefix, f) for f in error.errors())) from error


def _fault(prefix: str, fault: ErrorDetails) -> str:
    name = prefix + "_".join(map(str, fault["loc"])).upper()
    return f"{name} is {fault['input']!r}: {fault['msg']}"

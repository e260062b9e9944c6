"""The registry of portals: CSV files, one portal a row, checked row by row when they load."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from spiders.hours import Hours

PORTALS: Final = Path(__file__).with_name("portals")
_STATUSES: Final = ("active", "frozen")
_TLS: Final = ("old",)
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._:-]*")
_REGION: Final = re.compile(r"\d{6}")
_REQUIRED: Final = ("portal_id", "name", "home_url")


class RegistryError(ValueError):
    """A registry file that cannot be used; the message lists every fault with file and line."""


@dataclass(frozen=True)
class Portal:
    """One portal. Empty columns are None; `verified` is an ISO date, or None for never.

    `tls` is `old` where the server speaks nothing newer than TLS 1.0 or weak ciphers; `hours` is
    when it may be asked (see spiders/hours.py).
    """

    portal_id: str
    name: str
    home_url: str
    region_code: str | None = None
    annual_reports_url: str | None = None
    agency: str | None = None
    family: str | None = None
    status: str = "active"
    reason: str | None = None
    source: str | None = None
    verified: str | None = None
    tls: str | None = None
    hours: str | None = None


COLUMNS: Final = tuple(f.name for f in fields(Portal))


def load(*paths: Path) -> tuple[Portal, ...]:
    """All portals of these CSV files (none given: of the registry), in the order of the files.

    Raises RegistryError naming file, line and column of all that is wrong.
    """
    portals: list[Portal] = []
    faults: list[str] = []
    for path in paths or sorted(PORTALS.glob("*.csv")):
        for where, portal, wrong in _read(path):
            faults += [f"{where}: {fault}" for fault in wrong]
            if portal and any(p.portal_id == portal.portal_id for p in portals):
                faults.append(f"{where}, column portal_id: {portal.portal_id} stands there already")
            if portal:
                portals.append(portal)
    if faults:
        raise RegistryError("The registry of portals cannot be used:\n" + "\n".join(faults))
    return tuple(portals)


def _read(path: Path) -> Iterator[tuple[str, Portal | None, list[str]]]:
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    if wrong := _header_faults(reader.fieldnames or []):
        yield f"{path}, line 1", None, wrong
        return
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        if None in row or None in row.values():
            yield where, None, ["the row has not as many fields as the header"]
            continue
        values = {name: (text or "").strip() or None for name, text in row.items()}
        faults = _faults(values)
        portal = None if faults else Portal(**{k: v for k, v in values.items() if v})
        yield where, portal, faults


def _text(path: Path) -> str:
    """UTF-8, or what Excel writes in China as CSV: GBK, of which GB18030 is the full set."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read ({error.strerror})") from error
    marked = data.startswith(codecs.BOM_UTF8)
    for encoding in ("utf-8-sig",) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # a workbook or another binary file
            return text
    raise RegistryError(f"{path}: is not a text file in UTF-8; save it as CSV UTF-8")


def _header_faults(header: Sequence[str]) -> list[str]:
    missing = [f"column {name} is missing" for name in _REQUIRED if name not in header]
    unknown = [
        f"column {name!r} is not known; known are {', '.join(COLUMNS)}"
        for name in header
        if name not in COLUMNS
    ]
    return missing + unknown


def _faults(row: dict[str, str | None]) -> list[str]:
    faults = [f"column {name}: is empty" for name in _REQUIRED if not row[name]]
    faults += [
        f"column {name}: {url!r} is no http(s) address"
        for name in ("home_url", "annual_reports_url")
        if (url := row.get(name)) and not _is_web_address(url)
    ]
    if (portal_id := row["portal_id"]) and not _ID.fullmatch(portal_id):
        faults.append(
            f"column portal_id: {portal_id!r} must be lower case letters, digits and .-_:"
        )
    if (region := row.get("region_code")) and not _REGION.fullmatch(region):
        faults.append(f"column region_code: {region!r} is not six digits")
    if (status := row.get("status")) and status not in _STATUSES:
        faults.append(f"column status: {status!r} is not one of {', '.join(_STATUSES)}")
    if (tls := row.get("tls")) and tls not in _TLS:
        faults.append(f"column tls: {tls!r} is not `old`, nor empty")
    try:
        Hours.parse(row.get("hours"))
    except ValueError as error:
        faults.append(f"column hours: {error}")
    if row.get("status") == "frozen" and not row.get("reason"):
        faults.append("column reason: a frozen portal needs one")
    return faults


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False

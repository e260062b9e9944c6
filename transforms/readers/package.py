"""Office files that are zip archives of XML parts (docx, xlsx, OFD): opened within limits, safely.

What a part may be is decided before it is parsed: its size, unpacked, and how many tags it has. No
office program writes a document type into a part, so that no entity is ever defined, let alone
fetched; libxml2 itself refuses XML nested more than 256 deep.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from config import LIMITS
from transforms.readers import UnreadableDocument

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
CONTENT_TYPES = "[Content_Types].xml"  # every package of ISO/IEC 29500-2 has this part
_ENCRYPTED_FLAG = 0x1
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {  # ISO/IEC 29500 strict against transitional
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
}


@dataclass(frozen=True, slots=True)
class Related:
    """A relationship of a part: what kind (the last word of its type), and the part it names.

    `target` is a part's name; `external` where it is an address outside the package.
    """

    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """An opened package; parts are named without a leading slash, compared without case."""

    archive: zipfile.ZipFile
    _room: int = field(default_factory=lambda: LIMITS.unpacked)

    @cached_property
    def _members(self) -> Mapping[str, zipfile.ZipInfo]:
        named = ((info.filename.replace("\\", "/"), info) for info in self.archive.infolist())
        return {name.lstrip("/").casefold(): info for name, info in named}

    def names(self) -> list[str]:
        """All parts' names as the package spells them."""
        return [info.filename.replace("\\", "/") for info in self._members.values()]

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.casefold() in self._members

    def part(self, name: str) -> bytes:
        """A part's bytes. Raises UnreadableDocument: `corrupt`, `encrypted` or `too_large`."""
        info = self._members.get(name.casefold())
        if info is None:
            raise UnreadableDocument("corrupt", f"the file lacks its part {name}")
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableDocument("encrypted", f"{name} asks for a password")
        most = min(LIMITS.part, self._room)
        try:
            with self.archive.open(info) as stream:
                data = stream.read(most + 1)
        except _FAULTS as error:
            raise UnreadableDocument("corrupt", f"{name} cannot be unpacked: {error}") from error
        if len(data) > most:
            message = f"{name} unpacks to more than {most:,} bytes"
            raise UnreadableDocument("too_large", message)
        self._room -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """A part's root element. Raises UnreadableDocument as `part` does."""
        return parse_xml(self.part(name), name)

    def related(self, name: str) -> dict[str, Related]:
        """The relationships of a part by id; those of the package itself for the name ""."""
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(place):
            return {}
        found = {}
        for one in self.xml(place).iter(_RELATED):
            target = one.get("Target", "")
            external = one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rsplit("/", 1)[-1]
            found[one.get("Id", "")] = Related(kind, target, external)
        return found


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """The package. Raises UnreadableDocument if it is damaged or has more parts than allowed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise UnreadableDocument("corrupt", f"the file is damaged: {error}") from error
    with archive:
        if (count := len(archive.infolist())) > LIMITS.parts:
            message = f"{count:,} parts; at most {LIMITS.parts:,} are read"
            raise UnreadableDocument("too_large", message)
        yield Package(archive)


def holds(data: bytes, folder: str) -> bool:
    """Whether these bytes are an office package with such a folder, or the front piece of one."""
    members = _member_names(data)
    if members is None:
        return CONTENT_TYPES.encode() in data and folder.encode() in data
    known = CONTENT_TYPES.casefold() in members
    return known and any(name.startswith(folder) for name in members)


def has_member(data: bytes, name: str) -> bool:
    """Whether these bytes are a zip with a part of that name, or the front piece of such a one."""
    members = _member_names(data)
    return name.encode() in data if members is None else name.casefold() in members


def _member_names(data: bytes) -> frozenset[str] | None:
    """Names of a zip's parts in small letters, none if it is no zip; None if it is damaged."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            named = (n.replace("\\", "/").lstrip("/").casefold() for n in archive.namelist())
            return frozenset(named)
    except _FAULTS:
        return None


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of one XML part. Raises UnreadableDocument: `corrupt` or `too_large`."""
    if (tags := data.count(b"<")) > LIMITS.xml_tags:
        message = f"{name} has {tags:,} tags; at most {LIMITS.xml_tags:,} are read"
        raise UnreadableDocument("too_large", message)
    for strict, transitional in _STRICT.items():
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            message = f"{name} is nested deeper than XML readers allow: {error}"
            raise UnreadableDocument("too_large", message) from error
        if "too long" in str(error):
            message = f"{name} has a text longer than XML readers allow: {error}"
            raise UnreadableDocument("too_large", message) from error
        raise UnreadableDocument("corrupt", f"{name} is damaged: {error}") from error
    except ValueError as error:
        raise UnreadableDocument("corrupt", f"{name} is damaged: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        message = f"{name} declares a document type, which no office program writes"
        raise UnreadableDocument("corrupt", message)
    return root

"""Carriers that are known by their first bytes, also those that no reader reads yet."""

from __future__ import annotations

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive, or Excel, OFD or another format made of one",
    b"PK\x05\x06": "an empty zip archive",
    b"\xd0\xcf\x11\xe0": "Word, Excel or WPS of before 2007 (doc, xls, wps, et)",
    b"Rar!": "a rar archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"{\\rtf": "rich text (RTF)",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\x00": "a picture (TIFF)",
    b"MM\x00*": "a picture (TIFF)",
}


def binary_kind(data: bytes) -> str | None:
    """What a file that is no text is, in words; None if its first bytes do not tell."""
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)

"""A report as rich text (RTF), written by hand: tables as rows of cell edges, merged downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sample_portals.figures import Report
from sample_portals.prose import Heading
from sample_portals.tables import Drawing, Grid, Placed, places, width
from tests.corpus.documents import Bends, bent_parts

TWIPS = 700  # width of a column
HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}\f0\fs21 "
WESTERN = HEAD.replace(
    rb"{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}",
    rb"{\f0\froman\fcharset0 Times New Roman;}{\f13\fnil\fcharset134 \'cb\'ce\'cc\'e5;}",
)

Encode = Callable[[str], bytes]


def as_unicode(text: str) -> bytes:
    """Every character that is not ASCII by its number, as Word writes it."""
    return b"".join(
        c.encode() if ord(c) < 128 else b"\\u%d?" % (ord(c) - 65536 * (ord(c) > 32767))
        for c in text
    )


def as_gbk(text: str) -> bytes:
    """Every byte of the code page by its value, as WPS and old programs write it."""
    return b"".join(
        c.encode() if ord(c) < 128 else b"".join(b"\\'%02x" % b for b in c.encode("gb18030"))
        for c in text
    )


def by_script(text: str) -> bytes:
    """Bytes of the code page in a group that names a font for East Asian characters, as Word does;
    the first font of all is a Western one."""
    return rb"{\loch\af0\hich\af0\dbch\af13 " + as_gbk(text) + b"}"


def render(
    report: Report, encode: Encode = as_unicode, bends: Bends | None = None, head: bytes = HEAD
) -> bytes:
    """The whole report."""
    out = [head, encode(report.title), b"\\par\n"]
    for part in bent_parts(report, bends or {}):
        if isinstance(part, Drawing):
            out += _rows(part.grid, encode)
            out.append(b"\\pard\\par\n")
        else:
            out += [encode(part.text if isinstance(part, Heading) else part), b"\\par\n"]
    return b"".join([*out, b"}"])


def _rows(grid: Grid, encode: Encode) -> Iterator[bytes]:
    placed = list(places(grid))
    for row in range(len(grid)):
        here = sorted((p for p in placed if p.row <= row < p.row + p.box.rows), key=_column)
        yield b"\\trowd\\trgaph108 "
        for p in here:
            merged = b"\\clvmgf" if p.row == row else b"\\clvmrg"
            edge = TWIPS * (p.column + p.box.columns)
            yield (merged if p.box.rows > 1 else b"") + b"\\cellx%d " % edge
        if not here or here[-1].column + here[-1].box.columns < width(grid):
            yield b"\\cellx%d " % (TWIPS * width(grid))
        for p in here:
            text = encode(p.box.text) if p.row == row else b""
            yield b"\\pard\\intbl " + text.replace(b"\n", b"\\line ") + b"\\cell\n"
        yield b"\\row\n"


def _column(placed: Placed) -> int:
    return placed.column

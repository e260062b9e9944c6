"""A report printed on pages as pictures: paragraphs, and tables between rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from sample_portals.figures import Report
from sample_portals.prose import Heading, Part
from sample_portals.tables import Box, Drawing, Grid, places

NOTO = "/usr/share/fonts/opentype/noto"
SERIF = (f"{NOTO}/NotoSerifCJK-Regular.ttc", 2)
SANS = (f"{NOTO}/NotoSansCJK-Regular.ttc", 2)

Font = tuple[str, int]  # file, and which face in it
Place = tuple[int, float, float, float, float]  # page from 0, and a box in points
_A4 = (595.0, 842.0)
_MARGIN = 56.0
_PAD = 4.0
_WHITE = 255
_SAMPLING = 2  # drawn so many times as large, then made smaller: type with grey edges


@dataclass(frozen=True, slots=True)
class Print:
    """How the report is printed; lengths are in points. `latin` sets digits and Latin letters.

    `rule` is how thick the rules are, `dash` how long their dots and gaps; no `rule`, no rules.
    Without `upright` only level ones are drawn. `ground` is how bright the rows of heads are; their
    rules are as dark, and on a dark one they are set in white.
    `row` is the least height of a row, `air` what a row has beside its lines. `typed` is how many
    times larger than the others figures of three digits are, as somebody typed them into a form.
    """

    dpi: int = 200
    font: Font = SERIF
    latin: Font | None = None
    size: float = 9.5
    rule: float = 0.6
    dash: float = 0.0
    upright: bool = True
    ground: int = _WHITE
    landscape: bool = False
    row: float = 19.0
    air: float = 5.0
    typed: float = 1.0


@dataclass
class Pages:
    """The printed pages, and where each figure stands on them, in the order of the tables."""

    how: Print
    images: list[Image.Image] = field(default_factory=list)
    figures: list[tuple[str, Place]] = field(default_factory=list)
    y: float = 0.0

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of a page."""
        return _A4[::-1] if self.how.landscape else _A4

    def print(self, report: Report, parts: Iterable[Part]) -> None:
        """The title and all parts."""
        self.turn()
        self._paragraph(report.title, size=self.how.size + 6, centred=True)
        for part in parts:
            if isinstance(part, Drawing):
                self.table(part.grid)
            else:
                text = part.text if isinstance(part, Heading) else part
                self._paragraph("　　" + text, size=self.how.size + 2)

    def table(self, grid: Grid) -> None:
        """One table; where this page has no room for all of it, it begins on a new one, and goes on
        over as many as it takes."""
        xs = _columns(grid, self.paper[0] - 2 * _MARGIN)
        heights = self._heights(grid, xs)
        if self.y + sum(heights) > self.paper[1] - _MARGIN:
            self.turn()
        first = 0
        while first < len(grid):
            ys = [self.y + 6]
            for height in heights[first:]:
                if ys[-1] + height > self.paper[1] - _MARGIN:
                    break
                ys.append(ys[-1] + height)
            self._rows(grid, first, xs, ys)
            first += len(ys) - 1
            self.y = ys[-1] + 12
            if first < len(grid):
                self.turn()

    def _rows(self, grid: Grid, first: int, xs: list[float], ys: list[float]) -> None:
        """Rows from `first` on, one between each two of `ys`; a cell's text stands where it
        begins."""
        last = first + len(ys) - 1
        placed = list(places(grid))
        rows = {row for p in placed if p.box.is_value for row in range(p.row, p.row + p.box.rows)}
        for p in placed:
            top, bottom = max(p.row, first), min(p.row + p.box.rows, last)
            if top >= bottom:
                continue
            box = p.box if p.row >= first else Box("", is_value=False)
            right = xs[p.column + p.box.columns]
            place = xs[p.column], ys[top - first], right, ys[bottom - first]
            self._cell(box, place, self.how.ground if p.row not in rows else _WHITE)

    def finish(self) -> list[Image.Image]:
        """All pages at the asked size."""
        scale = self.how.dpi / 72
        size = (round(self.paper[0] * scale), round(self.paper[1] * scale))
        return [page.resize(size, Image.Resampling.BOX) for page in self.images]

    def _scale(self) -> float:
        return self.how.dpi / 72 * _SAMPLING

    def turn(self) -> None:
        """Begin a page."""
        size = tuple(round(length * self._scale()) for length in self.paper)
        self.images.append(Image.new("L", (size[0], size[1]), 255))
        self.y = _MARGIN

    def _paragraph(self, text: str, *, size: float, centred: bool = False) -> None:
        room = self.paper[0] - 2 * _MARGIN
        for line in self._wrapped(text, room, size):
            if self.y + 2 * size > self.paper[1] - _MARGIN:
                self.turn()
            left = (self.paper[0] - self._width(line, size)) / 2 if centred else _MARGIN
            self._line(line, left, self.y, size)
            self.y += 1.8 * size

    def _heights(self, grid: Grid, xs: list[float]) -> list[float]:
        heights = [self.how.row] * len(grid)
        for p in places(grid):
            if p.box.rows == 1:
                room = xs[p.column + p.box.columns] - xs[p.column] - 2 * _PAD
                lines = len(self._wrapped(p.box.text, room, self.how.size))
                heights[p.row] = max(heights[p.row], lines * self.how.size * 1.25 + self.how.air)
        return heights

    def _cell(self, box: Box, place: tuple[float, float, float, float], ground: int) -> None:
        x0, top, x1, bottom = place
        ink = 0
        if ground < _WHITE:
            self._fill(place, ground)
            ink = _WHITE
        else:
            self._outline(place)
        size = self.how.size * (self.how.typed if box.is_value and len(box.text) > 2 else 1)
        lines = self._wrapped(box.text, x1 - x0 - 2 * _PAD, size) if box.text else []
        y = (top + bottom - len(lines) * size * 1.25) / 2
        for line in lines:
            self._line(line, (x0 + x1 - self._width(line, size)) / 2, y, size, ink)
            y += size * 1.25
        if box.is_value:
            self.figures.append((box.text, (len(self.images) - 1, *place)))

    def _outline(self, place: tuple[float, float, float, float]) -> None:
        x0, top, x1, bottom = place
        level = ((x0, top), (x1, top)), ((x0, bottom), (x1, bottom))
        upright = ((x0, top), (x0, bottom)), ((x1, top), (x1, bottom))
        for a, b in (*level, *(upright if self.how.upright else ())):
            for start, stop in self._dashes(a, b) if self.how.rule else ():
                self._stroke(start, stop)

    def _dashes(
        self, a: tuple[float, float], b: tuple[float, float]
    ) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        length = max(abs(b[0] - a[0]), abs(b[1] - a[1]))
        step = self.how.dash * 2 or length
        at = 0.0
        while at < length:
            ends = (at / length, min(1.0, (at + (self.how.dash or length)) / length))
            start, stop = ((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in ends)
            yield start, stop
            at += step

    def _stroke(self, a: tuple[float, float], b: tuple[float, float]) -> None:
        scale, half = self._scale(), self.how.rule / 2
        box = [round(v * scale) for v in (a[0] - half, a[1] - half, b[0] + half, b[1] + half)]
        box[2], box[3] = max(box[2] - 1, box[0]), max(box[3] - 1, box[1])
        ImageDraw.Draw(self.images[-1]).rectangle(box, fill=0)

    def _fill(self, place: tuple[float, float, float, float], ground: int) -> None:
        box = [round(v * self._scale()) for v in place]
        ImageDraw.Draw(self.images[-1]).rectangle(box, fill=ground)

    def _line(self, text: str, x: float, y: float, size: float, ink: int = 0) -> None:
        scale = self._scale()
        pen = ImageDraw.Draw(self.images[-1])
        base = (y + size) * scale
        for character in text:
            font = self._font(character, size)
            pen.text((x * scale, base), character, fill=ink, font=font, anchor="ls")
            x += font.getlength(character) / scale

    def _width(self, text: str, size: float) -> float:
        return sum(self._font(c, size).getlength(c) for c in text) / self._scale()

    def _font(self, character: str, size: float) -> ImageFont.FreeTypeFont:
        face = self.how.latin if self.how.latin and ord(character) < 0x250 else self.how.font
        return _loaded(face, round(size * self._scale()))

    def _wrapped(self, text: str, room: float, size: float) -> list[str]:
        lines, used = [""], 0.0
        for character in text:
            advance = self._font(character, size).getlength(character) / self._scale()
            if lines[-1] and used + advance > room and not (character + lines[-1][-1]).isdigit():
                lines.append("")
                used = 0.0
            lines[-1] += character
            used += advance
        return lines


def _columns(grid: Grid, room: float) -> list[float]:
    """Column edges: labels get more room than figures."""
    placed = list(places(grid))
    count = max(p.column + p.box.columns for p in placed)
    values = [p.column for p in placed if p.box.is_value]
    labels = min(values) if values else count
    shares = [1.0] * count
    if labels == 3:
        shares[:3] = [0.7, 0.8, 2.6]
    elif labels == 1:
        shares[0] = 2.0
    edges = [_MARGIN]
    for share in shares:
        edges.append(edges[-1] + room * share / sum(shares))
    return edges


@cache
def _loaded(face: Font, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face[0], size, index=face[1])

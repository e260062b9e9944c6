"""What the objects of an OFD page draw, in millimetres from the page's upper left corner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from config import LIMITS
from transforms.pages.drawn import Glyph, Rectangle
from transforms.readers import UnreadableDocument
from transforms.readers.ofd_clips import clips_of, left_by
from transforms.readers.ofd_paint import BLACK, NO, OPAQUE, painted, text_state
from transforms.readers.ofd_path import lines
from transforms.readers.ofd_structure import Page, children, local, located, numbers, text
from transforms.readers.ofd_text import characters
from transforms.readers.package import Package
from transforms.readers.pdf_objects import Fill
from transforms.readers.pdf_text_state import TextState
from transforms.readers.pdf_view import Matrix, mapped, multiply

_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}
_DEEPEST = 12  # composite objects within each other
_DEFAULT_SIZE = 3.0
_SMALLEST = 0.1  # millimetres: text that small is not there to be read


class Picture(NamedTuple):
    """A picture's place, the part that holds it (empty if that is not known), and when it is
    drawn."""

    box: Rectangle
    part: str
    order: int = 0


@dataclass
class Drawing:
    """Everything on a page. `order` counts objects as they are drawn."""

    glyphs: list[tuple[TextState, Glyph]] = field(default_factory=list)
    lines: list[Rectangle] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Picture] = field(default_factory=list)
    order: int = 0
    count: int = 0

    @property
    def pictures(self) -> list[Rectangle]:
        return [image.box for image in self.images]

    def direction(self) -> int:
        """Quarters clockwise by which most of the text is turned."""
        turned = Counter(state.quarters for state, g in self.glyphs if not g.text.isspace())
        turned.pop(None, None)
        return turned.most_common(1)[0][0] or 0 if turned else 0

    def over_pictures(self) -> Drawing:
        """The same without the text that is drawn before the last picture."""
        last = max((image.order for image in self.images), default=0)
        return replace(self, glyphs=[(s, g) for s, g in self.glyphs if s.order > last])

    def mapped(self, matrix: Matrix) -> Drawing:
        """The same in another measure."""
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        return Drawing(
            glyphs=[(s, _mapped_glyph(g, matrix, scale)) for s, g in self.glyphs],
            lines=[_mapped_box(box, matrix) for box in self.lines],
            fills=[f._replace(box=_mapped_box(f.box, matrix)) for f in self.fills],
            images=[i._replace(box=_mapped_box(i.box, matrix)) for i in self.images],
        )

    def take(self, things: int = 1) -> None:
        """Count what is drawn. Raises UnreadableDocument beyond the limit for a page."""
        self.count += things
        if self.count > LIMITS.drawn:
            message = f"a page that draws more than {LIMITS.drawn:,} characters and lines"
            raise UnreadableDocument("too_large", message)


def draw(package: Package, page: Page) -> Drawing:
    """What the page shows. Raises UnreadableDocument if a part is damaged or draws too much."""
    drawing = Drawing()
    start: Matrix = (1.0, 0.0, 0.0, 1.0, -page.box[0], -page.box[1])
    for part in page.parts:
        layers = list(children(package.xml(part), "Content", "Layer"))
        layers.sort(key=lambda layer: _LAYERS.get(layer.get("Type", "Body"), 1))
        for layer in layers:
            if layer.get("Visible") not in NO:
                _draw_block(layer, start, drawing, page, 0)
    return drawing


def _draw_block(
    block: etree._Element, matrix: Matrix, drawing: Drawing, page: Page, depth: int
) -> None:
    for one in block:
        if one.get("Visible") in NO:
            continue
        if local(one) in ("PageBlock", "Layer"):
            if depth < _DEEPEST:
                _draw_block(one, matrix, drawing, page, depth + 1)
            continue
        if not local(one).endswith("Object"):
            continue
        drawing.order += 1
        drawing.take()
        _draw_object(one, multiply(_own_matrix(one), matrix), drawing, page, depth)


def _draw_object(
    one: etree._Element, matrix: Matrix, drawing: Drawing, page: Page, depth: int
) -> None:
    kind = local(one)
    if kind == "TextObject":
        _draw_text(one, matrix, drawing)
    elif kind == "PathObject":
        _draw_path(one, matrix, drawing)
    elif kind == "ImageObject":
        box = mapped(matrix, 0.0, 0.0, 1.0, 1.0)
        if one.get("CTM") is None:
            box = mapped(matrix, 0.0, 0.0, *(_boundary(one)[2:] or [0.0, 0.0]))
        drawing.images.append(Picture(box, _part(one, page), drawing.order))
    elif kind == "CompositeObject" and depth < _DEEPEST:
        unit = page.resources.get(one.get("ResourceID", ""))
        for content in children(unit, "Content"):
            _draw_block(content, matrix, drawing, page, depth + 1)


def _boundary(one: etree._Element) -> list[float]:
    found = numbers(one.get("Boundary", ""))
    return found if len(found) == 4 else []


def _own_matrix(one: etree._Element) -> Matrix:
    """From the object's space to the one around it: its CTM, then the corner of its boundary."""
    x, y = (_boundary(one) or [0.0, 0.0])[:2]
    ctm = numbers(one.get("CTM", ""))
    if len(ctm) != 6:
        return 1.0, 0.0, 0.0, 1.0, x, y
    a, b, c, d, e, f = ctm
    return a, b, c, d, e + x, f + y


def _draw_text(one: etree._Element, matrix: Matrix, drawing: Drawing) -> None:
    a, b, c, d, _, _ = matrix
    size = (numbers(one.get("Size", "")) or [_DEFAULT_SIZE])[0]
    shown_size = abs(a * d - b * c) ** 0.5 * size
    if shown_size < _SMALLEST:
        return
    state = text_state(one, matrix, drawing.order, shown_size)
    found: list[Glyph] = []
    for placed in characters(one, size):
        drawing.take()
        found.append(Glyph(placed.text, *mapped(matrix, *placed.box), shown_size))
    drawing.glyphs += [(state, glyph) for glyph in left_by(clips_of(one, matrix), found)]


def _draw_path(one: etree._Element, matrix: Matrix, drawing: Drawing) -> None:
    a, b, c, d, e, f = matrix
    drawn: list[Rectangle] = []
    for (x0, y0), (x1, y1) in lines(text(one, "AbbreviatedData")):
        drawing.take()
        xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e)
        ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
        drawn.append((min(xs), min(ys), max(xs), max(ys)))
    if not drawn:
        return
    filled = one.get("Fill") not in (None, *NO)
    stroked = one.get("Stroke") not in NO
    if filled:
        _fill(one, _around(drawn), len(drawn), drawing)
    if stroked and painted(one, "StrokeColor", BLACK)[1] > 0:
        drawing.lines += drawn


def _fill(one: etree._Element, box: Rectangle, sides: int, drawing: Drawing) -> None:
    """A filled figure: a rule if it is thin; an area if it is a rectangle."""
    color, alpha = painted(one, "FillColor", None)
    if alpha == 0:
        return
    x0, top, x1, bottom = box
    narrow, long = sorted((x1 - x0, bottom - top))
    if narrow < 1.0 or long > 8 * narrow:
        drawing.lines.append(box)
    if 3 <= sides <= 5:
        drawing.fills.append(Fill(drawing.order, box, color, color is not None and alpha == OPAQUE))


def _around(boxes: list[Rectangle]) -> Rectangle:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _part(one: etree._Element, page: Page) -> str:
    """The part of a picture that an object shows."""
    resource = page.resources.get(one.get("ResourceID", ""))
    file = text(resource, "MediaFile")
    if resource is None or not file:
        return ""
    place = next((a.get("place") for a in resource.iterancestors() if a.get("place")), "") or ""
    return located(place + "/x", file)


def _mapped_box(box: Rectangle, matrix: Matrix) -> Rectangle:
    return mapped(matrix, *box)


def _mapped_glyph(glyph: Glyph, matrix: Matrix, scale: float) -> Glyph:
    box = mapped(matrix, glyph.x0, glyph.top, glyph.x1, glyph.bottom)
    return Glyph(glyph.text, *box, glyph.size * scale)

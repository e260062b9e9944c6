"""What an OFD object shows of itself: the rectangle that its clips leave (GB/T 33190, 8.4).

Clips are drawn in the object's own space. Some producers draw them in the page's, so what either
way shows is taken to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from transforms.pages.drawn import Glyph, Rectangle
from transforms.readers.ofd_path import lines
from transforms.readers.ofd_structure import children, numbers, text
from transforms.readers.pdf_glyphs import COVERED
from transforms.readers.pdf_text_state import both
from transforms.readers.pdf_view import Matrix, mapped

_UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def clips_of(one: etree._Element, matrix: Matrix) -> tuple[Rectangle, ...]:
    """The rectangles, in the page's measure, one of which shows what is seen of an object; none
    where nothing is clipped. `matrix` leads from the object's space to the page's."""
    inner = [_around(clip) for clips in children(one, "Clips") for clip in children(clips, "Clip")]
    boxes = [box for box in inner if box is not None]
    if not boxes or len(boxes) < len(inner):
        return ()
    shown = boxes[0]
    for box in boxes[1:]:
        shown = both(shown, box)
    return mapped(matrix, *shown), shown


def _around(clip: etree._Element) -> Rectangle | None:
    """Around all areas of one clip; None where some area is not drawn with lines."""
    boxes = list(_areas(clip))
    if not boxes or any(box is None for box in boxes):
        return None
    known = [box for box in boxes if box is not None]
    x0, top = min(b[0] for b in known), min(b[1] for b in known)
    return x0, top, max(b[2] for b in known), max(b[3] for b in known)


def _areas(clip: etree._Element) -> Iterator[Rectangle | None]:
    for area in children(clip, "Area"):
        ctm = numbers(area.get("CTM", ""))
        matrix = (ctm[0], ctm[1], ctm[2], ctm[3], ctm[4], ctm[5]) if len(ctm) == 6 else _UNCHANGED
        for path in children(area, "Path"):
            x, y = (numbers(path.get("Boundary", "")) or [0.0, 0.0])[:2]
            points = [p for line in lines(text(path, "AbbreviatedData")) for p in line]
            xs, ys = [x + p[0] for p in points], [y + p[1] for p in points]
            yield mapped(matrix, min(xs), min(ys), max(xs), max(ys)) if points else None
        if next(children(area, "Text"), None) is not None:
            yield None


def left_by(clips: Sequence[Rectangle], glyphs: list[Glyph]) -> list[Glyph]:
    """What the clips leave of a text; where that is a part of it, the other digits are covered."""
    if not clips:
        return glyphs
    seen = [any(_is_within(glyph, clip) for clip in clips) for glyph in glyphs]
    if not any(seen):
        return []
    return [
        glyph if is_seen else glyph._replace(text=COVERED)
        for glyph, is_seen in zip(glyphs, seen, strict=True)
        if is_seen or glyph.text.isdigit()
    ]


def _is_within(glyph: Glyph, box: Rectangle) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

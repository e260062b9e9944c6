"""A page as a picture, with a cell's box drawn on it: what a person looks at to check a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from transforms.pages.drawn import Rectangle

_CELL = (214, 31, 38)
_LABEL = (31, 96, 196)
_LINE = 3  # pixels
_AROUND = 2  # pixels between a cell's border and the box drawn around it
_MARGIN = 0.03  # of the page's height, above and below the part that is cut out
_PAPER = 235  # of 255: what is lighter is paper
_BORDER = 0.12  # of the shorter side of a cell's box, all around: its rules may lie there


@dataclass(frozen=True, slots=True)
class Picture:
    """One page; `scale` is the number of its pixels to one unit of a locator's box."""

    image: Image.Image
    scale: float

    def box(self, box: Rectangle) -> tuple[int, int, int, int]:
        """A locator's box in pixels."""
        x0, top, x1, bottom = (round(v * self.scale) for v in box)
        return x0, top, x1, bottom

    def shows_something(self, box: Rectangle) -> bool:
        """Whether there is ink inside the box, its border aside."""
        x0, top, x1, bottom = self.box(box)
        border = _BORDER * min(x1 - x0, bottom - top)
        inner = int(x0 + border), int(top + border), int(x1 - border) + 1, int(bottom - border) + 1
        darkest, _ = self.image.convert("L").crop(inner).getextrema()
        return isinstance(darkest, int) and darkest < _PAPER

    def marked(self, cell: Rectangle, labels: Iterable[Rectangle] = ()) -> Image.Image:
        """The page with the cell's box in red, and those of its labels in blue."""
        image = self.image.convert("RGB")
        draw = ImageDraw.Draw(image)
        for label in labels:
            _outline(draw, self.box(label), _LABEL)
        _outline(draw, self.box(cell), _CELL)
        return image

    def around(
        self, cell: Rectangle, labels: Iterable[Rectangle] = ()
    ) -> tuple[int, int, int, int]:
        """The strip of the page, as wide as it is, around a cell and those labels."""
        boxes = [self.box(box) for box in (cell, *labels)]
        width, height = self.image.size
        margin = int(_MARGIN * height)
        top = max(0, min(box[1] for box in boxes) - margin)
        return 0, top, width, min(height, max(box[3] for box in boxes) + margin)


def _outline(
    draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], color: tuple[int, int, int]
) -> None:
    x0, top, x1, bottom = box
    x1, bottom = max(x0, x1), max(top, bottom)
    around = (x0 - _AROUND, top - _AROUND, x1 + _AROUND, bottom + _AROUND)
    draw.rectangle(around, outline=color, width=_LINE)

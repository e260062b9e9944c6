"""A page drawn anew from what was read of it, for carriers that nothing here can render.

It shows what the reader saw and where: characters, rules and the places of pictures. Characters of
which no font on this machine knows the shape are left as boxes.
"""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from transforms.pages.drawn import Drawn, Rectangle
from transforms.pages.picture import Picture

_SCALE = 150 / 72  # pixels per point
_LARGEST = 4000  # pixels on the longer side; what is larger is drawn smaller
_FONTS = (  # of the usual systems, in the order of preference
    "NotoSansCJK-Regular.ttc",
    "NotoSerifCJK-Regular.ttc",
    "SourceHanSansSC-Regular.otf",
    "wqy-zenhei.ttc",
    "simsun.ttc",
    "msyh.ttc",
    "PingFang.ttc",
    "DejaVuSans.ttf",
)
_LARGEST_FONT = 500  # pixels
_INK, _RULE, _PLACE = (20, 20, 20), (90, 90, 90), (225, 225, 225)


def redrawn(drawn: Drawn) -> Picture:
    """The page as it is looked at; boxes of locators lie on it."""
    width, height = _size(drawn)
    scale = min(_SCALE, _LARGEST / max(width, height, 1.0))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for picture in drawn.pictures:
        draw.rectangle(_pixels(drawn, scale, picture), fill=_PLACE)
    for rule in drawn.level:
        draw.line(_pixels(drawn, scale, (rule.start, rule.at, rule.stop, rule.at)), fill=_RULE)
    for rule in drawn.upright:
        draw.line(_pixels(drawn, scale, (rule.at, rule.start, rule.at, rule.stop)), fill=_RULE)
    for glyph in drawn.glyphs:
        x0, top, _, _ = _pixels(drawn, scale, (glyph.x0, glyph.top, glyph.x1, glyph.bottom))
        draw.text((x0, top), glyph.text, fill=_INK, font=_font(round(glyph.size * scale)))
    return Picture(image, scale)


def _size(drawn: Drawn) -> tuple[float, float]:
    """Width and height of the page as it is looked at, in points."""
    x0, top, x1, bottom = drawn.on_page((0.0, 0.0, drawn.width, drawn.height))
    return abs(x1 - x0), abs(bottom - top)


def _pixels(drawn: Drawn, scale: float, box: Rectangle) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = drawn.on_page(box)
    return x0 * scale, top * scale, x1 * scale, bottom * scale


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, min(max(size, 6), _LARGEST_FONT))
        except OSError:
            continue
    return ImageFont.load_default(max(size, 6))

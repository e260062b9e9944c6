"""What scanners, cameras and seals make of a clean page. Seeded: equal calls, equal pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
_PAPER = (250, 249, 245)


@dataclass(frozen=True, slots=True)
class Scan:
    """How the page is scanned.

    `skew` in degrees clockwise; `turns` by 90 degrees clockwise, as the sheet lay on the glass;
    `noise` is the standard deviation of the sensor's noise, `specks` how many specks of dirt;
    `shade` how much darker the worst corner is, of 1; `keystone` how much narrower the far side of
    a photographed page is, of its width; `seal` the centre (of width, of height) of a red seal
    `seal_size` points across; `fade` how much of the ink is lost, of 1; `grey` and `bitonal` say
    what the scanner keeps.
    """

    skew: float = 0.0
    turns: int = 0
    blur: float = 0.0
    noise: float = 0.0
    specks: int = 0
    shade: float = 0.0
    keystone: float = 0.0
    jpeg: int = 0
    seal: tuple[float, float] | None = None
    seal_size: float = 120.0
    fade: float = 0.0
    grey: bool = False
    bitonal: bool = False
    border: bool = False
    seed: int = 1


def scan(page: Image.Image, how: Scan, dpi: int, font: tuple[str, int]) -> Image.Image:
    """The page as the scanner gives it."""
    random = np.random.default_rng(how.seed)
    ink = (255.0 - np.asarray(page, dtype=np.float32)) / 255 * (1 - how.fade)
    paper = np.array(_PAPER, dtype=np.float32)
    image = paper * (1 - ink[..., None]) + 25.0 * ink[..., None]
    if how.seal:
        image = _sealed(image, how, dpi, font)
    image = _bent(image, how)
    image = _dirty(image, how, random)
    pixels: Pixels = np.clip(image, 0, 255).astype(np.uint8)
    return _kept(Image.fromarray(pixels), how)


def encoded(image: Image.Image, kind: str, dpi: int, **options: Any) -> bytes:
    """The picture as a file of that kind, with its resolution."""
    stream = io.BytesIO()
    image.save(stream, kind, dpi=(dpi, dpi), **options)
    return stream.getvalue()


def pdf_of(images: Sequence[Image.Image], dpi: int, quality: int = 75) -> bytes:
    """A PDF whose pages are the pictures, as scanners make it."""
    stream = io.BytesIO()
    first, *others = images
    first.save(
        stream,
        "PDF",
        resolution=dpi,
        save_all=True,
        append_images=others,
        **({} if images[0].mode == "1" else {"quality": quality}),
    )
    return stream.getvalue()


def _sealed(image: Any, how: Scan, dpi: int, font: tuple[str, int]) -> Any:
    """A round red seal with a star and an agency's name, pressed over what is printed."""
    assert how.seal is not None
    scale = dpi / 72
    across = round(how.seal_size * scale)
    seal = Image.new("L", (across, across), 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((0, 0, across - 1, across - 1), outline=255, width=max(2, round(2.2 * scale)))
    middle = across / 2
    star = [
        (
            middle + r * middle * 0.34 * np.sin(k * np.pi / 5),
            middle - r * middle * 0.34 * np.cos(k * np.pi / 5),
        )
        for k in range(10)
        for r in [1.0 if k % 2 == 0 else 0.4]
    ]
    pen.polygon(star, fill=255)
    letter = ImageFont.truetype(font[0], round(across * 0.13), index=font[1])
    name = "示例县水利局办公室"
    for k, character in enumerate(name):
        angle = np.pi * (k / (len(name) - 1) * 1.4 - 0.7)
        tile = Image.new("L", (across // 5, across // 5), 0)
        ImageDraw.Draw(tile).text(
            (tile.width / 2, tile.height / 2), character, fill=255, font=letter, anchor="mm"
        )
        tile = tile.rotate(-np.degrees(angle), resample=Image.Resampling.BICUBIC)
        x = middle + middle * 0.74 * np.sin(angle) - tile.width / 2
        y = middle - middle * 0.74 * np.cos(angle) - tile.height / 2
        seal.paste(255, (round(x), round(y)), tile)
    cover = np.zeros(image.shape[:2], dtype=np.float32)
    left = round(how.seal[0] * image.shape[1] - middle)
    top = round(how.seal[1] * image.shape[0] - middle)
    x0, y0 = max(left, 0), max(top, 0)
    part = np.asarray(seal, dtype=np.float32)[y0 - top :, x0 - left :] / 255
    part = part[: image.shape[0] - y0, : image.shape[1] - x0]
    cover[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    texture = 0.75 + 0.25 * cv2.GaussianBlur(
        np.random.default_rng(how.seed).random(cover.shape, dtype=np.float32), (0, 0), 2.0
    )
    cover = (cover * texture)[..., None] * 0.85
    red = np.array((205, 35, 45), dtype=np.float32)
    return image * (1 - cover) + image * (red / 255) * cover


def _bent(image: Any, how: Scan) -> Any:
    """Skewed, keystoned and turned, on a white or a dark ground."""
    height, width = image.shape[:2]
    ground = (40, 40, 42) if how.border else _PAPER
    if how.keystone:
        by = how.keystone * width / 2
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
        seen = np.array(
            [(by, by * 0.5), (width - by * 0.6, 0), (width, height), (0, height - by * 0.3)],
            np.float32,
        )
        warp = cv2.getPerspectiveTransform(corners, seen)
        image = cv2.warpPerspective(
            image, warp, (width, height), flags=cv2.INTER_AREA, borderValue=ground
        )
    if how.skew:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -how.skew, 1.0)
        image = cv2.warpAffine(
            image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=ground
        )
    return np.ascontiguousarray(np.rot90(image, -how.turns)) if how.turns % 4 else image


def _dirty(image: Any, how: Scan, random: np.random.Generator) -> Any:
    height, width = image.shape[:2]
    if how.blur:
        image = cv2.GaussianBlur(image, (0, 0), how.blur)
    if how.shade:
        x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
        image = image * (1 - how.shade * (0.6 * x + 0.4 * y) ** 2)[..., None].astype(np.float32)
    if how.noise:
        image = image + random.normal(0, how.noise, image.shape).astype(np.float32)
    for _ in range(how.specks):
        x, y = int(random.integers(width)), int(random.integers(height))
        radius = int(random.integers(0, 3))
        cv2.circle(image, (x, y), radius, (60, 60, 60), -1)
    return image


def _kept(image: Image.Image, how: Scan) -> Image.Image:
    if how.grey:
        image = image.convert("L")
    if how.bitonal:
        return image.convert("L").point(lambda v: 255 if v > 150 else 0).convert("1")
    if how.jpeg:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=how.jpeg)
        return Image.open(stream)
    return image

"""One page of a picture that shows several."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.recognition.pixels import Pixels


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page; `left` and `top` are its first column and row in the picture."""

    pixels: Pixels
    left: int = 0
    top: int = 0

"""Running text of scanned pages is looked for page by page, whatever the picture shows."""

from __future__ import annotations

import numpy as np

from transforms.recognition.prose import lines_of


def test_strip_without_any_white_row_is_read() -> None:
    dark = np.zeros((400, 100), dtype=np.uint8)
    assert lines_of(dark, []) == []

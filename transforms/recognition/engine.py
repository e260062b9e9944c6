"""RapidOCR: its models are in its wheel, loaded once per process, used step by step.

The recogniser pads every crop to the widest of its batch, so narrow crops go in batches of their
own: a digit costs a fifth of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec import TextRecInput

from transforms.process import heartbeat
from transforms.recognition.pixels import Floats, Pixels

_BATCH = 24
_AT_ONCE = 96.0  # times their height, the widest times their number: memory grows with it
_THREADS = 1  # documents are read side by side; threads that wait for each other spin
_WIDEST = 26.0  # times its height: a longer line is squeezed until it is unreadable
_HIGH, _STEP = 48, 8  # pixels of a line for the recogniser, and of each of its steps along it
_DETECTED_AT = 1216  # pixels of the longer side: enough for lines of small type


class Read(NamedTuple):
    """A line as recognised, and the score of its least sure character (0 to 1); `places` are the
    middles of its characters, white space aside, in pixels of the crop."""

    text: str
    score: float
    places: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Engine:
    detect: Any
    recognise: Any


@cache
def _engine() -> _Engine:
    """The models, loaded by a first use of each; about 0.5 GB and half a second."""
    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "Rec.rec_img_shape": [3, _HIGH, _HIGH],
            "Rec.rec_batch_num": _BATCH,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTED_AT,
        }
    )
    engine(np.full((64, 64, 3), 255, np.uint8), use_det=True, use_cls=False, use_rec=False)
    engine(np.full((48, 64, 3), 255, np.uint8), use_det=False, use_cls=False, use_rec=True)
    return _Engine(engine.text_det, engine.text_rec)


def read_lines(crops: Sequence[Pixels]) -> list[Read]:
    """What stands on each crop (grey, one line of text each)."""
    if not crops:
        return []
    pictures = [cv2.cvtColor(_narrowed(crop), cv2.COLOR_GRAY2BGR) for crop in crops]
    reads: dict[int, Read] = {}
    for batch in _batches([p.shape[1] / p.shape[0] for p in pictures]):
        chosen = [pictures[n] for n in batch]
        output = _engine().recognise(TextRecInput(img=chosen, return_word_box=True))
        heartbeat.beat()
        for n, text, word in zip(batch, output.txts, output.word_results, strict=True):
            scale = crops[n].shape[1] / pictures[n].shape[1] * pictures[n].shape[0] / _HIGH
            reads[n] = _read(text, word, scale) if text and word is not None else Read(text, 0.0)
    return [reads[n] for n in range(len(crops))]


def _read(text: str, word: Any, scale: float) -> Read:
    """The reading with its places; `scale` turns the recogniser's pixels into the crop's."""
    steps = [step for steps in word.word_cols for step in steps]
    return Read(text, min(word.confs), tuple((s + 0.5) * _STEP * scale for s in steps))


def _batches(widths: Sequence[float]) -> Iterator[list[int]]:
    """Numbers of crops that are read together, from the narrowest on; widths are in heights."""
    batch: list[int] = []
    for n in sorted(range(len(widths)), key=lambda n: widths[n]):
        if len(batch) == _BATCH or (batch and (len(batch) + 1) * widths[n] > _AT_ONCE):
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def text_boxes(grey: Pixels) -> list[Floats]:
    """Where lines of text stand: four corners each, from the line's upper left one on."""
    found = _engine().detect(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    return [] if found.boxes is None else [np.asarray(box, np.float64) for box in found.boxes]


def _narrowed(crop: Pixels) -> Pixels:
    height, width = crop.shape[:2]
    most = round(_WIDEST * height)
    return crop if width <= most else np.asarray(cv2.resize(crop, (most, height)), np.uint8)

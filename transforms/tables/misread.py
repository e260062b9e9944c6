"""Whether a label that was read unsurely is an official one, misread.

A recogniser's confidence is about the share of the characters that it has right. What is less like
the official label than that may be another label altogether, of a local form or another year.
"""

from __future__ import annotations

from transforms.tables.labels import ENOUGH, likeness
from transforms.tables.official import official_labels

LIKE = 0.7  # similarity of labels that are the same, however surely they were read
LIKE_SHORT = 0.65  # and of those of three characters: one of them may look like another

_MISREAD = 0.95  # similarity of a label that its place decides
_PERHAPS = 0.85  # where little of it can be recognised
_SOMEWHAT = 0.4  # likeness below which a label is told only if it is garbled
_GARBLED = 0.75  # confidence of a reading of which nothing need be right
_SHORT, _OF_SHORT = 3, 0.1  # characters; of so few, one is a large share


def misread_as(text: str, confidence: float, variants: tuple[str, ...]) -> float:
    """The similarity that a plain label, read with that confidence, has with an official one whose
    place it has; 0 if it must be another, less than that of a sure label if it may be."""
    own = likeness(text, variants)
    nearest = likeness(text, tuple(sorted(official_labels())))
    if nearest > own and nearest >= ENOUGH:
        return 0.0
    right = confidence - (_OF_SHORT if len(text) <= _SHORT else 0.0)
    if own >= nearest and own >= min(right, LIKE if len(text) > _SHORT else LIKE_SHORT):
        return _MISREAD
    return _PERHAPS if own >= _SOMEWHAT or confidence < _GARBLED else 0.0

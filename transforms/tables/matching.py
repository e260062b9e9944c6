"""Printed rows against a form's rows: decided ones, rivals for one row, and rows of no form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.forms import Item
from transforms.tables.labels import SURE, closest, is_slip, plain
from transforms.tables.official import item_variants, official_groups
from transforms.tables.order import align


@dataclass(frozen=True, slots=True)
class Matched:
    """Indices of printed rows by what they are: `decided` with (item, similarity), `unknown` to
    the form, or one of several `claims` on an item."""

    decided: Mapping[int, tuple[Item, float]]
    unknown: Sequence[int]
    claims: Mapping[Item, Sequence[int]]


@lru_cache(maxsize=1024)  # most reports print the form's own labels
def match(
    labels: tuple[tuple[str, str], ...],
    items: tuple[Item, ...],
    shown: tuple[bool, ...],
    *,
    nearest: float = 0.0,
) -> Matched:
    """Align (own label, group label) of each row with the items, in the form's order.

    Only a row that is `shown` to hold a figure can claim an item that others claim as well. A label
    that is no item's own must be more similar to one item than to any other, by `nearest`.
    """
    decided: dict[int, tuple[Item, float]] = {}
    unknown: list[int] = []
    claims: dict[Item, list[int]] = {}
    for r, found in enumerate(align([_scores(label, items, nearest) for label in labels])):
        if found is None:
            unknown.append(r)
        elif found.decided:
            decided[r] = (items[found.choices[0]], found.score)
        elif shown[r]:
            for choice in found.choices:
                claims.setdefault(items[choice], []).append(r)
    for r, item in _said_in_two_rows(labels, decided, unknown, shown):
        d = next(d for d, (one, _) in decided.items() if one is item)
        del decided[d]
        unknown.remove(r)
        claims[item] = sorted((r, d))
    if not claims:
        decided |= _held_by_neighbours(decided, items, shown, labels)
    return Matched(decided, unknown, claims)


def _said_in_two_rows(
    labels: Sequence[tuple[str, str]],
    decided: Mapping[int, tuple[Item, float]],
    unknown: Sequence[int],
    shown: Sequence[bool],
) -> list[tuple[int, Item]]:
    """Rows with figures, and the item that their label and that of the bare row beside it are
    together, where another row was decided to be that item: one of them is a repetition."""
    found: dict[Item, int] = {}
    for r in unknown:
        if r + 1 not in unknown or shown[r] == shown[r + 1]:
            continue
        if not (labels[r][0] and labels[r + 1][0]):
            continue  # figures below 总计, the last of other heads
        whole = plain(labels[r][0] + labels[r + 1][0])
        for item, _ in decided.values():
            if whole in item_variants(item):
                found[item] = r if shown[r] else r + 1
    return [(r, item) for item, r in found.items()]


def _held_by_neighbours(
    decided: Mapping[int, tuple[Item, float]],
    items: Sequence[Item],
    shown: Sequence[bool],
    labels: Sequence[tuple[str, str]],
) -> dict[int, tuple[Item, float]]:
    """Rows with a slip in their label that stand between the very rows which the form has above
    and below them, with no other row of figures between: their place confirms them."""
    rows = [r for r, figures in enumerate(shown) if figures or r in decided]
    places = [
        items.index(decided[r][0]) if decided.get(r, (None, 0))[1] == 1 else None for r in rows
    ]
    held = {}
    for n, r in enumerate(rows):
        item, score = decided.get(r, (items[0], 0.0))
        if 0 < score < SURE and _is_slip(labels[r], item):
            place = items.index(item)
            above = places[n - 1] if n else -1
            below = places[n + 1] if n + 1 < len(rows) else len(items)
            if (above, below) == (place - 1, place + 1):
                held[r] = (item, SURE)
    return held


def _is_slip(label: tuple[str, str], item: Item) -> bool:
    own, group = map(plain, label)
    return any(is_slip(name, item_variants(item)) for name in (own, group + own))


@lru_cache(maxsize=16384)
def _scores(label: tuple[str, str], items: tuple[Item, ...], nearest: float) -> tuple[float, ...]:
    """Similarity with each item; a label that is one item's own is like no other item's."""
    scores = tuple(_score(label, item) for item in items)
    if 1 in scores:
        return tuple(s if s == 1 else 0.0 for s in scores)
    best, second = sorted(scores, reverse=True)[:2] if len(scores) > 1 else (1.0, 0.0)
    return scores if not nearest or best - second >= nearest else (0.0,) * len(scores)


def _score(label: tuple[str, str], item: Item) -> float:
    own, group = label
    if not own:
        return 0.0
    variants = item_variants(item)
    if plain(own) in official_groups() and plain(own) not in variants:
        return 0.0
    alone = closest(plain(own), variants)
    with_group = closest(plain(group) + plain(own), variants)
    # a group that both have makes any two labels similar: then only the labels themselves count
    return max(alone, with_group) if alone or with_group == 1 else 0.0

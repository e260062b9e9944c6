"""Two reports in one: 汇总 (all departments' figures) and 本级 (the agency's own) stand in columns
of one table beside each other, or in tables of their own whose captions say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transforms.blocks import Grid, Paragraph
from transforms.extraction import Cell, Claim, Extraction
from transforms.several import Report
from transforms.tables.list_scopes import ALL, OWN
from vocabulary.text import squash
from vocabulary.title_parts import scope_of

_LONGEST_CAPTION = 40  # characters
_SENTENCE = re.compile("[。；;，,]")


def by_captions(one: Report) -> list[Report]:
    """The two reports whose tables stand below captions of either scope, in their order; none where
    the captions do not tell two apart."""
    captions: dict[int, str] = {}
    last = ""
    for block in one.reading.blocks:
        said = block.text if isinstance(block, Paragraph) else _caption_inside(block)
        last = said if _is_caption(said) else last
        if isinstance(block, Grid) and last:
            captions[block.index] = last
    named = {scope_of(caption): caption for caption in reversed(list(captions.values()))}
    if named.keys() != {OWN, ALL}:
        return []
    order = dict.fromkeys(map(scope_of, captions.values()))
    return [_of_scope(one, captions, scope, named[scope]) for scope in order]


def _of_scope(one: Report, captions: Mapping[int, str], scope: str, caption: str) -> Report:
    own = {index for index, said in captions.items() if scope_of(said) == scope}
    blocks = tuple(b for b in one.reading.blocks if not isinstance(b, Grid) or b.index in own)
    return replace(one, reading=replace(one.reading, blocks=blocks), scope=scope, caption=caption)


def _is_caption(text: str) -> bool:
    squashed = squash(text)
    short = 0 < len(squashed) <= _LONGEST_CAPTION and not _SENTENCE.search(squashed)
    return short and scope_of(squashed) in (OWN, ALL)


def _caption_inside(grid: Grid) -> str:
    first = [c for c in grid.cells if c.row == 0]
    return first[0].text if len(first) == 1 else ""


def told_by_heads(one: Report, claims: Sequence[Claim], cells: Sequence[Cell]) -> Iterator[Claim]:
    """A report's claims, with the scope that its column's head or its caption says; what else
    speaks of a scope speaks of the whole file."""
    head = next((c.label_breakdown for c in cells if c.label_breakdown), one.scope)
    yield Claim("table_head", one.caption or head, scope=one.scope)
    yield from (replace(claim, scope=None) for claim in claims)


def fit_together(whole: Extraction, reports: Sequence[Extraction]) -> bool:
    """Whether all departments' figures are not, by and large, less than those of one of them. Where
    tables were told apart, none is left out, and no report has two of one topic."""
    if any(c.table_instance for r in reports for c in r.cells):
        return False
    if whole.cells and len(whole.cells) != sum(len(r.cells) for r in reports):
        return False
    figures = {
        r.scope: {(c.topic, c.item): c.value for c in r.cells if c.value is not None}
        for r in reports
    }
    own, all_of_them = figures.get(OWN, {}), figures.get(ALL, {})
    both = [(own[key], all_of_them[key]) for key in own.keys() & all_of_them.keys()]
    return sum(a > b for a, b in both) <= sum(a < b for a, b in both)

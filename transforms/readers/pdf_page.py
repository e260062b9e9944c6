"""One PDF page: its ruled tables, and the lines of text around them, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.text import extract_text

from transforms.readers.pdf_doubts import doubtful_cells
from transforms.readers.pdf_tables import PageTable
from transforms.readers.ruled_grid import Rule, RuledCell, RuledGrid, find_grids

Piece = str | PageTable
Char = dict[str, Any]

_PAGE_NUMBER = re.compile(
    r"[-—–\s·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–\s·]*"
)
_SCAN_CONFIDENCE = 0.7  # text laid under a picture of the page comes from somebody's OCR
_FULL_PICTURE = 0.7  # share of the page


@dataclass(frozen=True, slots=True)
class PageText:
    """Pieces from top to bottom; problems as (code, message)."""

    pieces: tuple[Piece, ...]
    problems: tuple[tuple[str, str], ...]


def read_page(page: Page) -> PageText:
    """Read one page. Characters printed twice to look bold count once."""
    page = page.dedupe_chars(tolerance=1)
    confidence = _SCAN_CONFIDENCE if _is_picture(page) else 1.0
    chars: list[Char] = page.chars  # spaces too: a gap between digits must stay one
    pieces: list[tuple[float, Piece]] = []
    problems: list[tuple[str, str]] = []
    level, upright = _rules(page, "h"), _rules(page, "v")
    for grid in find_grids(level, upright):
        inside, stray = _share_out(chars, grid)
        if any(c["text"].strip() for c in stray):
            text = _text(stray)[:60].replace("\n", " ")
            problems.append(
                (
                    "text_outside_cells",
                    f"page {page.page_number}: inside a table, but in no cell: {text!r}",
                )
            )
        texts = tuple(_cell_text(inside.get(cell, [])) for cell in grid.cells)
        doubtful = doubtful_cells(inside, level)
        clear = tuple(cell not in doubtful for cell in grid.cells)
        pieces.append((grid.ys[0], PageTable(page.page_number, grid, texts, clear, confidence)))
        taken = {id(c) for group in inside.values() for c in group}
        chars = [c for c in chars if id(c) not in taken]
    pieces.extend(_lines(chars, page))
    pieces.sort(key=lambda piece: piece[0])
    return PageText(tuple(_paragraphs([p for _, p in pieces])), tuple(problems))


def _rules(page: Page, orientation: str) -> list[Rule]:
    """All rules of a page that are level ("h") or upright ("v")."""
    if orientation == "h":
        edges = [Rule(e["top"], e["x0"], e["x1"]) for e in page.edges if e["orientation"] == "h"]
    else:
        edges = [
            Rule(e["x0"], e["top"], e["bottom"]) for e in page.edges if e["orientation"] == "v"
        ]
    return edges


def _share_out(
    chars: Sequence[Char], grid: RuledGrid
) -> tuple[dict[RuledCell, list[Char]], list[Char]]:
    """Characters per cell by their centre, and those inside the table's outline in no cell."""
    inside: dict[RuledCell, list[Char]] = {}
    stray: list[Char] = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (grid.xs[0] <= x < grid.xs[-1] and grid.ys[0] <= y < grid.ys[-1]):
            continue
        cell = grid.find(x, y)
        if cell is None:
            stray.append(char)
        else:
            inside.setdefault(cell, []).append(char)
    return inside, stray


def _cell_text(chars: list[Char]) -> str:
    return _text(chars).strip() if chars else ""


def _text(chars: Sequence[Char]) -> str:
    """Lines of characters; a digit and a Chinese character beside it differ much in their tops."""
    size = median(c["size"] for c in chars)
    text: str = extract_text(
        list(chars), x_tolerance=max(3.0, 0.3 * size), y_tolerance=max(3.0, 0.5 * size)
    )
    return text


def _lines(chars: list[Char], page: Page) -> list[tuple[float, Piece]]:
    """Lines of running text with their heights, page numbers left out."""
    lines: list[tuple[float, Piece]] = []
    for line in _by_line(chars):
        text = _text(line).replace("\n", " ").strip()
        top = min(c["top"] for c in line)
        margin = top < 0.1 * page.height or top > 0.88 * page.height
        if text and not (margin and _PAGE_NUMBER.fullmatch(text)):
            indent = min(c["x0"] for c in line)
            lines.append((top, f"\t{text}" if indent > 0.16 * page.width else text))
    return lines


def _by_line(chars: list[Char]) -> list[list[Char]]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c["top"], c["x0"])):
        same = lines and abs(lines[-1][0]["top"] - char["top"]) <= max(3.0, 0.5 * char["size"])
        if same:
            lines[-1].append(char)
        else:
            lines.append([char])
    return lines


def _paragraphs(pieces: list[Piece]) -> list[Piece]:
    """Join lines into paragraphs: an indented line (marked by a tab) begins a new one."""
    joined: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str):
            joined.append(piece)
        elif joined and isinstance(joined[-1], str) and not piece.startswith("\t"):
            joined[-1] += piece
        else:
            joined.append(piece.lstrip("\t"))
    return joined


def _is_picture(page: Page) -> bool:
    area = sum(
        max(0.0, min(i["x1"], page.width) - max(i["x0"], 0.0))
        * max(0.0, min(i["bottom"], page.height) - max(i["top"], 0.0))
        for i in page.images
    )
    return bool(area > _FULL_PICTURE * float(page.width) * float(page.height))

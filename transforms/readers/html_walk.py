"""The blocks of a page in document order: paragraphs as browsers break them, tables as grids.

Layout tables (those that hold other tables, or long running text) are walked through, and kept as
grids as well: a statutory table may be drawn around another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from config import LIMITS
from transforms.blocks import Block, Grid, Paragraph
from transforms.readers.html_boxes import ROW_TAGS, boxes_from, grid_boxes, may_have_boxes
from transforms.readers.html_css_grid import grid_styles
from transforms.readers.html_grid import TooManyCells, grid_of
from transforms.readers.html_own_style import own_style
from transforms.readers.html_style import Styled

_BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body br caption center dd div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table
        tbody td tfoot th thead tr ul""",
    )
)
_SILENT_TAGS = frozenset(
    {"script", "style", "noscript", "template", "head", "select", "textarea", "iframe"}
)
_DELETED_TAGS = frozenset({"del", "s", "strike"})
_LONG_TEXT = 300

_VISIT, _LEAVE, _LEAVE_TABLE, _LEAVE_HIDDEN, _LEAVE_PRESERVED = range(5)
_Step = tuple[int, LexborNode | None]


@dataclass
class Walk:
    """Collects blocks in document order; `pending` is the paragraph being gathered. What `styles`
    hide is left out of tables; a whole table is kept as a hidden one."""

    styles: Styled
    blocks: list[Block] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    holding: frozenset[int] = frozenset()  # tables around tables
    tables: int = 0
    open_tables: int = 0
    unseen: int = 0  # elements around the present place that are hidden
    preserved: int = 0  # elements around the present place that keep line ends
    within: bool = False  # an element that has no other inside so far
    blanks: dict[int, int] = field(default_factory=dict)  # empty lines behind blocks, by index
    may_have_boxes: bool = False  # tables may be made of other elements than `<table>`
    of_grids: Mapping[int, str] = field(default_factory=dict)  # styles of grids and their cells
    boxes: set[int] = field(default_factory=set)  # rows and cells of such tables
    no_boxes: set[int] = field(default_factory=set)  # elements that are no such rows

    def page(self, tree: LexborHTMLParser) -> None:
        """Add what a page or a piece of one shows."""
        self.holding = frozenset(_around_tables(tree))
        self.may_have_boxes = may_have_boxes(tree)
        self.of_grids = grid_styles(tree) if self.may_have_boxes else {}
        if tree.body is not None:
            self.children(tree.body)
        self.flush()

    def flush(self, *, ends_line: bool = False) -> None:
        """End a paragraph; one that says nothing is an empty line, if it `ends_line`."""
        text = " ".join("".join(self.pending).split())
        self.pending.clear()
        if text:
            self.blocks.append(Paragraph(text))
        elif ends_line:
            last = len(self.blocks) - 1
            self.blanks[last] = self.blanks.get(last, 0) + 1

    def found(self) -> tuple[Block, ...]:
        """The blocks, each paragraph with the number of empty lines behind it."""
        for index, count in self.blanks.items():
            if index >= 0 and isinstance(block := self.blocks[index], Paragraph):
                self.blocks[index] = replace(block, blanks=count)
        return tuple(self.blocks)

    def children(self, root: LexborNode) -> None:
        """Walk without recursion: pages nest tens of thousands deep when somebody wants them to."""
        stack: list[_Step] = [(_VISIT, root.child)]
        while stack:
            step, node = stack.pop()
            if step == _VISIT and node is not None:
                if self.may_have_boxes and (after := self._boxes(node)):
                    stack.append(after)
                    continue
                stack.append((_VISIT, node.next))
                stack.extend(self._enter(node))
            elif step != _VISIT:
                self.flush(ends_line=self.within and step == _LEAVE)
                self.within = False
                self.open_tables -= step == _LEAVE_TABLE
                self.unseen -= step == _LEAVE_HIDDEN
                self.preserved -= step == _LEAVE_PRESERVED

    def _enter(self, node: LexborNode) -> Iterator[_Step]:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag in _SILENT_TAGS or tag in _DELETED_TAGS or tag.startswith("-"):
            return
        elif tag == "br":
            self.flush(ends_line=True)
        elif tag in _BLOCK_TAGS:
            self.flush()
            self.within = True
            if self._hides(node):
                self.unseen += 1
                yield _LEAVE_HIDDEN, None
            if tag == "pre" or "white-space:pre" in own_style(node.attributes).text:
                self.preserved += 1
                yield _LEAVE_PRESERVED, None
            if tag != "table":
                yield _LEAVE, None
                yield _VISIT, node.child
            elif self._table(node):
                self.open_tables += 1
                yield _LEAVE_TABLE, None
                yield _VISIT, node.child
        else:
            yield _VISIT, node.child

    def _boxes(self, node: LexborNode) -> _Step | None:
        """Keep the grid of a table made of boxes that begins here; where to go on behind it."""
        if self.unseen or node.tag not in ROW_TAGS or node.mem_id in self.no_boxes:
            return None
        first = node.child
        if first is None or (first.next is None and first.tag == "-text"):
            return None  # a text alone begins no table
        grid = grid_boxes(node, self.tables + 1, self.styles, self.of_grids)
        found = grid or boxes_from(node, self.tables + 1, self.styles)
        if found.grid is None:
            self.no_boxes |= found.looked_at
            return None
        self.flush()
        self.tables += 1
        self.blocks.append(found.grid)
        self.boxes |= found.nodes
        return _VISIT, found.after

    def _text(self, text: str) -> None:
        first, *lines = text.split("\n") if self.preserved else [text]
        self.pending.append(first)
        for line in lines:
            self.flush()
            self.pending.append(line)

    def _hides(self, node: LexborNode) -> bool:
        return (
            node.mem_id in self.styles.hidden or "display:none" in own_style(node.attributes).text
        )

    def _table(self, node: LexborNode) -> bool:
        """Keep the table's grid; whether its inside is to be walked as well."""
        self.tables += 1
        if self.open_tables > LIMITS.nested_tables:
            message = f"table {self.tables}: tables nested deeper than {LIMITS.nested_tables}"
            self.problems.append(("too_large", message))
            return False
        try:
            grid = grid_of(node, self.tables, self.styles, shown=not self.unseen)
        except TooManyCells as error:
            self.problems.append(("too_large", f"table {self.tables}: {error}"))
            return True
        inside = node.mem_id in self.holding or _is_layout(grid)
        if not inside:
            self._caption(node)
        if grid.cells:
            self.blocks.append(grid)
        return inside

    def _caption(self, table: LexborNode) -> None:
        """What is printed above the table as part of it: its name, or the unit of its figures."""
        for child in table.iter():
            if child.tag == "caption" and not self.unseen and not self._hides(child):
                self.pending.append(child.text(deep=True))
                self.flush()


def _around_tables(tree: LexborHTMLParser) -> Iterator[int]:
    """The tables (by `mem_id`) that hold another one."""
    seen: set[int] = set()
    for table in tree.css("table table"):
        outer = table.parent
        while outer is not None and outer.mem_id not in seen:
            seen.add(outer.mem_id)
            if outer.tag == "table":
                yield outer.mem_id
            outer = outer.parent


def _is_layout(grid: Grid) -> bool:
    one_column = all(c.column == 0 for c in grid.cells)
    long_text = max([len(c.text) for c in grid.cells], default=0) > _LONG_TEXT
    return one_column or long_text

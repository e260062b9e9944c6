"""Excel workbooks (xlsx, ISO/IEC 29500): what the visible sheets show, cell by cell.

Read from the parts themselves: libraries give a stored number where a page shows a rounded one,
and some unfold every cell of a merged range, whatever its size, before one can look. Formulas
without a result (a program wrote the file, and no Excel has opened it) are computed by LibreOffice.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from lxml import etree

from transforms.blocks import Reading
from transforms.readers import UnreadableDocument
from transforms.readers.libreoffice import convert
from transforms.readers.package import Package, holds, opened
from transforms.readers.xlsx_workbook import ON, S, Workbook, rich_text, style_at, workbook_of
from transforms.sheets.layout import to_blocks
from transforms.sheets.number_format import shown_number, shown_text
from transforms.sheets.sheet import Budget, Place, Range, Sheet, Shown, as_seen

CARRIER = "xlsx"
VERSION = 10
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_COLUMNS = 16_384
_COMPUTED = 0.95  # confidence in a formula's result that LibreOffice computed
_STALE = 0.5  # confidence in a formula's result that the program wants computed anew
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


def matches(data: bytes) -> bool:
    """Whether these bytes are a package that holds a workbook."""
    return holds(data, "xl/")


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Headings and tables of all visible sheets, in their order.

    Raises UnreadableDocument if the file is damaged or holds more than the limits allow.
    """
    sheets, uncomputed = _sheets(data)
    if any(uncomputed.values()):
        with contextlib.suppress(UnreadableDocument):
            computed, _ = _sheets(convert(data, "xlsx", "xlsx"))
            sheets = [_filled_in(s, uncomputed[s.name], computed) for s in sheets]
            return Reading(to_blocks(sheets), problems=(_computed(uncomputed),))
    return Reading(to_blocks(sheets))


def _sheets(data: bytes) -> tuple[list[Sheet], dict[str, frozenset[Place]]]:
    """The visible sheets, and by their names the places of formulas without a result."""
    with opened(data) as package:
        main = next(
            (r.target for r in package.related("").values() if r.kind == "officeDocument"),
            "xl/workbook.xml",
        )
        if main.endswith(".bin"):
            message = "a binary Excel workbook (xlsb); ask for xlsx, or save it as such"
            raise UnreadableDocument("unsupported_format", message)
        workbook = workbook_of(package, main)
        budget = Budget()
        parts = [
            _Sheet(workbook, package.xml(target), name, budget)
            for name, target in _visible_sheets(package, main)
        ]
        sheets = [part.read() for part in parts]
        return sheets, {part.name: frozenset(part.uncomputed) for part in parts}


def _computed(uncomputed: Mapping[str, Set[Place]]) -> tuple[str, str]:
    count = sum(map(len, uncomputed.values()))
    message = f"{count} formulas hold no result; LibreOffice computed what they come to"
    return "formulas_computed", message


def _filled_in(sheet: Sheet, places: Set[Place], computed: Sequence[Sheet]) -> Sheet:
    """The sheet with the results that its formulas have in the computed copy of it."""
    copy = next((one for one in computed if one.name == sheet.name), sheet)
    results = {
        place: shown._replace(confidence=_COMPUTED)
        for place in places
        if (shown := copy.cells.get(place)) is not None
    }
    return replace(sheet, cells=sheet.cells | results)


def _visible_sheets(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet that is shown, and no chart."""
    related = package.related(main)
    for sheet in package.xml(main).iterfind(f"{S}sheets/{S}sheet"):
        one = related.get(sheet.get(_ID, ""))
        if sheet.get("state", "visible") == "visible" and one and one.kind == "worksheet":
            yield sheet.get("name", ""), one.target


@dataclass
class _Sheet:
    """One sheet's part, being read."""

    workbook: Workbook
    root: etree._Element
    name: str
    budget: Budget
    uncomputed: set[Place] = field(default_factory=set)

    def read(self) -> Sheet:
        rows, columns = self._hidden_rows(), self._hidden_columns()
        return Sheet(self.name, dict(self._cells()), self._merged(), rows, columns)

    def _cells(self) -> Iterator[tuple[Place, Shown]]:
        shows_zeros = all(v.get("showZeros", "1") in ON for v in self.root.iter(f"{S}sheetView"))
        row = -1
        for one in self.root.iterfind(f"{S}sheetData/{S}row"):
            row = _index(one.get("r")) if one.get("r") else row + 1
            column = -1
            for cell in one.iterchildren(f"{S}c"):
                named = _place(cell.get("r", ""))
                row, column = named or (row, column + 1)
                unseen = style_at(self.workbook.unseen, cell.get("s"), otherwise=False)
                shown = as_seen(self._shown(cell), unseen=unseen)
                if shown.text == "0" and not shows_zeros:
                    shown = Shown("")
                if _is_uncomputed(cell):
                    self.uncomputed.add((row, column))
                if shown.text or not shown.readable:
                    self.budget.take(shown.text)
                    yield (row, column), shown

    def _shown(self, cell: etree._Element) -> Shown:
        kind = cell.get("t", "n")
        code = style_at(self.workbook.formats, cell.get("s"), "General")
        stored = cell.findtext(f"{S}v")
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return Shown(shown_text("" if inline is None else rich_text(inline), code))
        is_formula = cell.find(f"{S}f") is not None
        if stored is None or (is_formula and not stored):
            return Shown("", readable=not is_formula or kind == "str")
        if kind == "s":
            return self._string(stored, code)
        if kind in ("str", "d"):
            return Shown(shown_text(stored, code))
        if kind in ("b", "e"):
            return Shown(_BOOLEANS.get(stored, stored), readable=kind == "b")
        return self._number(stored, code, stale=is_formula and self.workbook.recomputes)

    def _string(self, stored: str, code: str) -> Shown:
        strings = self.workbook.strings
        if not stored.isdigit() or len(stored) > 9 or int(stored) >= len(strings):
            return Shown(stored, readable=False)
        return Shown(shown_text(strings[int(stored)], code))

    def _number(self, stored: str, code: str, *, stale: bool) -> Shown:
        try:
            value = float(stored)
            shown = shown_number(value, code, date1904=self.workbook.date1904)
        except (ValueError, OverflowError, ArithmeticError):
            return Shown(stored, readable=False)
        if shown is None:
            return Shown(stored, readable=False)
        return Shown(shown, confidence=_STALE if stale else 1.0)

    def _merged(self) -> tuple[Range, ...]:
        found: list[Range] = []
        for one in self.root.iterfind(f"{S}mergeCells/{S}mergeCell"):
            first, _, last = one.get("ref", "").partition(":")
            start, stop = _place(first), _place(last or first)
            if start and stop:
                found.append(Range(*start, stop[0] + 1, stop[1] + 1))
        return tuple(found)

    def _hidden_rows(self) -> frozenset[int]:
        rows = self.root.iterfind(f"{S}sheetData/{S}row")
        return frozenset(_index(r.get("r")) for r in rows if r.get("r") and _is_hidden(r, "ht"))

    def _hidden_columns(self) -> frozenset[int]:
        hidden: set[int] = set()
        for one in self.root.iterfind(f"{S}cols/{S}col"):
            if _is_hidden(one, "width"):
                first, last = _index(one.get("min")), _index(one.get("max"))
                hidden.update(range(first, min(last, _MOST_COLUMNS) + 1))
            if len(hidden) >= _MOST_COLUMNS:
                break
        return frozenset(hidden)


def _is_uncomputed(cell: etree._Element) -> bool:
    """Whether a formula has no result; an empty text is one."""
    no_result = cell.get("t") != "str" and not cell.findtext(f"{S}v")
    return no_result and cell.find(f"{S}f") is not None


def _is_hidden(element: etree._Element, size: str) -> bool:
    return element.get("hidden") in ON or element.get(size) in ("0", "0.0")


def _index(text: str | None) -> int:
    return int(text) - 1 if text and text.isdigit() and len(text) < 8 else 0


def _place(name: str) -> Place | None:
    match = _PLACE.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1

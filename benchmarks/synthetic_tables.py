"""Made-up figures of statutory tables that add up, as columns of the lake's `cells`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pyarrow as pa

import lake
from benchmarks.synthetic_figures import figures_of, printed, statistics
from transforms.forms import tables

_Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
_STATES = np.array(["number", "blank", "not_applicable", "unreadable"])
_RECEIVED = {("requests", "received", "total"), ("statistics", "requests.received", "value")}
_SHEET = lake.SCHEMAS["cells"]


@dataclass(frozen=True)
class Layout:
    """The cells of one year's form, in order, as columns of constants."""

    form: str
    topic: pa.Array
    item: pa.Array
    breakdown: pa.Array
    label_item: pa.Array
    label_breakdown: pa.Array
    unit: pa.Array
    places: tuple[str, ...]
    names: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """The figures of one report."""

    layout: Layout
    value: _Floats
    state: np.ndarray[tuple[int], np.dtype[np.int64]]
    confidence: _Floats

    @property
    def stated_total(self) -> int:
        """Where the requests received in all stand."""
        return next(at for at, name in enumerate(self.layout.names) if name in _RECEIVED)

    @property
    def received(self) -> float:
        """Requests received in all."""
        return float(self.value[self.stated_total])

    def with_change(self, random: np.random.Generator) -> Sheet:
        """The same with another figure in one cell."""
        value = self.value.copy()
        value[random.integers(len(value))] += 1
        return replace(self, value=value)


@dataclass(frozen=True)
class Sheets:
    """The figures of one agency, a sheet for each of its years."""

    sheets: tuple[Sheet, ...]

    def of(self, at: int) -> Sheet:
        """The sheet of the year at that place."""
        return self.sheets[at]


@dataclass
class Cells:
    """Collects cells of documents; `table` gives them as the lake has them."""

    parts: list[pa.Table] = field(default_factory=list)

    def add(self, sha256: str, reading: str, carrier: str, sheet: Sheet) -> None:
        """The cells of one document."""
        layout, size = sheet.layout, len(sheet.value)
        number = sheet.state == 0
        raw = np.where(number, sheet.value.astype(np.int64).astype(str), "")
        places = layout.places if carrier == "html" else _boxes(sha256, size)
        columns = [
            _same(sha256, size),
            _same(reading, size),
            _same(layout.form, size),
            layout.topic,
            layout.item,
            layout.breakdown,
            pa.array(np.zeros(size, dtype=np.int32)),
            pa.array(sheet.value, mask=~number),
            pa.array(_STATES[sheet.state]),
            pa.array(raw),
            layout.unit,
            layout.label_item,
            layout.label_breakdown,
            pa.array(sheet.confidence),
            pa.array(places),
        ]
        self.parts.append(pa.table(columns, schema=_SHEET))

    def table(self) -> pa.Table:
        """All cells."""
        return pa.concat_tables(self.parts)


def report_cells(random: np.random.Generator, years: Sequence[int], size: int) -> Sheets:
    """One agency's figures, which obey the identities within a year and from year to year."""
    carried = 0.0
    sheets = []
    for year in years:
        late = random.random() < 0.03  # still on the form before
        layout = _layout("2014" if year < 2019 else "2019" if year < 2021 or late else "2021")
        if layout.form == "2014":
            figures = statistics(random)
        else:
            figures, carried = figures_of(random, layout.form, carried, size)
        value = np.array([figures.get(name, 0.0) for name in layout.names])
        chance = random.random(len(value))
        if random.random() < 0.1:  # a tenth of the reports leave cells blank
            state = np.where(chance < 0.1, 1, np.where(chance < 0.12, 2, 0))
        else:
            state = np.where(chance < 0.0005, 3, 0)
        confidence = np.where(chance > 0.998, 0.7, 1.0)
        sheets.append(Sheet(layout, value, state, confidence))
    return Sheets(tuple(sheets))


@cache
def _layout(form: str) -> Layout:
    cells = [
        (table, item, breakdown)
        for table in tables()
        if form in table.forms
        for item in table.items
        if printed(item, form)
        for breakdown in item.breakdowns
    ]
    return Layout(
        form=form,
        topic=pa.array([t.topic for t, _, _ in cells]),
        item=pa.array([i.code for _, i, _ in cells]),
        breakdown=pa.array([b for _, _, b in cells]),
        label_item=pa.array([i.label for _, i, _ in cells]),
        label_breakdown=pa.array([t.breakdown(b).label for t, _, b in cells]),
        unit=pa.array([t.unit_of(i, b) for t, i, b in cells]),
        places=tuple(_place(n) for n in range(len(cells))),
        names=tuple((t.topic, i.code, b) for t, i, b in cells),
    )


def _place(number: int) -> str:
    return f'{{"table": 1, "row": {number // 7}, "column": {number % 7}}}'


def _boxes(sha256: str, size: int) -> list[str]:
    shift = int(sha256[:4], 16) / 100
    return [
        f'{{"page": 2, "box": [{50 + n % 7 * 60 + shift:.1f}, {80 + n // 7 * 20}, 1, 9]}}'
        for n in range(size)
    ]


def _same(text: str, size: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), size)

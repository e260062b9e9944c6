"""What the sample reports state: one TOML file per report, every figure as the text printed.

A figure is text, because "" and "0" and "251000元" are different facts. Rows and columns are named
by the codes of `transforms.forms`; a row lists its columns in the form's order. Each file says in
its first lines whether its figures are those of a real report or made up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from transforms import forms

Figures = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report: `figures` by topic and item, prose by section (1, 5 and 6 have prose)."""

    name: str
    agency: str
    year: int
    form: str
    title: str
    published: date
    opening: str
    overview: tuple[str, ...]
    shortcomings: tuple[str, ...]
    further: tuple[str, ...]
    figures: Figures

    def figure(self, topic: str, item: str, breakdown: str) -> str:
        """The text printed in one cell; KeyError if the report's form has no such cell."""
        columns = table(topic, self.form).item(item).breakdowns
        return self.figures[topic][item][columns.index(breakdown)]

    def with_figure(self, topic: str, item: str, breakdown: str, text: str) -> Report:
        """The same report with one cell printed differently."""
        columns = table(topic, self.form).item(item).breakdowns
        row = list(self.figures[topic][item])
        row[columns.index(breakdown)] = text
        rows = {**self.figures[topic], item: tuple(row)}
        return replace(self, figures={**self.figures, topic: rows})


def table(topic: str, form: str) -> forms.Table:
    """The statutory table of that topic on that form."""
    for candidate in forms.tables():
        if candidate.topic == topic and form in candidate.forms:
            return candidate
    raise KeyError(f"form {form} has no table {topic}")


@cache
def report(name: str) -> Report:
    """The report of that file name, without `.toml`."""
    return load(Path(__file__).parent / f"{name}.toml")


def load(path: Path) -> Report:
    """Read one report; ValueError if a row has not as many columns as its form."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    figures = {t: _rows(path, t, data) for t in ("proactive", "requests", "review")}
    return Report(
        name=path.stem,
        agency=data["agency"],
        year=data["year"],
        form=data["form"],
        title=data["title"],
        published=data["published"],
        opening=data["opening"],
        overview=tuple(data["overview"]),
        shortcomings=tuple(data["shortcomings"]),
        further=tuple(data["further"]),
        figures=figures,
    )


def _rows(path: Path, topic: str, data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    rows = {item: tuple(texts) for item, texts in data[topic].items()}
    for item, texts in rows.items():
        columns = table(topic, data["form"]).item(item).breakdowns
        if len(texts) != len(columns):
            raise ValueError(
                f"{path.name}: {topic}/{item} has {len(texts)} figures, "
                f"the form has {len(columns)} columns: {', '.join(columns)}"
            )
    return rows

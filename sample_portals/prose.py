"""The order of a report's parts, the same in every carrier: headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sample_portals.figures import Report
from sample_portals.tables import Drawing, drawings


@dataclass(frozen=True, slots=True)
class Heading:
    """A statutory section heading, 一 to 六."""

    text: str


Part = Heading | str | Drawing


def parts(report: Report) -> Iterator[Part]:
    """Everything below the title; a plain string is a paragraph."""
    yield report.opening
    yield Heading("一、总体情况")
    yield from report.overview
    for drawing in drawings(report):
        yield Heading(drawing.heading)
        yield drawing
    yield Heading("五、存在的主要问题及改进情况")
    yield from report.shortcomings
    yield Heading("六、其他需要报告的事项")
    yield from report.further
    yield report.agency
    yield f"{report.published.year}年{report.published.month}月{report.published.day}日"

"""A report whose tables do not show their form is on that of its year; sentences are on none."""

from __future__ import annotations

import pytest

from sample_portals.prose import Part
from sample_portals.render_html import PLAIN, render_part
from sample_portals.tables import Drawing
from tests.corpus.documents import DISTINCT_2021, bent_parts
from transforms.extract import extract

SENTENCES = (
    "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>"
    "<p>行政复议3件。其中结果维持1件；结果纠正2件；其他结果0件；尚未审结0件。</p>"
)
INDICATORS = (
    "<p>收到申请数176件，其中：当面申请数89件、传真申请数5件、网络申请数27件、信函申请数26件。"
    "行政复议数量3件；行政诉讼数量0件。</p>"
)


def page(year: int, body: str) -> bytes:
    """A report of that year with this in it."""
    title = f"示例县水利局{year}年政府信息公开工作年度报告"
    return f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1>{body}".encode()


def table(topic: str) -> str:
    """One table of the form of 2021."""

    def is_it(part: Part) -> bool:
        return isinstance(part, Drawing) and part.topic == topic

    return "".join(render_part(p, PLAIN) for p in bent_parts(DISTINCT_2021, {}) if is_it(p))


@pytest.mark.parametrize(
    ("year", "body", "form"),
    [
        (2020, SENTENCES, "2019"),
        (2022, SENTENCES, "2021"),
        (2020, table("review"), "2019"),
        (2020, INDICATORS, "2014"),
    ],
)
def test_no_alarm_where_nothing_shows_a_form(year: int, body: str, form: str) -> None:
    read = extract(page(year, body))
    assert {c.form for c in read.cells} == {form}
    assert "form_differs_from_year" not in {p.code for p in read.problems}


def test_alarm_where_a_table_shows_another_years_form() -> None:
    read = extract(page(2020, table("proactive") + table("review")))
    assert {c.form for c in read.cells} == {"2021"}
    assert "form_differs_from_year" in {p.code for p in read.problems}

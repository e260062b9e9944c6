"""Damaged files, figures of every kind: a value is right, absent, or announced; nothing raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sample_portals import render_docx, render_html, render_pdf
from sample_portals.figures import Report, table
from tests.corpus import ofd, sheets
from tests.corpus.cases import text
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021
from tests.transforms import hostile
from tests.transforms.mutation import damaged, damaged_part
from tests.transforms.named import cells_by_name
from transforms.extract import READER_FAILED, extract, extract_all
from transforms.extraction import Extraction
from transforms.readers import picture_of

SOUND: dict[str, Callable[[], bytes]] = {
    "docx": lambda: render_docx.render(DISTINCT_2021),
    "xlsx": sheets.xlsx,
    "xls": sheets.xls,
    "ofd": ofd.render,
    "html": lambda: render_html.article(DISTINCT_2021).encode(),
    "text": text.text,
    "pdf": lambda: render_pdf.render(DISTINCT_2021),
    "excel_2003": sheets.spreadsheet_ml,
}
CHECKED = ("docx", "xlsx", "ofd")  # packages with check sums: damage cannot pass for content
PACKAGES = ("docx", "xlsx", "ofd")
TRIES = 25
RENDER: dict[str, Callable[[Report], bytes]] = {
    "docx": render_docx.render,
    "xlsx": sheets.xlsx,
    "xls": sheets.xls,
    "ofd": ofd.render,
    "html": lambda report: render_html.article(report).encode(),
}
FIGURES = st.one_of(
    st.integers(0, 9).map(str),
    st.integers(0, 99_999_999).map(str),
    st.sampled_from(["", "　", "/", "无", "12件", "约400", "1 0", "N/A", "-"]),
)


def expected_faults_only(data: bytes) -> list[Extraction]:
    """What the file says; no reader may have been saved by the last resort for what raises."""
    found = extract_all(data)
    unforeseen = [p for e in found for p in e.problems if READER_FAILED in p.message]
    assert not unforeseen
    return found


@pytest.mark.parametrize("carrier", [c for c in SOUND if c != "excel_2003"])
def test_damaged_file_never_raises(carrier: str) -> None:
    data = SOUND[carrier]()
    right = {k: (c.value, c.state) for k, c in cells_by_name(extract(data).cells).items()}
    for seed in range(TRIES):
        for extraction in expected_faults_only(damaged(data, seed)):
            found = cells_by_name(extraction.cells)
            wrong = [k for k, c in found.items() if right.get(k) != (c.value, c.state)]
            assert carrier not in CHECKED or not wrong or extraction.problems, (seed, wrong)


@pytest.mark.parametrize("number", ["nan", "-inf", "1e308", "1e400", "1e6", "-5", "0"])
def test_numbers_beyond_all_pages_are_none(number: str) -> None:
    """They came out of arithmetic as NaN, and cost the whole document."""
    words = f'Boundary="0 0 {number} {number}" CTM="{number} 0 0 1 0 0" Size="{number}"'
    placed = f'<TextCode X="{number}" Y="9" DeltaX="g 9 {number}">12</TextCode>'
    path = f"<AbbreviatedData>M {number} 0 L 9 {number}</AbbreviatedData>"
    content = f"<TextObject {words}>{placed}</TextObject><PathObject {words}>{path}</PathObject>"
    data = hostile.ofd(content)
    assert expected_faults_only(data)
    assert picture_of(data, {"page": 1}) is not None


def test_a_picture_that_is_none_is_told_in_the_same_words_each_time() -> None:
    """Pillow's words name an address in memory: the lake was not the same when it was rebuilt."""
    data = [b"GIF89a" + bytes(200), hostile.ofd_picture(b"no picture")]
    said = [p.message for one in data for e in extract_all(one) for p in e.problems]
    assert any("cannot be opened" in message for message in said)
    assert not any("0x" in message for message in said)


@pytest.mark.parametrize("carrier", PACKAGES)
def test_damaged_part_never_raises(carrier: str) -> None:
    data = SOUND[carrier]()
    for seed in range(TRIES):
        assert expected_faults_only(damaged_part(data, seed))


@pytest.mark.parametrize("carrier", sorted(RENDER))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_figures_of_any_kind_come_out_as_printed(carrier: str, data: st.DataObject) -> None:
    base = data.draw(st.sampled_from([DISTINCT_2021, DISTINCT_2019]))
    form = table("requests", base.form)
    content, printed = base, {}
    for item in data.draw(st.lists(st.sampled_from(list(base.figures["requests"])), max_size=8)):
        column = data.draw(st.sampled_from(form.item(item).breakdowns))
        figure = data.draw(FIGURES)
        content = content.with_figure("requests", item, column, figure)
        printed[f"requests/{item}/{column}"] = figure
    extraction = extract(RENDER[carrier](content))
    found = cells_by_name(extraction.cells)
    for key, figure in printed.items():
        number = float(figure.removesuffix("件")) if figure.removesuffix("件").isdigit() else None
        if key not in found:
            assert extraction.problems, (key, figure)
        else:
            assert found[key].value == number, (key, figure, found[key])

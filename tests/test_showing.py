"""`gongkai show`: from a figure to its proof."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from typer.testing import CliRunner

from cli import app
from sample_portals import figures, render_docx, render_html, render_pdf
from sample_portals.render_pdf import Paper
from tests.corpus.case import corpus
from tests.corpus.cases import pasted, statistics
from tests.corpus.scanning.paper import Print
from tests.corpus.statistics import html_of
from transforms.evidence import box_of, documents_of, evidence_of

REPORT = figures.report("huaian_2024")
CELL = "requests/granted/total"
RED = (214, 31, 38)


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["show", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shown") / "report.pdf"
    path.write_bytes(render_pdf.render(REPORT))
    return path


@pytest.mark.parametrize("landscape", [False, True])
def test_every_box_of_a_pdf_holds_the_text_that_was_read_from_it(landscape: bool) -> None:
    data = render_pdf.render(REPORT, Paper(landscape=landscape))
    (document,) = documents_of(data)
    assert len(document.extraction.cells) == 200
    with pdfplumber.open(io.BytesIO(data)) as pages:
        for cell in document.extraction.cells:
            box = box_of(cell.locator)
            assert box is not None
            inside = pages.pages[cell.locator["page"] - 1].crop(box).extract_text()
            assert inside.split() == cell.raw.split(), cell


def test_the_page_is_written_with_the_cells_box_on_it(pdf: Path, tmp_path: Path) -> None:
    target = tmp_path / "proof.png"
    code, out, _ = run(pdf, "--cell", CELL, "-o", target)
    assert code == 0
    assert "1362 count" in out
    assert "（一）予以公开" in out
    assert "【1362】" in out
    (document,) = documents_of(pdf.read_bytes())
    cell = next(c for c in document.extraction.cells if c.raw == "1362")
    x0, top, x1, _ = evidence_of(document, cell).box
    with Image.open(target) as picture:
        assert picture.getpixel((int((x0 + x1) / 2 * 150 / 72), int(top * 150 / 72) - 1)) == RED
        whole = picture.size
    run(pdf, "--cell", CELL, "-o", target, "--crop")
    with Image.open(target) as picture:
        assert picture.width == whole[0]
        assert picture.height < whole[1] / 2


def test_a_name_that_is_not_there_is_answered_with_those_that_are(pdf: Path) -> None:
    code, _, said = run(pdf, "--cell", "requests/grant/total")
    assert code == 1
    assert "did you mean requests/granted/total" in said
    code, out, _ = run(pdf)
    assert code == 0
    assert "requests/granted/total  1362" in out


def test_html_and_docx_name_the_place_and_print_the_rows(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(f"<h1>{REPORT.title}</h1>{render_html.article(REPORT)}", encoding="utf-8")
    word = tmp_path / "report.docx"
    word.write_bytes(render_docx.render(REPORT))
    for path in (page, word):
        code, out, _ = run(path, "--cell", CELL)
        assert code == 0
        assert "table 2, row 6" in out
        assert "| （一）予以公开 | 1288" in out.replace("三、本年度办理结果 ", "")
        assert "【1362】" in out
        proof = tmp_path / "proof.html"
        run(path, "--cell", CELL, "-o", proof)
        assert "<td class=here>1362</td>" in proof.read_text(encoding="utf-8")


def test_a_cell_that_no_form_names_is_listed_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(html_of(statistics.extra_rows))
    _, out, _ = run(path)
    assert "and 2 that no form names:\n  statistics/unmapped/1  4711" in out
    code, out, _ = run(path, "--cell", "statistics/unmapped/2")
    assert code == 0
    assert "none has such a cell" in out
    assert "5.12345热线申请数 | 件 | 【4712】" in out


def test_a_picture_without_ink_says_that_a_font_is_missing(tmp_path: Path) -> None:
    white = tmp_path / "white.pdf"
    white.write_bytes(render_pdf.render(REPORT))
    (document,) = documents_of(white.read_bytes())
    cell = next(c for c in document.extraction.cells if c.raw == "1362")
    evidence = evidence_of(document, cell)
    assert evidence.picture is not None
    evidence.picture.image.paste((255, 255, 255), (0, 0, *evidence.picture.image.size))
    assert not evidence.can_be_seen


def test_a_page_that_nothing_renders_is_drawn_from_what_was_read_of_it() -> None:
    data = next(case for case in corpus() if case.name == "ofd_plain").data()
    (document,) = documents_of(data)
    assert document.extraction.carrier == "ofd"
    cells = [c for c in document.extraction.cells if c.topic == "review"]
    assert len(cells) == 15
    for cell in cells:
        evidence = evidence_of(document, cell)
        assert evidence.can_be_seen
        assert evidence.picture is not None


@pytest.mark.parametrize(
    ("made", "topic"), [(pasted.html_with, "requests"), (pasted.docx_with, "review")]
)
def test_a_picture_inside_a_document_is_what_its_cells_are_shown_on(
    made: Callable[[str, Print], bytes], topic: str
) -> None:
    (document,) = documents_of(made(topic, Print(dpi=110)))
    cells = [c for c in document.extraction.cells if "box" in c.locator]
    assert {c.topic for c in cells} == {topic}
    evidence = evidence_of(document, cells[7])
    assert evidence.picture is not None
    assert evidence.can_be_seen
    assert evidence.labels
    x0, top, x1, bottom = evidence.picture.box(evidence.box)
    shown = evidence.picture.image
    assert 0 < x0 < x1 < shown.width
    assert 0 < top < bottom < shown.height


def test_figures_in_the_sentences_of_a_pdf_are_shown_on_their_page(tmp_path: Path) -> None:
    path = tmp_path / "prose.pdf"
    path.write_bytes(prose_alone())
    (document,) = documents_of(path.read_bytes())
    with pdfplumber.open(path) as pages:
        for cell in document.extraction.cells:
            box = box_of(cell.locator)
            assert box is not None
            said = pages.pages[cell.locator["page"] - 1].crop(box).extract_text()
            assert cell.raw in said, cell
    code, out, _ = run(path, "--cell", CELL, "-o", tmp_path / "proof.png")
    assert code == 0
    assert "予以公开 | 【9件】 | 。" in out
    assert (tmp_path / "proof.png").stat().st_size > 1000


def prose_alone() -> bytes:
    """A report without a table, its figures on the second page."""
    pages = render_pdf.Pages(render_pdf.PLAIN, "report")
    pages.paragraph("示例市水务局2023年政府信息公开工作年度报告", centred=True)
    pages.paragraph("一、总体情况")
    for _ in range(40):
        pages.paragraph("　　本单位认真贯彻落实条例。")
    pages.paragraph("三、收到和处理政府信息公开申请情况")
    pages.paragraph("　　收到政府信息公开申请17件，其中自然人12件；予以公开9件。")
    return pages.finish()


@pytest.mark.parametrize(
    ("name", "item", "row"),
    [
        ("html_two_rows_in_one", "regulations", "12"),
        ("html_flat_a_row_a_paragraph", "granted", "305"),
    ],
)
def test_rows_are_shown_where_several_figures_stand_in_one_place(
    name: str, item: str, row: str
) -> None:
    (document,) = documents_of(next(case for case in corpus() if case.name == name).data())
    cell = next(c for c in document.extraction.cells if (c.item, c.raw) == (item, row))
    marked = [text for line in evidence_of(document, cell).rows for text, here in line if here]
    assert len(marked) == 1
    assert row in marked[0].split()


def test_a_figure_at_the_edge_of_a_wide_cell_is_seen() -> None:
    data = next(case for case in corpus() if case.name == "ofd_form_2019").data()
    (document,) = documents_of(data)
    cell = next(c for c in document.extraction.cells if c.raw == "45")
    assert evidence_of(document, cell).can_be_seen


def test_a_file_that_was_asked_for_and_cannot_be_made_is_a_failure(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(f"<h1>{REPORT.title}</h1>{render_html.article(REPORT)}", encoding="utf-8")
    code, out, said = run(page, "--cell", CELL, "-o", tmp_path / "proof.png")
    assert code == 1
    assert "【1362】" in out
    assert "name a .html file" in said

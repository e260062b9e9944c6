"""Real accuracy: a sample, a person's verdicts, and the bound that follows from them."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from config import Settings
from sample_portals import figures, render_pdf
from stages.extract import extract_archive
from stages.importing import import_paths
from stages.verify import Verdict, measure, sample, verdicts
from stages.verify_sheet import found_cells, question
from tests.corpus.documents import html_page
from warehouse.accuracy import lower_95, published
from warehouse.build import build


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse over a page, and a PDF inside an archive."""
    folder = tmp_path_factory.mktemp("verify")
    settings = Settings(data=folder / "data")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.pdf", render_pdf.render(figures.report("huaian_2024")))
    (folder / "all.zip").write_bytes(packed.getvalue())
    (folder / "page.html").write_bytes(html_page())
    import_paths(settings, [folder / "all.zip", folder / "page.html"])
    extract_archive(settings)
    build(settings.lake, settings.warehouse)
    return settings


def run(settings: Settings, *arguments: str | Path, said: str = "") -> tuple[int, str, str]:
    words = [*map(str, arguments), "--data", str(settings.data)]
    result = CliRunner().invoke(app, words, input=said)
    return result.exit_code, result.stdout, result.stderr


def test_a_sample_is_drawn_at_random_and_the_same_again(filled: Settings) -> None:
    drawn = sample(filled, 40, seed=1)
    assert drawn == sample(filled, 40, seed=1)
    assert len(set(drawn)) == 40
    assert drawn != sample(filled, 40, seed=2)
    assert len(sample(filled, 1000, seed=1, carrier="pdf")) == 200


def test_a_session_goes_on_where_it_stopped_and_measures(filled: Settings) -> None:
    code, out, said = run(filled, "verify", "--sample", "4", said="y\nq\n")
    assert code == 0, said
    assert "1 of 1 cells exact" in out
    code, out, _ = run(filled, "verify", "--sample", "4", said="y\nn\n77\nu\n")
    assert "4 cells drawn, 1 of them judged before." in out
    assert "2 of 3 cells exact" in out
    assert "1 wrong, 1 of them in silence" in out
    assert "Undecided: 1 verdict." in out
    assert [v.verdict for v in verdicts(filled)] == ["yes", "yes", "no", "unsure"]
    assert verdicts(filled)[2].printed == "77"
    (filled.data / "verified.csv").unlink()


def test_what_is_typed_by_mistake_is_no_verdict(filled: Settings) -> None:
    read = shown_values(filled, sample(filled, 2, seed=1))
    code, out, said = run(filled, "verify", "--sample", "2", said=f"yellow\nn\n{read[0]}\ny\n")
    assert code == 0, said
    assert "'yellow' is no answer" in out
    assert "that is what was read" in out
    assert "1 of 1 cell exact" in out or "1 of 1 cells exact" in out, "the end of input is a quit"
    assert [v.verdict for v in verdicts(filled)] == ["yes"]
    (filled.data / "verified.csv").unlink()


def shown_values(settings: Settings, cell_ids: list[str]) -> list[str]:
    return [question(c, found).value for c, found in found_cells(settings, cell_ids)]


def test_nothing_to_draw_from_is_said(filled: Settings, tmp_path: Path) -> None:
    code, _, said = run(filled, "verify", "--carrier", "pfd")
    assert code == 1
    assert "there are html, pdf" in said
    (tmp_path / "lake").mkdir()
    empty = Settings(data=tmp_path)
    build(empty.lake, empty.warehouse)
    code, _, said = run(empty, "verify")
    assert code == 1
    assert "no cells to draw from" in said


@pytest.mark.parametrize("content", [b"cell_id,verdict\n1,yes\n", b"a\xb0", b"{header}1,2,3\n"])
def test_spoilt_verdicts_are_named_not_lost(filled: Settings, content: bytes) -> None:
    header = ",".join(f.name for f in fields(Verdict)).encode() + b"\n"
    path = filled.data / "verified.csv"
    path.write_bytes(content.replace(b"{header}", header))
    code, _, said = run(filled, "verify", "--sample", "1", said="y\n")
    assert code == 1
    assert "verified.csv" in said
    path.unlink()


def test_verdicts_come_back_in_the_form_that_was_handed_out(
    filled: Settings, tmp_path: Path
) -> None:
    code, out, _ = run(filled, "verify", "--sample", "30", "--export", tmp_path)
    assert code == 0
    sheet = (tmp_path / "evidence.html").read_text(encoding="utf-8")
    assert sheet.count("<section>") == 30
    assert 0 < sheet.count("data:image/png") < 30, "PDF shows its page, HTML its rows"
    form = tmp_path / "verdicts.csv"
    with form.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with form.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"verdict": "Y", "verified_by": "a person"} for row in rows)
    code, out, _ = run(filled, "verify", "--import", form)
    assert code == 0
    assert "30 verdicts taken" in out
    assert "0 verdicts taken" in run(filled, "verify", "--import", form)[1]
    measured, undecided = measure(filled)
    total = next(m for m in measured if m.carrier == "all")
    assert (total.n_cells, total.n_exact, undecided) == (30, 30, 0)
    assert {m.carrier for m in measured} == {"all", "html", "pdf"}
    assert [p for p in published(filled.data) if p.kind == "verified"] == measured
    (filled.data / "verified.csv").unlink()


def test_a_verdict_that_is_none_is_refused_before_any_is_taken(
    filled: Settings, tmp_path: Path
) -> None:
    run(filled, "verify", "--sample", "2", "--export", tmp_path)
    form = tmp_path / "verdicts.csv"
    lines = form.read_text(encoding="utf-8-sig").splitlines()
    marked = [lines[0], lines[1].replace(",,,", ",yes,,"), lines[2].replace(",,,", ",maybe,,")]
    form.write_text("\n".join(marked), encoding="utf-8")
    code, _, said = run(filled, "verify", "--import", form)
    assert code == 1
    assert "line 3: verdict 'maybe'" in said
    assert verdicts(filled) == []


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"cell_id;verdict\n1;yes\n", "columns cell_id"),
        (b"", "columns cell_id"),
        ("cell_id,raw\n1,无\n".encode("gb18030"), "UTF-8"),
    ],
)
def test_a_form_that_a_spreadsheet_spoilt_is_no_form_without_verdicts(
    filled: Settings, tmp_path: Path, content: bytes, named: str
) -> None:
    form = tmp_path / "verdicts.csv"
    form.write_bytes(content)
    code, _, said = run(filled, "verify", "--import", form)
    assert code == 1
    assert named in said


def test_a_cell_id_leads_to_the_page(filled: Settings, tmp_path: Path) -> None:
    (cell_id,) = sample(filled, 1, seed=3, carrier="pdf")
    code, out, said = run(filled, "show", cell_id, "-o", tmp_path / "proof.png")
    assert code == 0, said
    assert "all.zip!/a.pdf" in out
    assert (tmp_path / "proof.png").stat().st_size > 1000
    assert "has no cell 0123456789abcdef" in run(filled, "show", "0123456789abcdef")[2]


def test_bounds_name_their_method() -> None:
    bound, method = lower_95(300, 300)
    assert bound == pytest.approx(1 - 3 / 300, abs=1e-4)
    assert "rule of three" in method
    bound, method = lower_95(300, 297)
    assert 0.97 < bound < 0.99
    assert "Wilson" in method
    assert lower_95(0, 0)[0] == 0


def test_the_published_figures_of_the_corpus_can_be_read() -> None:
    assert {row.carrier for row in published()} >= {"html", "pdf", "docx", "text"}
    assert all(row.kind == "synthetic" and row.n_silent == 0 for row in published())

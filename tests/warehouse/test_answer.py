"""Answers: aligned, in files that are whole, with nothing for a null."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len

from warehouse.answer import FORMATS, format_result, new_file
from warehouse.query import QueryError
from warehouse.table_text import Layout, render

ANSWER = pa.table({"agency": ["保定市科学技术局", "x"], "value": [3.0, None], "note": ["a\nb", ""]})


def test_chinese_text_lines_up() -> None:
    lines = str(format_result(ANSWER, "table")).splitlines()
    ends = {cell_len(line[: line.index("3")]) for line in lines[2:3]}
    ends |= {cell_len(lines[0][: lines[0].index("value")]) + len("value") - 1}
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("fmt", "shown"),
    [("csv", "x,,\n"), ("json", '"value": null'), ("table", "x"), ("csv", "保定市科学技术局,3,")],
)
def test_null_is_shown_as_nothing(fmt: str, shown: str) -> None:
    text = str(format_result(ANSWER, fmt))
    assert shown in text
    assert "None" not in text
    assert "nan" not in text.lower()


def test_parquet_answer_is_the_answer(tmp_path: Path) -> None:
    with new_file(tmp_path / "a.parquet", replace=False) as file:
        assert FORMATS["parquet"].write(ANSWER.to_reader(), file) == 2
    assert pq.read_table(tmp_path / "a.parquet").equals(ANSWER)


def test_file_is_never_replaced_unasked_and_never_left_half_written(tmp_path: Path) -> None:
    kept = tmp_path / "a.csv"
    kept.write_text("mine")
    with pytest.raises(QueryError, match="--force"), new_file(kept, replace=False):
        pass
    with pytest.raises(ZeroDivisionError), new_file(kept, replace=True) as file:
        file.write(b"half" * (1 // 0))
    assert [p.read_text() for p in tmp_path.iterdir()] == ["mine"]
    with new_file(kept, replace=True) as file:
        file.write(b"whole")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["whole"]


def test_csv_for_excel_says_that_it_is_utf8() -> None:
    assert str(format_result(ANSWER, "csv-excel")).startswith("\ufeffagency,")
    assert str(format_result(ANSWER, "csv")).startswith("agency,")


def test_sheet_keeps_numbers_blanks_codes_and_what_looks_like_a_formula() -> None:
    rows = pa.table({"code": ["0130600", "=1+1"], "value": [0.0, None], "n": [12, None]})
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(format_result(rows, "xlsx")))).active  # type: ignore[arg-type]
    assert sheet is not None
    assert [[(c.value, c.data_type) for c in row] for row in sheet.iter_rows(min_row=2)] == [
        [("0130600", "s"), (0, "n"), (12, "n")],
        [("=1+1", "s"), (None, "n"), (None, "n")],
    ]


def test_sheet_beyond_the_rows_of_excel_is_refused() -> None:
    rows = pa.table({"a": pa.nulls(1_048_576, pa.int8())})
    with pytest.raises(QueryError, match=r"1,048,575 rows.*--format csv"):
        format_result(rows, "xlsx")


def shown(answer: pa.Table, **layout: int | bool) -> list[str]:
    return render(answer.to_reader(), Layout(**layout))[0].splitlines()  # type: ignore[arg-type]


WIDE = pa.table({f"c{i:02}": ["保定市科学技术局"] * 6 for i in range(12)} | {"n": [123456789] * 6})


@pytest.mark.parametrize("width", [30, 80, 120, 200])
def test_wide_answer_fits_the_terminal_and_says_what_was_cut(width: int) -> None:
    *lines, note = shown(WIDE, width=width)
    assert max(map(cell_len, lines)) <= width
    left_out = 13 - lines[0].count("c") - lines[0].count("n")
    assert (f"no room for {left_out} columns" in note) == bool(left_out)


def test_number_is_never_cut() -> None:
    rows = pa.table({"text": ["x" * 100], "n": [1234567890123456]})
    lines = shown(rows, width=40)
    assert lines[2].endswith("1234567890123456")
    assert "… marks texts that were cut" in lines[-1]


def test_few_wide_rows_are_turned() -> None:
    lines = shown(WIDE.slice(0, 1), width=60)
    assert lines[1] == "c00  保定市科学技术局"
    assert len(lines) == 13 + 2


def test_more_rows_than_fit_are_counted() -> None:
    assert shown(WIDE, rows=2)[-1].startswith("(2 of 6 rows; --rows N shows more")


def test_control_characters_of_a_page_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in "".join(shown(pa.table({"raw": ["\x1b[2J12"]})))

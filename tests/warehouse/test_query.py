"""Questions: read-only, closed to files, with errors that help, and answers that line up."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lake_builder import LakeBuilder
from rich.cells import cell_len

from warehouse import stopping
from warehouse.answer import FORMATS, format_result, new_file
from warehouse.build import build
from warehouse.failures import QueryStuckError
from warehouse.hints import unknown_codes
from warehouse.query import Limits, QueryError, answer, connect, run_sql
from warehouse.table_text import Layout, render


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query")
    build(LakeBuilder(folder / "lake").night(0).write(), folder / "w.duckdb")
    return folder / "w.duckdb"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM sniff_csv('{file}')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM query_table(['{file}'])",
        "SELECT * FROM pathlib",
        "COPY reports TO '{file}'",
        "/* */ COPY reports TO '{file}'",
        "SELECT 1; COPY reports TO '{file}'",
        "EXPLAIN ANALYZE COPY reports TO '{file}'",
        "EXPLAIN (ANALYZE) COPY reports TO '{file}'",
        "EXPLAIN /* x */ ANALYZE -- y\n COPY reports TO '{file}'",
        "PREPARE p AS COPY reports TO '{file}'",
        "COPY FROM DATABASE warehouse TO memory",
        "ATTACH '{file}' AS other",
        "ATTACH ':memory:' AS other",
        "EXPORT DATABASE '{file}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
        "CREATE TEMP SECRET s (TYPE http, BEARER_TOKEN 'x')",
        "CREATE TABLE memory.t AS SELECT 1",
        "CALL enable_logging(storage = 'file', storage_path = '{file}')",
        "PRAGMA enable_profiling",
        "SET profiling_output = '{file}'",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "RESET lock_configuration",
        "CHECKPOINT",
        "USE memory",
        "BEGIN",
    ],
)
def test_sql_reaches_nothing_but_the_warehouse(warehouse: Path, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(QueryError):
        run_sql(warehouse, sql.format(file=secret))
    assert secret.read_text() == "a\n1\n"


@pytest.mark.parametrize(
    "command", ["COPY reports TO '{}/x.csv'", "ATTACH '{}/x.duckdb' AS x", "EXPORT DATABASE '{}/x'"]
)
def test_temporary_folder_of_duckdb_is_no_way_to_write(warehouse: Path, command: str) -> None:
    with connect(warehouse) as db:
        ((folder,),) = db.execute("SELECT current_setting('temp_directory')").fetchall()
        for question in (command, f"EXPLAIN ANALYZE {command}"):
            with pytest.raises(QueryError):
                answer(db, question.format(folder), lambda rows: rows.read_all())
        assert list(Path(folder).iterdir()) == []
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    "sql",
    [
        "DESCRIBE observations",
        "SUMMARIZE reports",
        "EXPLAIN SELECT * FROM reports",
        "EXPLAIN ANALYZE SELECT * FROM reports",
        "PIVOT (SELECT 'a' AS k, 1 AS v) ON k USING sum(v)",
        "CREATE TEMP TABLE t AS SELECT 1 AS a; FROM t",
        "CREATE OR REPLACE TEMP MACRO twice(x) AS 2 * x; SELECT twice(2)",
        "SET VARIABLE y = 2022; SELECT getvariable('y')",
        "SHOW TABLES",
    ],
)
def test_ways_of_reading_are_all_open(warehouse: Path, sql: str) -> None:
    assert run_sql(warehouse, sql).column_names


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM reports",
        "CREATE TABLE t (a INT)",
        "DROP TABLE reports",
        "UPDATE reports SET year = 1",
        "INSERT INTO reports FROM reports",
    ],
)
def test_warehouse_is_never_changed_by_hand(warehouse: Path, sql: str) -> None:
    before = warehouse.read_bytes()
    with pytest.raises(QueryError, match="never changed by hand"):
        run_sql(warehouse, sql)
    assert warehouse.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("SELECT * FROM observation", "did you mean observations"),
        ("SELECT valeu FROM observations", "did you mean value"),
        ("SELCT 1", "SELCT"),
        ("SELECT o.agncy FROM observations AS o", "did you mean agency"),
        ("SELECT agency, count(*) FROM observations", "GROUP BY ALL"),
        ("SELECT medain(value) FROM observations", "did you mean median"),
    ],
)
def test_misspelt_question_is_told_the_nearest_name(warehouse: Path, sql: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        run_sql(warehouse, sql)


def test_missing_warehouse_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="gongkai import"):
        run_sql(tmp_path / "none.duckdb", "SELECT 1")


def test_answer_that_needs_too_much_memory_is_refused(warehouse: Path) -> None:
    with pytest.raises(QueryError, match="GONGKAI_SQL_MEMORY"):
        run_sql(warehouse, "SELECT list(range) FROM range(100000000)", Limits(memory="50MB"))


def test_answer_that_needs_too_much_temporary_disk_is_refused(warehouse: Path) -> None:
    sql = "SELECT md5(range::VARCHAR) AS h FROM range(100000000) ORDER BY h"
    with pytest.raises(QueryError, match="GONGKAI_SQL_DISK"):
        run_sql(warehouse, sql, Limits(memory="50MB", disk="5MB"))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 0",
        "SELECT * FROM range(1000000000000)",
        "WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM t) SELECT max(a) FROM t",
    ],
)
def test_question_without_end_is_stopped(warehouse: Path, sql: str) -> None:
    limits = Limits(seconds=0.3)
    with connect(warehouse, limits) as db:
        with pytest.raises(QueryError, match=r"stopped after 0\.3 s.*GONGKAI_SQL_SECONDS"):
            answer(db, sql, lambda rows: sum(b.num_rows for b in rows), limits)
        assert answer(db, "SELECT 1 AS a", lambda rows: rows.read_all()).to_pylist() == [{"a": 1}]


def test_question_that_does_not_stop_ends_the_program(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopping, "_GRACE", 0.2)
    sql = "SELECT levenshtein(repeat('a', 40000), repeat('b', 40000))"
    with pytest.raises(QueryStuckError):
        run_sql(warehouse, sql, Limits(seconds=0.1))


def test_misspelt_code_of_an_empty_answer_is_told(warehouse: Path) -> None:
    sql = "FROM observations WHERE item IN ('received', 'grnated') AND topic = 'request'"
    with connect(warehouse) as db:
        item, topic = unknown_codes(db, sql)
    assert item.startswith("no item is called 'grnated' here: did you mean granted")
    assert topic == "no topic is called 'request' here: did you mean requests?"


def test_error_points_at_the_place_beside_chinese_text(warehouse: Path) -> None:
    with pytest.raises(QueryError) as told:
        run_sql(warehouse, "SELECT year\nFROM observations WHERE '保定' = agncy")
    *_, line, mark = str(told.value).splitlines()
    assert line == "LINE 2: FROM observations WHERE '保定' = agncy"
    assert len(mark) == cell_len(line[: line.index("agncy")]) + 1


def test_columns_of_one_name_are_all_kept(warehouse: Path) -> None:
    answer = run_sql(warehouse, "SELECT 1 AS a, 2 AS a, 3 AS a_1")
    assert answer.to_pylist() == [{"a": 1, "a_2": 2, "a_1": 3}]
    assert format_result(answer, "csv") == "a,a_2,a_1\n1,2,3\n"


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

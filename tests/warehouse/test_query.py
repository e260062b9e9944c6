"""Questions: read-only, closed to files, with errors that help, and answers that line up."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lake_builder import LakeBuilder
from rich.cells import cell_len

from warehouse.answer import format_result, write_result
from warehouse.build import build
from warehouse.query import QueryError, run_sql


@pytest.fixture
def warehouse(lake: LakeBuilder, tmp_path: Path) -> Path:
    build(lake.write(), tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('/etc/*')",
        "COPY reports TO '{file}'",
        "ATTACH '{file}' AS other",
        "EXPORT DATABASE '{file}'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "RESET lock_configuration",
    ],
)
def test_sql_reaches_nothing_but_the_warehouse(warehouse: Path, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(QueryError):
        run_sql(warehouse, sql.format(file=secret))
    assert secret.read_text() == "a\n1\n"


@pytest.mark.parametrize(
    "sql", ["DELETE FROM reports", "CREATE TABLE t (a INT)", "DROP TABLE reports"]
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
    ],
)
def test_misspelt_question_is_told_the_nearest_name(warehouse: Path, sql: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        run_sql(warehouse, sql)


def test_missing_warehouse_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="gongkai build"):
        run_sql(tmp_path / "none.duckdb", "SELECT 1")


def test_answer_that_needs_too_much_memory_is_refused(warehouse: Path) -> None:
    with pytest.raises(QueryError, match="GONGKAI_SQL_MEMORY"):
        run_sql(warehouse, "SELECT list(range) FROM range(100000000)", memory="50MB")


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
    write_result(ANSWER, "parquet", tmp_path / "a.parquet")
    assert pq.read_table(io.BytesIO((tmp_path / "a.parquet").read_bytes())).equals(ANSWER)

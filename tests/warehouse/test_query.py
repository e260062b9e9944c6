"""Questions: within their limits, with errors that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from warehouse import stopping
from warehouse.answer import format_result
from warehouse.failures import QueryStuckError
from warehouse.hints import unknown_codes
from warehouse.query import Limits, QueryError, answer, answers, connect, run_sql


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("SELECT * FROM observation", "did you mean observations"),
        ("FROM reissues", "is changes here"),
        ("SELECT valeu FROM observations", "did you mean value"),
        ("SELECT agency FROM agency_names", "mean agency_id.* agency is a column of changes"),
        ("SELCT 1", "SELCT"),
        ("SELECT o.agncy FROM observations AS o", "did you mean agency"),
        (
            "SELECT c.carrier FROM cells AS c JOIN documents USING (document_sha256)",
            r"\(carrier is a column of .*documents",
        ),
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


def test_several_questions_are_all_answered_or_refused(warehouse: Path) -> None:
    sql = "SET VARIABLE y = 2; SELECT getvariable('y') AS a; SELECT 'x;' AS b"
    with connect(warehouse) as db:
        both = answers(db, sql, lambda rows: rows.read_all().to_pylist())
    assert both == [[{"a": 2}], [{"b": "x;"}]]
    with pytest.raises(QueryError, match="2 questions"):
        run_sql(warehouse, sql)

"""What a question may do: read the warehouse, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.query import QueryError, answer, connect, run_sql


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

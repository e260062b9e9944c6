"""What the documentation says to type works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sample_data.answers import PAGE, answered, questions
from sample_data.write import make
from warehouse.query import run_sql
from warehouse.snapshot import export
from warehouse.snapshot.stata import short_name

ROOT = Path(__file__).resolve().parents[1]
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)
QUERIES = [
    query.strip()
    for block in BLOCK.findall((ROOT / "docs" / "data-access.md").read_text(encoding="utf-8"))
    for query in block.split(";")
    if query.strip()
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample data, and their snapshot."""
    folder = tmp_path_factory.mktemp("study")
    make(folder)
    export(folder / "warehouse.duckdb", folder / "snapshots")
    return folder


@pytest.fixture(scope="module")
def warehouse(data: Path) -> Path:
    return data / "warehouse.duckdb"


def test_twenty_questions_have_their_answers_on_the_sample_data(warehouse: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(questions(page)) == 20
    assert page == answered(page, warehouse), "run `python -m sample_data.answers`"


@pytest.mark.parametrize("number", range(1, 21))
def test_question_is_answered_with_rows(warehouse: Path, number: int) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert run_sql(warehouse, questions(page)[number - 1]).num_rows > 0


def test_python_of_the_documentation_runs(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "data-access.md").read_text(encoding="utf-8")
    (code,) = (block for block in PYTHON.findall(page) if "read_parquet" in block)
    monkeypatch.chdir(data)
    made: dict[str, Any] = {}
    exec(code, made)  # noqa: S102
    assert len(made["cells"]) > 20_000
    assert made["cells"]["year"].astype(int).min() == 2016
    assert list(made["received"].columns) == ["year", "stated", "received"]
    assert len(made["received"]) == 6
    assert made["wide"]["received__total"].notna().sum() > 100
    assert len(made["labels"]) > 200


def test_command_of_duckdb_of_the_documentation_runs(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its SQL, by the library: `-readonly FILE -c SQL`, or `-c SQL` without a file."""
    monkeypatch.chdir(data)
    page = (ROOT / "docs" / "data-access.md").read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in page.splitlines() if line.startswith("duckdb ")]
    assert len(commands) == 2
    for *options, _, sql in commands:
        file = options[-1] if "-readonly" in options else ":memory:"
        with duckdb.connect(file, read_only=file != ":memory:") as db:
            assert db.sql(sql).fetchall()


def test_variables_that_r_and_stata_are_shown_with_are_there(data: Path) -> None:
    page = (ROOT / "docs" / "data-access.md").read_text(encoding="utf-8")
    head = (data / "snapshots/latest/requests_wide.csv").read_text(encoding="utf-8").split("\n")[0]
    columns = head.split(",")
    shown = {name for name in re.findall(r"\b\w+__\w+\b", page) if not name.endswith("_")}
    assert {"received__total", "granted__total"} <= shown <= {*columns}
    assert {short_name(name) for name in shown} == shown


def test_documentation_has_queries() -> None:
    assert len(QUERIES) >= 4


@pytest.mark.parametrize("query", QUERIES)
def test_query_of_the_documentation_runs(warehouse: Path, query: str) -> None:
    assert run_sql(warehouse, query).column_names


@pytest.mark.parametrize("page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"])
def test_links_of_the_documentation_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []

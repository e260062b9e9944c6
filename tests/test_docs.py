"""What the documentation says to type works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from sample_portals import figures, render_html
from warehouse.query import run_sql

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)
QUERIES = [
    query.strip()
    for block in BLOCK.findall((ROOT / "docs" / "data-access.md").read_text(encoding="utf-8"))
    for query in block.split(";")
    if query.strip()
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one report."""
    folder = tmp_path_factory.mktemp("docs")
    report = figures.report("baoding_kjj_2022")
    page = f"<html><body><h1>{report.title}</h1>{render_html.article(report)}</body></html>"
    (folder / "report.html").write_text(page, encoding="utf-8")
    data = folder / "data"
    result = CliRunner().invoke(app, ["import", str(folder / "report.html"), "--data", str(data)])
    assert result.exit_code == 0
    return data / "warehouse.duckdb"


def test_documentation_has_queries() -> None:
    assert len(QUERIES) >= 4


@pytest.mark.parametrize("query", QUERIES)
def test_query_of_the_documentation_runs(warehouse: Path, query: str) -> None:
    assert run_sql(warehouse, query).column_names


@pytest.mark.parametrize("page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"])
def test_links_of_the_documentation_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []

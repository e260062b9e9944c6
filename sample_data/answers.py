"""The answers in docs/queries.md: `python -m sample_data.answers` writes them anew."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from sample_data.write import make
from warehouse.answer import format_result
from warehouse.query import run_sql

PAGE = Path(__file__).parents[1] / "docs" / "queries.md"
_QUESTION = re.compile(r"```sql\n(.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)


def questions(page: str) -> list[str]:
    """The SQL of the page, in its order."""
    return _QUESTION.findall(page)


def answered(page: str, warehouse: Path) -> str:
    """The page with each question followed by its answer."""

    def block(found: re.Match[str]) -> str:
        answer = format_result(run_sql(warehouse, found[1]), "table")
        return f"```sql\n{found[1]}```\n\n```text\n{answer!s}```\n"

    return _QUESTION.sub(block, page)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        text = answered(PAGE.read_text(encoding="utf-8"), make(Path(folder)))
    PAGE.write_text(text, encoding="utf-8")

"""Reports for the tests of checks that look beyond a table, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lake_builder import Figures, LakeBuilder, cells

Ask = Callable[[str], list[dict[str, Any]]]
BUREAU = "保定市科学技术局"


def report(
    lake: LakeBuilder,
    figures: Figures,
    *,
    topic: str = "requests",
    agency: str = BUREAU,
    year: int = 2022,
    scope: str | None = None,
    text: str | None = None,
) -> None:
    name = f"{agency}{year}{topic}{scope}"
    lake.find(name, f"http://p/{name}")
    about = {"agency": agency, "year": year, "scope": scope, "text": text}
    lake.document(name, title="报告", cells=cells(topic, figures), **about)


def results(ask: Ask, check: str) -> list[tuple[str, str]]:
    rows = ask(f"SELECT place, result FROM checks WHERE check_id = '{check}' ORDER BY ALL")
    return [(row["place"], row["result"]) for row in rows]

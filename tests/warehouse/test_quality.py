"""Quality is published with the data; names and labels need no look-up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lake_builder import Figures, LakeBuilder, cells

from warehouse.accuracy import NAME, Accuracy, write
from warehouse.quality_page import page

Ask = Callable[[str], list[dict[str, Any]]]


def report(lake: LakeBuilder, agency: str, figures: Figures, topic: str = "review") -> None:
    lake.find(agency, f"http://p/{agency}")
    lake.document(agency, title="报告", agency=agency, year=2022, cells=cells(topic, figures))


SOUND: Figures = {f"reconsideration/{c}": 1 for c in ("upheld", "corrected", "other", "pending")}


def test_counts_by_province_and_level(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, "保定市教育局", {**SOUND, "reconsideration/total": 4})
    report(lake, "石家庄市教育局", {**SOUND, "reconsideration/total": 5})
    report(lake, "河北省教育厅", {"reconsideration/total": None, "reconsideration/upheld": "text"})
    counts = (
        "SELECT province, level, reports, identities_pass AS pass, identities_fail AS fail,"
        " identities_undecided AS undecided, cells, blanks, texts FROM quality"
        " WHERE year = 2022 ORDER BY level"
    )
    keys = ("reports", "pass", "fail", "undecided", "cells", "blanks", "texts")
    assert [
        (row["province"], row["level"], *(row[key] for key in keys)) for row in ask(counts)
    ] == [
        ("河北省", "prefecture", 2, 1, 1, 0, 10, 0, 0),
        ("河北省", "province", 1, 0, 0, 1, 2, 1, 1),
    ]


def test_page_names_what_accuracy_was_measured_on(
    lake: LakeBuilder, ask: Ask, tmp_path: Path
) -> None:
    report(lake, "保定市教育局", {**SOUND, "reconsideration/total": 4})
    real = Accuracy(
        "random sample", "verified", "html", 80, 200, 199, 1, 0, 0.975, "Wilson", "2026-05-01", "a1"
    )
    write(tmp_path / NAME, [real])
    kinds = {row["kind"] for row in ask("SELECT DISTINCT kind FROM accuracy")}
    assert kinds == {"synthetic", "verified"}
    text = page(tmp_path / "warehouse.duckdb")
    assert "| verified | random sample | html | 80 | 200 | 199 | 1 | 0 | 97.500 % |" in text
    assert "| synthetic | " in text
    assert "(no document here was read by it)" in text
    assert "| 2022 | own | 1 | 100.0 |" in text


def test_all_education_bureaus_and_all_of_hebei_are_one_where_each(
    lake: LakeBuilder, ask: Ask
) -> None:
    for agency in (
        "保定市教育局",
        "河北省教育厅",
        "阜平县教育体育局",
        "保定市审计局",
        "上海市教育委员会",
    ):
        report(lake, agency, {"received/total": 1}, topic="requests")
    found = ask("SELECT count(*) AS n FROM observations WHERE function = '教育'")
    assert found == [{"n": 4}]
    by_level = ask(
        "SELECT level, count(*) AS n FROM observations WHERE province = '河北省'"
        " GROUP BY level ORDER BY level"
    )
    assert [(row["level"], row["n"]) for row in by_level] == [
        ("county", 1),
        ("prefecture", 2),
        ("province", 1),
    ]


@pytest.mark.parametrize(
    ("topic", "cell", "labels"),
    [
        (
            "requests",
            "denied.third_party/enterprise",
            (
                "三、收到和处理政府信息公开申请情况",
                "（三）不予公开 4.保护第三方合法权益",
                "商业企业",
            ),
        ),
        (
            "review",
            "litigation_direct/total",
            ("四、政府信息公开行政复议、行政诉讼情况", "行政诉讼 未经复议直接起诉", "总计"),
        ),
    ],
)
def test_official_labels_stand_beside_the_codes(
    lake: LakeBuilder, ask: Ask, topic: str, cell: str, labels: tuple[str, ...]
) -> None:
    report(lake, "保定市教育局", {cell: 1}, topic=topic)
    (row,) = ask("SELECT topic_label, item_label, breakdown_label FROM observations")
    assert tuple(row.values()) == labels


def test_names_of_an_agency_over_the_years(lake: LakeBuilder, ask: Ask) -> None:
    for printed, year in (("华亭县教育局", 2017), ("华亭市教育局", 2022)):
        lake.find(printed, f"http://p/{printed}")
        figures = cells("requests", {"received/total": 1})
        lake.document(printed, title="报告", agency=printed, year=year, cells=figures)
    assert ask("SELECT agency_id, name, region_code FROM agencies") == [
        {"agency_id": "620881-教育局", "name": "华亭市教育局", "region_code": "620881"}
    ]
    names = ask(
        "SELECT name, region_code, from_year, until_year, first_year, documents"
        " FROM agency_names ORDER BY first_year"
    )
    assert [tuple(row.values()) for row in names] == [
        ("华亭县教育局", "620824", None, 2018, 2017, 1),
        ("华亭市教育局", "620881", 2019, None, 2022, 1),
    ]


def test_no_name_needs_quoting(lake: LakeBuilder, ask: Ask) -> None:
    names = ask(
        "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'warehouse'"
        " UNION SELECT column_name FROM duckdb_columns() WHERE database_name = 'warehouse'"
    )
    reserved = {
        row["keyword_name"]
        for row in ask(
            "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        )
    }
    odd = [r["name"] for r in names if not r["name"].isidentifier() or r["name"] in reserved]
    assert odd == []
    assert all(r["name"] == r["name"].lower() for r in names)

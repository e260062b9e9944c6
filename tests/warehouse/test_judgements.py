"""Corrections and verdicts, as persons write them down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lake_builder import LakeBuilder, cells, sha256

from warehouse.build import LakeError, build
from warehouse.judgements import OURS, Judgements
from warehouse.query import run_sql

CORRECTIONS = "document_sha256,topic,item,breakdown,old,new,why,link,person,date\n"
VERDICTS = "fingerprint,verdict,why,link,person,date\n"
SIGNED = "the scan shows it,http://x/1,A. Reader,2026-05-02\n"


@pytest.fixture
def folder(lake: LakeBuilder) -> Path:
    figures: dict[str, float | str | None] = {
        "reconsideration/upheld": 5,
        "reconsideration/corrected": 0,
        "reconsideration/other": 0,
        "reconsideration/pending": 2,
        "reconsideration/total": 9,
    }
    lake.find("d", "http://p/1")
    lake.document(
        "d", title="报告", agency="保定市教育局", year=2022, cells=cells("review", figures)
    )
    return lake.write()


def built(folder: Path, tmp_path: Path, *, corrections: str = "", verdicts: str = "") -> Path:
    judged = Judgements(tmp_path / "corrections.csv", tmp_path / "verdicts.csv")
    judged.corrections.write_text(CORRECTIONS + corrections, encoding="utf-8")
    judged.verdicts.write_text(VERDICTS + verdicts, encoding="utf-8")
    build(folder, tmp_path / "w.duckdb", judged=judged)
    return tmp_path / "w.duckdb"


def correction(old: str, new: str, document: str = "d", column: str = "total") -> str:
    return f"{sha256(document)},review,reconsideration,{column},{old},{new},{SIGNED}"


def rows(warehouse: Path, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run_sql(warehouse, sql).to_pylist()
    return found


TOTAL = "SELECT value, state, raw, correction FROM observations WHERE breakdown = 'total'"


def test_correction_is_applied_and_seen(folder: Path, tmp_path: Path) -> None:
    warehouse = built(folder, tmp_path, corrections=correction("9", "7"))
    (total,) = rows(warehouse, TOTAL)
    assert (total["value"], total["raw"]) == (7.0, "9")
    assert "A. Reader: the scan shows it (read as 9; http://x/1)" in total["correction"]
    assert rows(warehouse, "SELECT value FROM cells WHERE breakdown = 'total'") == [{"value": 9.0}]
    assert rows(warehouse, "SELECT result FROM checks") == [{"result": "pass"}]
    assert rows(warehouse, "SELECT corrected FROM quality WHERE year = 2022") == [{"corrected": 1}]


def test_cell_may_be_corrected_to_no_number(folder: Path, tmp_path: Path) -> None:
    warehouse = built(folder, tmp_path, corrections=correction("9", "unreadable"))
    (total,) = rows(warehouse, TOTAL)
    assert (total["value"], total["state"]) == (None, "unreadable")
    assert rows(warehouse, "SELECT result FROM checks") == [{"result": "uncertain"}]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (correction("8", "7"), "the cell reads 9, not 8"),
        (correction("9", "7", document="other"), "no document held has this hash"),
        (correction("9", "7", column="natural_person"), "the document has no such cell"),
        (correction("nine", "7"), "the cell reads 9, not nine"),
    ],
)
def test_correction_that_does_not_fit_is_refused(
    folder: Path, tmp_path: Path, line: str, reason: str
) -> None:
    warehouse = built(folder, tmp_path, corrections=line)
    (total,) = rows(warehouse, TOTAL)
    assert (total["value"], total["correction"]) == (9.0, None)
    (problem,) = rows(warehouse, "SELECT message FROM problems WHERE code = 'correction_refused'")
    assert reason in problem["message"]
    assert problem["message"].startswith("corrections.csv, line 2: ")


@pytest.mark.parametrize("old", ["5", "nine", "unreadable"])
def test_blank_cell_is_not_corrected_from_what_it_never_said(
    lake: LakeBuilder, tmp_path: Path, old: str
) -> None:
    about = {"title": "报告", "agency": "保定市教育局", "year": 2022}
    read = cells("review", {"reconsideration/total": None})
    lake.find("d", "http://p/1").document("d", **about, cells=[read[0] | {"raw": None}])
    warehouse = built(lake.write(), tmp_path, corrections=correction(old, "7"))
    assert rows(warehouse, "SELECT value FROM observations") == [{"value": None}]
    warehouse = built(lake.folder, tmp_path, corrections=correction("blank", "7"))
    assert rows(warehouse, "SELECT value FROM observations") == [{"value": 7.0}]


def test_correction_of_a_report_that_was_issued_anew_is_refused(
    lake: LakeBuilder, folder: Path, tmp_path: Path
) -> None:
    lake.night(1).find("e", "http://p/1")
    figures: dict[str, float | str | None] = {"reconsideration/total": 9}
    lake.document(
        "e", title="报告", agency="保定市教育局", year=2022, cells=cells("review", figures)
    )
    lake.write()
    warehouse = built(folder, tmp_path, corrections=correction("9", "7"))
    (problem,) = rows(warehouse, "SELECT message FROM problems WHERE code = 'correction_refused'")
    assert "no longer takes its figures" in problem["message"]
    assert rows(warehouse, "SELECT value FROM observations") == [{"value": 9.0}]


def test_verdict_outlives_the_nights(lake: LakeBuilder, folder: Path, tmp_path: Path) -> None:
    (failed,) = rows(built(folder, tmp_path), "SELECT fingerprint, result FROM checks")
    assert failed["result"] == "fail"
    lake.night(1).find("d", "http://p/1").write()  # another night finds the same
    verdict = f"{failed['fingerprint']},explained,{SIGNED}"
    warehouse = built(folder, tmp_path, verdicts=f"{verdict}abcd,explained,{SIGNED}")
    (unused,) = rows(warehouse, "SELECT message FROM problems WHERE code = 'verdict_unused'")
    assert "fingerprint abcd" in unused["message"]
    assert rows(warehouse, "SELECT result, verdict FROM checks") == [
        {"result": "fail", "verdict": "explained"}
    ]
    assert rows(warehouse, "SELECT failed_checks FROM reports") == [{"failed_checks": []}]
    assert rows(warehouse, "SELECT identities_fail FROM quality WHERE year = 2022") == [
        {"identities_fail": 0}
    ]
    assert rows(warehouse, "SELECT DISTINCT failed_checks FROM observations") == [
        {"failed_checks": []}
    ]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"corrections": "abc,review,reconsideration,total,9,7," + SIGNED}, "no SHA-256"),
        ({"corrections": correction("9", "seven")}, "neither a number nor one of"),
        (
            {"corrections": correction("9", "7") * 2},
            "line 3: the same is said twice, in line 2 already",
        ),
        ({"verdicts": "f00,right," + SIGNED}, "verdict is none of"),
        ({"verdicts": "f00,explained,why,link,who,May 2"}, "no date"),
        ({"verdicts": "f00,explained,why,and why,link,who,2026-05-02"}, "more fields than columns"),
        ({"verdicts": "f00,explained,,link,who,2026-05-02"}, "why missing"),
    ],
)
def test_wrong_line_is_told(
    folder: Path, tmp_path: Path, given: dict[str, str], fault: str
) -> None:
    with pytest.raises(LakeError, match=fault):
        built(folder, tmp_path, **given)


def test_file_without_a_column_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "verdicts.csv").write_text("fingerprint;verdict\n", encoding="utf-8")
    with pytest.raises(LakeError, match="the first line must name the columns fingerprint,verdict"):
        build(folder, tmp_path / "w.duckdb")


def test_own_files_are_sound(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "w.duckdb", judged=OURS)


def test_data_folder_has_decisions_of_its_own(folder: Path, tmp_path: Path) -> None:
    """Another data folder is not the published one: what was decided there says nothing here."""
    own = tmp_path / "corrections.csv"
    own.write_text("# mine\n" + CORRECTIONS + correction("9", "7"), encoding="utf-8-sig")
    build(folder, tmp_path / "w.duckdb")
    assert rows(tmp_path / "w.duckdb", TOTAL)[0]["value"] == 7.0


def test_faulty_decision_is_named_by_its_line(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "corrections.csv"
    own.write_text("# mine\n" + CORRECTIONS + correction("9", "much"), encoding="utf-8")
    with pytest.raises(LakeError, match=r"corrections\.csv, line 3: new is neither"):
        build(folder, tmp_path / "w.duckdb")
    own.write_text(CORRECTIONS + correction("9", "7") + "更正", encoding="gbk")
    with pytest.raises(LakeError, match=r"corrections\.csv is no UTF-8"):
        build(folder, tmp_path / "w.duckdb")

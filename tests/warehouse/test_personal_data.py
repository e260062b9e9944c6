"""What leaves a snapshot: personal data, and what was withdrawn on request."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from lake_builder import LakeBuilder, cells
from snapshots import ask, contents

from warehouse.build import build
from warehouse.snapshot import Options, SnapshotError, export


def test_narrative_and_contact_lines_stay_behind(snapshot: Path) -> None:
    for name, content in contents(snapshot).items():
        assert "sections" not in name
        assert "unmapped" not in name
        text = content.decode(errors="ignore")
        if name.endswith(".parquet"):
            with duckdb.connect() as db:
                text = str(db.sql(f"SELECT t::VARCHAR FROM '{snapshot / name}' AS t").fetchall())
        assert "王某某" not in text, name
        assert "3089211" not in text, name


PRINTED = {
    "约400余件": "约400余件",
    "见附件2": "见附件2",
    "12/13": "12/13",
    "1 0": "1 0",
    "见 13812345678": "［…］",
    "0312-3089211": "［…］",
    "a.b@gov.cn": "［…］",
    "130602199001011234": "［…］",
    "联系人：张三丰": "［…］",
    "申请人王某某": "［…］",
    "李四": "［…］",
    "欧阳修 3": "［…］",
}


def test_text_of_a_cell_is_published_where_it_stands_for_a_figure(tmp_path: Path) -> None:
    lake = LakeBuilder(tmp_path / "lake").night(0)
    about = {"title": "报告 电话0312-3089211", "agency": "保定市教育局"}
    for year, printed in enumerate(PRINTED, 2008):
        lake.find(str(year), f"http://p/{year}")
        (cell,) = cells("requests", {"received/total": "text"})
        told = [("unreadable_cells", f"requests: its figure cannot be told: {printed!r}")]
        read = [cell | {"raw": printed}]
        lake.document(str(year), **about, year=year, cells=read, problems=told)
    lake.find("news", "http://p/news", link_text="李四")
    lake.document("news", title="李四任职", is_report=False)
    build(lake.write(), tmp_path / "w.duckdb")
    folder = export(tmp_path / "w.duckdb", tmp_path / "s").folder
    rows = ask(folder, "SELECT raw FROM {observations} ORDER BY year")
    assert [raw for (raw,) in rows] == [*PRINTED.values()]
    assert {*ask(folder, "SELECT raw FROM '{folder}/cells/*.parquet'")} == {
        (shown,) for shown in PRINTED.values()
    }
    assert {*ask(folder, "SELECT title FROM '{folder}/documents.parquet'")} == {
        ("报告 ［…］",),
        (None,),
    }
    for name, content in contents(folder).items():
        assert "李四" not in content.decode(errors="ignore"), name


def test_withdrawn_value_does_not_count_in_the_checks_of_the_government_above(
    tmp_path: Path,
) -> None:
    lake = LakeBuilder(tmp_path / "lake").night(0)
    for agency, scope, received in (("人民政府", "consolidated", 9), ("教育局", None, 8)):
        lake.find(agency, f"http://p/{agency}")
        figures = cells("requests", {"received/total": received})
        about = {"agency": f"保定市{agency}", "scope": scope, "year": 2022}
        lake.document(agency, title="报告", **about, cells=figures)
    build(lake.write(), tmp_path / "w.duckdb")
    rows = tmp_path / "withdrawals.csv"
    head = "kind,id,date,reason\n"
    checks = "SELECT right_side FROM '{folder}/checks.parquet' WHERE check_id = 'consolidation'"
    for line, sides in (("", [(8.0,)] * 2), ("report,130600-教育局/2022/own,2026-03-02,x\n", [])):
        rows.write_text(head + line, encoding="utf-8")
        done = export(tmp_path / "w.duckdb", tmp_path / "s", Options(withdrawals=rows))
        assert ask(done.folder, checks) == sides


def test_withdrawn_value_leaves_every_file_and_stays_told(published: Path, tmp_path: Path) -> None:
    before = export(published, tmp_path / "s").folder
    ((cell_id, report_id),) = ask(
        before,
        "SELECT cell_id, concat_ws('/', agency_id, year, scope) FROM {observations}"
        " WHERE agency = '保定市教育局' AND year = 2022 AND item = 'received' AND value = 7",
    )
    rows = tmp_path / "withdrawals.csv"
    rows.write_text(
        f"kind,id,date,reason\ncell,{cell_id},2026-03-02,names a person\n", encoding="utf-8"
    )
    folder = export(published, tmp_path / "t", Options(withdrawals=rows)).folder
    gone = "SELECT count(*) FROM {} WHERE cell_id = '" + str(cell_id) + "'"
    assert ask(folder, gone.format("{observations}")) == [(0,)]
    assert ask(folder, gone.format("'{folder}/cells/*.parquet'")) == [(0,)]
    wide = (
        "SELECT received__total FROM '{folder}/requests_wide.parquet' WHERE agency LIKE '%教育局'"
    )
    assert ask(folder, wide + " ORDER BY year") == [(7.0,), (None,)]
    told = "SELECT item, old_value, new_value, reason FROM '{folder}/changes.parquet'"
    assert ask(folder, told + " WHERE kind = 'withdrawn'") == [
        ("received", None, None, "2026-03-02: names a person")
    ]
    checks = (
        "SELECT DISTINCT agency_id FROM '{folder}/checks.parquet' WHERE agency_id LIKE '%教育局'"
    )
    assert ask(folder, checks) == []  # whose sums would tell it
    rows.write_text(
        f"kind,id,date,reason\nreport,{report_id},2026-03-02,asked for\n", encoding="utf-8"
    )
    done = export(published, tmp_path / "s", Options(withdrawals=rows))
    assert not done.held  # what was asked for is no loss
    left = "SELECT DISTINCT year FROM {observations} WHERE agency = '保定市教育局'"
    assert ask(done.folder, left) == [(2021,)]


def test_many_cells_withdrawn_on_request_are_no_loss(published: Path, tmp_path: Path) -> None:
    before = export(published, tmp_path / "s").folder
    some = "year = 2021 OR (topic = 'review' AND agency LIKE '%教育局')"
    found = ask(before, f"SELECT cell_id FROM {{observations}} WHERE state = 'number' AND ({some})")
    lines = [f"cell,{cell_id},2026-03-02,asked for\n" for (cell_id,) in found]
    assert len(lines) == 23
    rows = tmp_path / "withdrawals.csv"
    rows.write_text("kind,id,date,reason\n" + "".join(lines), encoding="utf-8")
    assert not export(published, tmp_path / "s", Options(withdrawals=rows)).held


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("cell,ffffffffffffffff,2026-03-02,x", "does not hold: cell ffffffffffffffff"),
        ("page,1,2026-03-02,x", "line 2: kind must be cell or report"),
        ("cell,1,yesterday,x", "line 2: 'yesterday' is no date"),
        ("cell,1,2026-03-02,", "line 2: id and reason must be given"),
    ],
)
def test_withdrawal_never_fails_in_silence(
    published: Path, tmp_path: Path, line: str, told: str
) -> None:
    rows = tmp_path / "withdrawals.csv"
    rows.write_text(f"kind,id,date,reason\n{line}\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match=told):
        export(published, tmp_path / "s", Options(withdrawals=rows))

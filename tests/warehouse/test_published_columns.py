"""A lake whose every free column holds personal data, and what of it is published: nothing."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from lake_builder import LakeBuilder, cells
from snapshots import ask, contents

from warehouse.build import build
from warehouse.snapshot import export
from warehouse.snapshot.addresses import publishable

PERSONAL = {
    "mobile": "13812345678",
    "mobile in groups": "139-1234-5678",
    "mobile in wide digits": "１３８１２３４５６７８",
    "identity number": "130602199001011234",
    "mail": "zhang.san@mail.example",
    "landline": "0312-3089211",
    "landline in brackets": "（0312）3089211",
    "local number": "电话：3089211",
    "service number": "400-810-1234",
    "contact": "联系人：张三丰",
    "applicant": "申请人王某某",
    "who filled it in": "填表人 赵六六",
}
SCANNED = re.compile(
    r"13812345678|139-1234|１３８|130602199001011234|zhang\.san|3089211|810-1234|张三丰|王某某|赵六六"
    r"|李四"
)
ALL = "；".join(PERSONAL.values())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("personal")
    lake = LakeBuilder(made / "lake").night(0).portal("p", "保定市教育局", "130600")
    lake.rows[lake.run]["portals"][0].update(reason=ALL, verified=ALL)
    page, file = (
        "http://p/张三/联系人：张三丰_13812345678.html",
        "http://p/a/%E6%9D%8E%E5%9B%9B.pdf",
    )
    lake.find("page", page, link_text=ALL)
    lake.rows[lake.run]["finds"][0]["column_name"] = ALL
    printed = [
        cell | {"raw": ALL, "label_item": f"received {ALL}", "label_breakdown": ALL}
        for cell in cells("requests", {"received/total": "text", "carried_in/total": "unreadable"})
    ]
    told = [("cells_missing", f"about {ALL}"), ("too_large", "李四.pdf: beyond 500 members")]
    lake.document(
        "page", title=f"报告 {ALL}", agency="保定市教育局", year=2022, text=ALL, cells=printed,
        problems=told,
    )  # fmt: skip
    lake.find("file", file, purpose="attachment", parent_url=page, link_text="李四")
    lake.document("file", title="李四", is_report=False)
    lake.rows[lake.run]["problems"] = [
        {"portal_id": "p", "url": file, "code": "gone", "message": f"{file} is not there"},
        {"portal_id": "p", "url": file, "code": "gone", "message": f"http://p/李四.doc, {ALL}"},
    ]
    build(lake.write(), made / "w.duckdb")
    return export(made / "w.duckdb", made / "s").folder


def test_no_published_column_holds_personal_data(folder: Path) -> None:
    scanned = 0
    for name, content in contents(folder).items():
        text = content.decode(errors="ignore")
        if name.endswith(".parquet"):
            with duckdb.connect() as db:
                rows = db.sql(f"SELECT t::VARCHAR FROM '{folder / name}' AS t").fetchall()
            text = "\n".join(row for (row,) in rows)
            scanned += len(rows)
        assert SCANNED.findall(text) == [], name
    assert scanned > 100


def test_address_of_what_is_no_report_keeps_its_way_and_loses_its_name(folder: Path) -> None:
    shown = ask(folder, "SELECT DISTINCT url FROM '{folder}/finds.parquet' ORDER BY 1")
    assert shown == [("http://p/a/［…］.pdf",), ("http://p/张三/［…］_［…］.html",)]
    assert ask(folder, "SELECT DISTINCT url FROM {observations}") == [shown[1]]


def test_file_that_never_came_loses_its_name_unless_a_list_has_it_as_a_report(
    tmp_path: Path,
) -> None:
    lake = LakeBuilder(tmp_path / "lake").night(0).portal("p", "保定市教育局", "130600")
    lost, report, column = "http://p/李四.pdf", "http://p/教育局年报.pdf", "http://p/list?n=年报"
    lake.find("d", "http://p/1").listing("p").fetch("p", "attachment", lost, status=404)
    about = {"title": "报告", "agency": "保定市教育局", "year": 2021}
    lake.document("d", **about, cells=cells("requests", {"received/total": 1}))
    lake.rows[lake.run]["listed"] = [
        {"run_id": lake.run, "portal_id": "p", "url": report, "looked_at": lake.at, "listed": True}
    ]
    lake.rows[lake.run]["problems"] = [
        {
            "portal_id": "p",
            "url": url,
            "run_id": lake.run,
            "code": "gone",
            "message": f"{lost}: 404",
        }
        for url in (lost, report, column)
    ]
    build(lake.write(), tmp_path / "w.duckdb")
    folder = export(tmp_path / "w.duckdb", tmp_path / "s").folder
    shown = ask(folder, "SELECT url FROM '{folder}/problems.parquet' WHERE code = 'gone'")
    assert set(shown) == {("http://p/［…］.pdf",), (report,), (column,)}
    for table in ("coverage", "portal_health"):
        reasons = ask(folder, f"SELECT DISTINCT reason FROM '{{folder}}/{table}.parquet'")
        assert any("［…］" in (reason or "") for (reason,) in reasons), table
        assert not any("李四" in (reason or "") for (reason,) in reasons), table


def test_official_label_is_no_applicant(tmp_path: Path) -> None:
    lake = LakeBuilder(tmp_path / "lake").night(0).find("d", "http://p/1")
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    (cell,) = cells("requests", {"other.not_supplemented/total": 1})
    about = {"title": "报告", "agency": "保定市教育局", "year": 2022}
    lake.document("d", **about, cells=[cell | {"label_item": label}])
    build(lake.write(), tmp_path / "w.duckdb")
    folder = export(tmp_path / "w.duckdb", tmp_path / "s").folder
    assert ask(folder, "SELECT label_item FROM '{folder}/cells/*.parquet'") == [(label,)]


KEPT = (
    "http://www.gd.gov.cn/gkmlpt/content/4/4089/post_4089138.html",
    "http://p/xxgk/gknb/202003/t20200320_1412345.html",
    "http://p/uploads/file/20230118/1674010822356187.pdf",
    "http://p/P020230131593812345678901.pdf",
    "http://p/attach/0/2503271012453187.pdf",
    "http://p/d.jsp?owner=1542683547&wbfileid=3C9F0A7E51B24D608C12E7F9A6D4B035",
    "http://p/550e8400-e29b-41d4-0312-446655440000.html",
    "http://p/保定市科学技术局2022年政府信息公开工作年度报告.pdf",
    "http://p/%E5%B9%B4%E6%8A%A5.pdf",
    "file:///reports/年报.docx",
)


@pytest.mark.parametrize("url", KEPT)
def test_address_of_a_report_is_published_as_it_is(url: str) -> None:
    assert publishable(url, is_report=True) == url


@pytest.mark.parametrize(
    ("url", "is_report", "shown"),
    [
        ("http://p/13812345678.pdf", True, "http://p/［…］.pdf"),
        ("http://p/年报_13812345678.pdf", True, "http://p/年报_［…］.pdf"),
        ("http://p/130602199001011234.pdf", True, "http://p/［…］.pdf"),
        ("http://p/%E8%81%94%E7%B3%BB%E4%BA%BA%E5%BC%A0%E4%B8%89.pdf", True, "http://p/［…］.pdf"),
        ("http://p/%D5%C5%C8%FD.pdf", False, "http://p/［…］.pdf"),
        ("http://p/a.zip!/张三的申请.pdf", False, "http://p/a.zip!/［…］.pdf"),
        ("http://p/att/1234.pdf", False, "http://p/att/1234.pdf"),
    ],
)
def test_address_loses_what_it_says_of_persons(url: str, is_report: bool, shown: str) -> None:
    assert publishable(url, is_report=is_report) == shown

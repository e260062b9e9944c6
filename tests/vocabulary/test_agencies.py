"""Printed names of agencies, as QUIRKS of real reports have them, to one id each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from vocabulary import divisions as divisions_of
from vocabulary import renames
from vocabulary.agencies import function_of, parent_id, resolve
from vocabulary.divisions import divisions, full_name
from vocabulary.due_dates import due_date
from vocabulary.histories import Name, history
from vocabulary.places import locate


@pytest.mark.parametrize(
    ("printed", "region_code", "agency_id", "level"),
    [
        ("保定市科学技术局", None, "130600-科学技术局", "prefecture"),
        ("保定市科技局", None, "130600-科学技术局", "prefecture"),
        ("市科技局", "130600", "130600-科学技术局", "prefecture"),
        ("保定市交通局", None, "130600-交通运输局", "prefecture"),
        ("重庆市铜梁区交通局", None, "500151-交通局", "county"),  # its name
        ("科学技术局", "130600", "130600-科学技术局", "prefecture"),
        ("省科技厅", "130600", "130000-科学技术厅", "province"),
        ("上海市人民政府办公厅", None, "310000-人民政府办公厅", "province"),
        ("淮安市", None, "320800-人民政府", "prefecture"),
        ("淮安市洪泽区岔河镇", None, "320813-岔河镇人民政府", "township"),
        ("洪泽县人民政府", None, "320813-人民政府", "county"),
        ("淮安市岔河镇人民政府", None, "320813-岔河镇人民政府", "township"),  # its county left out
        ("岔河镇", "320800", "320813-岔河镇人民政府", "township"),
        ("城关镇人民政府", "411300", None, None),  # several counties of 南阳 have one
        ("保定市农业局", None, "130600-农业农村局", "prefecture"),  # its name until 2018
        ("水利部太湖流域管理局", None, "000000-水利部太湖流域管理局", "national"),
        ("卫生部", "000000", "000000-国家卫生健康委员会", "national"),  # renamed twice
        (
            "保定市工商行政管理局",
            None,
            "130600-工商行政管理局",
            "prefecture",
        ),  # merged, not renamed
        ("襄樊市教育局", None, "420600-教育局", "prefecture"),  # renamed, with the same code
        ("桥西区教育局", "130500", "130503-教育局", "county"),  # 信都区 since 2020
        ("铜仁市教育局", None, "520600-教育局", "prefecture"),  # also a county, until 2011
        ("下城区审计局", "330100", "330105-审计局", "county"),
        ("苍山县水利局", None, "371324-水利局", "county"),
        ("黔西南州工信局", None, "522300-工业和信息化局", "prefecture"),
        ("新疆维吾尔自治区教育厅", None, "650000-教育厅", "province"),
        ("鼓楼区教育局", "320100", "320106-教育局", "county"),
        ("县政府办公室", "620881", None, None),
        ("市政府", "130600", "130600-人民政府", "prefecture"),
        ("市政管理局", "130600", "130600-市政管理局", "prefecture"),
        ("市场监管局", "130600", "130600-市场监督管理局", "prefecture"),
        ("国家税务总局淮安市税务局", None, "320800-税务局", "prefecture"),
        ("中华人民共和国财政部", None, "000000-财政部", "national"),
        ("江苏路街道", "370202", "370202-江苏路街道办事处", "township"),
        ("鼓楼区教育局", None, None, None),  # five cities have one
        ("西安区公安局", None, None, None),  # a district of two cities, not the city of 西安
        ("市卫生局", None, None, None),
        ("", "130600", None, None),
        ("桥西区教育局", "130600", None, None),  # of 石家庄 and of 张家口, not of 保定
        ("桥西区教育局", "130700", "130703-教育局", "county"),
        ("市桥西区教育局", "130700", "130703-教育局", "county"),
        ("某某区教育局", "130600", None, None),
        ("区教育局", "320106", "320106-教育局", "county"),
        ("县水利局", "130631", "130631-水利局", "county"),
        ("自治区教育厅", "650000", "650000-教育厅", "province"),
        ("高新区管理委员会", "130600", "130600-高新区管理委员会", "prefecture"),
        ("城市管理局", "130600", "130600-城市管理局", "prefecture"),
        ("新市镇人民政府", "130600", "130600-新市镇人民政府", "township"),
        ("我局", "130600", None, None),
        ("我市", "130600", None, None),
        ("我市科技局", "130600", "130600-科学技术局", "prefecture"),
        ("本机关", "130600", None, None),
        ("本单位", "130600", None, None),
        ("本溪市教育局", None, "210500-教育局", "prefecture"),
        ("各县区人民政府", "130600", None, None),
        ("有关部门", "130600", None, None),
        ("市直各部门", "130600", None, None),
        ("保定市各部门", None, None, None),
    ],
)
def test_printed_name_is_placed(
    printed: str, region_code: str | None, agency_id: str | None, level: str | None
) -> None:
    agency = resolve(printed, region_code)
    assert (agency.agency_id, agency.level) == (agency_id, level) if agency else agency_id is None


@pytest.fixture
def change_of_2027(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """雄县 becomes a city, its 教育局 a 教育和体育局: after ids were first given out."""
    kept = divisions_of.rows

    def with_change(name: str) -> list[dict[str, str]]:
        more = {
            "divisions.csv": ("130699", "雄州市", "county", "130600"),
            "division_changes.csv": ("130638", "雄县", "county", "130600", "2027", "130699"),
            "renames.csv": ("教育局", "教育和体育局", "2027", "local"),
        }
        found = kept(name)
        if name == "divisions.csv":
            found = [row for row in found if row["code"] != "130638"]
        return [*found, dict(zip(found[0], more[name], strict=True))] if name in more else found

    cached = [
        f for m in (divisions_of, renames) for f in vars(m).values() if hasattr(f, "cache_clear")
    ]
    for module in (divisions_of, renames):
        monkeypatch.setattr(module, "rows", with_change)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("change_of_2027")
def test_id_outlives_later_changes_of_code_and_name() -> None:
    for printed in ("雄县教育局", "雄州市教育局", "雄州市教育和体育局"):
        agency = resolve(printed)
        assert agency is not None
        assert (agency.agency_id, agency.region_code) == ("130638-教育局", "130699")
        assert parent_id(agency) == "130638-人民政府"
    assert [n.name for n in history("130638-教育局", "130699")] == [
        "雄县教育局",
        "雄州市教育和体育局",
    ]


def test_history_of_names_goes_with_the_codes_of_the_division() -> None:
    assert history("620881-教育局", "620881") == [
        Name("华亭县教育局", "620824", None, 2018),
        Name("华亭市教育局", "620881", 2019, None),
    ]
    assert [n.name for n in history("510705-农业农村局", "510705")] == [
        "安县农业农村局",  # which of 农业局 and 农牧局 it was, nobody wrote down
        "绵阳市安州区农业农村局",
    ]


def test_renamed_county_goes_on_under_its_new_code() -> None:
    old, new = resolve("华亭县教育局"), resolve("华亭市教育局")
    assert old is not None
    assert new is not None
    assert (old.agency_id, old.name) == (new.agency_id, "华亭县教育局")


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("科学技术局", "科技"),
        ("岔河镇人民政府", "乡镇"),
        ("人民政府办公室", "政府"),
        ("某某街道办事处", "街道"),
        ("某某", None),
    ],
)
def test_function_follows_from_the_name(name: str, function: str | None) -> None:
    assert function_of(name) == function


def test_every_division_lies_in_one_that_is_known() -> None:
    known = divisions()
    assert len(known) > 3000
    assert [d for d in known.values() if d.parent not in known and d.parent != "000000"] == []
    assert [d for d in known.values() if d.successor and d.successor not in known] == []


def test_every_unique_full_name_is_found_again() -> None:
    """Full names of all of today's divisions, with the city before them where one is needed."""
    lost = []
    for code, division in divisions().items():
        place = locate(f"{full_name(code)}教育局")
        if division.until is None and (place is None or place.division.code != code):
            lost.append(full_name(code))
    assert lost == []


@pytest.mark.parametrize(
    ("year", "government", "due"),
    [
        (2022, False, date(2023, 1, 31)),
        (2022, True, date(2023, 3, 31)),
        (2015, False, date(2016, 3, 31)),
        (2005, False, None),
    ],
)
def test_due_dates_follow_the_regulation(year: int, government: bool, due: date | None) -> None:
    assert due_date(year, government=government) == due

"""The registry is checked row by row, and faults are named with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders.registry import Portal, RegistryError, load

HEADER = "portal_id,name,home_url,region_code,status,reason\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "portals.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_registry_that_is_shipped_has_no_fault() -> None:
    portals = load()
    assert portals[0].portal_id == "kjj.baoding.gov.cn"
    provinces = {p.region_code for p in portals if (p.region_code or "").endswith("0000")}
    assert len(provinces - {"000000"}) == 31


def test_no_portal_claims_to_be_verified_that_nobody_has_seen() -> None:
    assert {p.verified for p in load()} == {None}
    assert all(p.source for p in load())


def test_three_columns_are_enough(tmp_path: Path) -> None:
    path = written(tmp_path, "portal_id,name,home_url\na,某局,http://127.0.0.1:8000/\n")
    assert load(path) == (Portal("a", "某局", "http://127.0.0.1:8000/"),)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a,某局,kjj.baoding.gov.cn,,,", "line 2: column home_url: 'kjj.baoding.gov.cn'"),
        (",某局,http://a.cn/,,,", "line 2: column portal_id: is empty"),
        ("a,某局,http://a.cn/,1306,,", "line 2: column region_code: '1306' is not six digits"),
        ("a,某局,http://a.cn/,,closed,", "line 2: column status: 'closed' is not one of"),
        ("a,某局,http://a.cn/,,frozen,", "line 2: column reason: a frozen portal needs one"),
        ("a,某局,http://a.cn/", "line 2: the row has not as many fields as the header"),
        ("A b,某局,http://a.cn/,,,", "line 2: column portal_id: 'A b'"),
    ],
)
def test_fault_is_named_with_file_line_and_column(tmp_path: Path, row: str, fault: str) -> None:
    path = written(tmp_path, HEADER + row + "\n")
    with pytest.raises(RegistryError) as error:
        load(path)
    assert f"{path}, {fault}" in str(error.value)


def test_portal_may_stand_in_the_registry_once(tmp_path: Path) -> None:
    row = "a,某局,http://a.cn/,,,\n"
    with pytest.raises(RegistryError, match="line 3, column portal_id: a stands there already"):
        load(written(tmp_path, HEADER + row + row))


def test_unknown_column_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "portal_id,name,home_url,homepage\na,b,http://a.cn/,c\n")
    with pytest.raises(RegistryError, match="column 'homepage' is not known"):
        load(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_csv_is_read_as_excel_saves_it_in_china(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "portals.csv"
    path.write_text("portal_id,name,home_url\na,保定市科技局,http://a.cn/\n", encoding=encoding)
    assert load(path)[0].name == "保定市科技局"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04\0\0workbook", "portal_id,局".encode("utf-16"), b"portal_id\xff\xff", b"\0"],
)
def test_file_that_is_no_text_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "portals.csv"
    path.write_bytes(content)
    with pytest.raises(RegistryError, match=r"portals.csv: .*save it as CSV UTF-8"):
        load(path)

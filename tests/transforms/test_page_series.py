"""Pictures in an archive whose names differ in their numbers alone are the pages of one report."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from tests.corpus.scanning.scanner import encoded
from transforms.containers import Member
from transforms.containers.page_series import called, gathered, is_series, pages_of
from transforms.extract import extract
from transforms.readers import picture_of


def paths(*names: str) -> list[str]:
    return [m.path for m in gathered([Member(name, name.encode()) for name in names])]


@pytest.mark.parametrize(
    "names",
    [
        ["page1.jpg", "page2.jpg", "page10.jpg"],
        ["图1.png", "图2.png", "图10.png"],
        ["第一页.jpg", "第二页.jpg", "第十页.jpg", "第十一页.jpg"],
        ["微信图片_20230115102030.jpg", "微信图片_20230115102041.jpg"],
        ["年报(1).jpg", "年报(2).JPG"],
    ],
)
def test_pages_stand_in_the_order_of_their_numbers(names: list[str]) -> None:
    (whole,) = gathered([Member(name, name.encode()) for name in sorted(names, reverse=True)])
    assert [page.path for page in pages_of(whole.data)] == names
    assert is_series(whole.data)


def test_reports_in_folders_of_their_own_stay_apart() -> None:
    names = [f"{agency}2022年年报/{n}.jpg" for agency in ("水利局", "教育局") for n in (1, 2)]
    whole = paths(*names, "说明.docx")
    assert whole == ["水利局2022年年报/1..2.jpg", "教育局2022年年报/1..2.jpg", "说明.docx"]
    assert [called(path) for path in whole[:2]] == ["水利局2022年年报", "教育局2022年年报"]


def test_pictures_of_several_years_are_no_pages() -> None:
    assert paths("2019年报.jpg", "2020年报.jpg") == ["2019年报.jpg", "2020年报.jpg"]
    assert paths("2019年报1.jpg", "2020年报1.jpg", "2019年报2.jpg", "2020年报2.jpg") == [
        "2019年报1..2019年报2.jpg",
        "2020年报1..2020年报2.jpg",
    ]


@pytest.mark.parametrize(
    "names", [["封面.jpg", "正文.jpg"], ["1.jpg", "01.jpg"], ["1.pdf", "2.pdf"], ["1.jpg"]]
)
def test_what_has_no_number_of_its_own_or_is_no_picture_stays_as_it_is(names: list[str]) -> None:
    assert paths(*names) == names


def test_more_pages_than_are_recognised_stay_apart() -> None:
    names = [f"{n}.jpg" for n in range(1, 600)]
    assert paths(*names) == names


def test_a_box_lies_on_the_picture_that_its_locator_names() -> None:
    sizes = {"1.png": (200, 300), "2.png": (210, 310), "10.png": (220, 320)}
    pages = [Member(n, encoded(Image.new("L", size), "PNG", 96)) for n, size in sizes.items()]
    (whole,) = gathered(pages)
    shown = picture_of(whole.data, {"picture": "10.png", "page": 1, "box": [1, 2, 3, 4]})
    assert shown is not None
    assert shown.image.size == sizes["10.png"]


def test_a_file_that_carries_the_mark_of_a_series_is_not_unpacked() -> None:
    (whole,) = gathered([Member(f"{n}.jpg", b"x") for n in (1, 2)])
    mark = zipfile.ZipFile(io.BytesIO(whole.data)).infolist()[0]
    forged = io.BytesIO()
    with zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(mark, b"")
        archive.writestr("1.jpg", bytes(10_000_000))
    assert is_series(forged.getvalue())
    for data in (forged.getvalue(), forged.getvalue()[:90]):
        assert [p.code for p in extract(data).problems] == ["corrupt"]

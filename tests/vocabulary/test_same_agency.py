"""Which names may be one agency's, and which certainly are not."""

from __future__ import annotations

import pytest

from vocabulary.same_agency import may_be_one, says_more

ONE = [
    ("市科技局", "保定市科学技术局"),
    ("青山县", "青山县人民政府"),
    ("青山县人民政府", "青山县人民政府办公室"),
    ("青山区", "青山区政府办公室"),
    ("青山县白水镇", "白水镇人民政府"),
    ("白水路街道", "白水路街道办事处"),
    ("青山县农业局", "青山县农业农村局"),
    ("青山县卫健委", "青山县卫生健康委员会"),
    ("保定市青山县水利局", "青山县水利局"),
    ("国家税务总局青山市税务局", "青山市税务局"),
    ("东湖高新区教育局", "东湖新技术开发区教育局"),
    ("水利局", "青山县水利局"),
    ("青山县政务服务管理局", "青山县行政审批局"),
    ("青山县卫生和计划生育局", "青山县卫生健康局"),
    ("青山市城市管理局", "市城管局"),
    ("青山区城市管理委员会", "青山区城市管理委"),
]
TWO = [
    ("青山县水利局", "青山县水务局"),
    ("保定市青山县水利局", "县水务局"),
    ("青山县水利局", "青山县民政局"),
    ("青山县", "青山县水利局"),
    ("青山县", "青山县白水镇"),
    ("青山市白水区", "应急管理局"),
    ("青山市白水区", "白水区应急管理局"),
    ("青山县人民政府", "青山县水利局"),
    ("青山县人民政府", "白水镇人民政府"),
    ("青山县水利局", "白水县水利局"),
    ("大川镇人民政府", "横山镇"),
]


@pytest.mark.parametrize(("name", "other"), ONE)
def test_names_that_may_be_one(name: str, other: str) -> None:
    assert may_be_one(name, other)
    assert may_be_one(other, name)


@pytest.mark.parametrize(("name", "other"), TWO)
def test_names_of_two(name: str, other: str) -> None:
    assert not may_be_one(name, other)
    assert not may_be_one(other, name)


@pytest.mark.parametrize(
    ("name", "other", "more"),
    [
        ("市残联", "青山市残疾人联合会", True),
        ("青山市残联", "青山市残疾人联合会", True),
        ("教育局", "青山市教育局", True),
        ("市教育局", "青山市教育局", True),
        ("青山市教育局", "市教育局", False),
        ("监督管理局", "青山市市场监督管理局", False),
        ("市科技局", "青山市科学技术协会", False),
        ("白水镇", "青山县白水镇人民政府", False),
    ],
)
def test_name_that_says_more_is_the_same_one_written_out(
    name: str, other: str, *, more: bool
) -> None:
    assert says_more(name, other) is more

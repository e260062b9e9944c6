"""Names of agencies: where they lie, what they are called in full, their level and function.

An agency's id is its region code and its name without the place, `130600-科学技术局`, as they were
when ids were first given out, so that
保定市科技局, 市科技局 (on its own portal) and 保定市科学技术局 are one. Names that changed
everywhere are rows of renames.csv, those of a single agency dated rows of agencies.csv. What cannot
be placed is None: nothing is merged by guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vocabulary.divisions import (
    NATIONAL,
    ancestry,
    current_code,
    divisions,
    full_name,
    lasting_code,
)
from vocabulary.places import Place, begins_with_a_division, locate
from vocabulary.renames import lasting_name
from vocabulary.tables import rows
from vocabulary.text import squash
from vocabulary.townships import counties_with

_STATE = re.compile(r"^中华人民共和国")
_NATIONAL_BODY = re.compile(
    r"^(?:国务院.*|.{2,8}部|海关总署|审计署"
    r"|(?:中华人民共和国|国家|中国).*(?:部|委员会|总局|署|局|银行|院|会)"
    # of a basin, a sea, a region
    r"|(?:水利|生态环境|交通运输|自然资源|农业农村)部.{3,}(?:局|委员会|中心))$"
)
_VERTICAL = re.compile(r"^(?:国家税务总局|国家统计局|中国人民银行|中国证监会)(?=.{4,})")
# 我局, 本机关, 各县区人民政府, 有关部门: whoever writes, or anybody
_NOBODY = re.compile(
    r"^[我本](?:局|委|厅|部|办|院|署|处|会|所|站|校|馆|社|镇|乡|级|街道|中心|机关|单位|公司|支队|大队)"
    r"|^[我本该][省市县区旗州盟]$|^(?:各|有关|相关|所有|其他)"
    r"|^(?:[省市县区州]直|政府)?(?:各?部门|各?单位|行政机关|机关)$"
)
_TOWNSHIP = re.compile(r"(?:镇|乡|苏木)人民政府|街道办事处")


@dataclass(frozen=True, slots=True)
class Agency:
    """Who published a report. `name` is in full, with its place; `explicit`: the place was printed.

    `level` is national, province, prefecture, county or township; `function` is None where the
    name does not tell it. `printed_code` is the division that the name says, which may be an
    earlier one; `region_code` is the one of today.
    """

    agency_id: str
    name: str
    region_code: str
    level: str
    function: str | None
    explicit: bool
    printed_code: str


def resolve(printed: str, region_code: str | None = None) -> Agency | None:
    """The agency that a printed name means, `region_code` being the region of its portal.

    None where that would be a guess: 我局, 有关部门, and on a portal of 保定市 the 桥西区教育局,
    which lies in another city.
    """
    text = squash(printed)
    if not text or _NOBODY.search(text):
        return None
    text = _VERTICAL.sub("", text)
    if region_code == NATIONAL or (locate(text) is None and _NATIONAL_BODY.match(text)):
        return _agency(NATIONAL, _STATE.sub("", text), explicit=region_code != NATIONAL)
    place = locate(text, region_code)
    if place is None or _NOBODY.search(place.rest):
        return None
    if names_another_place(text, region_code):
        return None
    county = _county(place)
    return _agency(county, in_full(place.rest, county), explicit=place.explicit) if county else None


def _county(place: Place) -> str | None:
    """The division of a place; of a township named without its county, that county.

    None where several counties there have a township of that name.
    """
    if place.division.level == "county":
        return place.division.code
    counties = counties_with(place.rest, place.division.code)
    if len(counties) > 1:
        return None
    return counties[0] if counties else place.division.code


def names_another_place(printed: str, region_code: str | None) -> bool:
    """Whether it prints a division that is not known in the region: it lies elsewhere, or nobody
    knows where."""
    text = squash(printed)
    if _NOBODY.search(text):
        return False
    place = locate(text, region_code)
    if place is None:
        return begins_with_a_division(text)
    return not place.explicit and begins_with_a_division(place.rest)


def in_full(name: str, region_code: str) -> str:
    """A name without its place, abbreviations written out: 科技局 becomes 科学技术局.

    Nothing at all (淮安市2024年政府信息公开工作年度报告) means the government itself. Where bureaus
    of a region are really called so (交通局 in 重庆市), the name stays.
    """
    if not name:
        return "人民政府"
    if name in _abbreviations():
        official = region_code.startswith(_officially_short().get(name, ()))
        return name if official else _abbreviations()[name]
    for short in ("街道办", "街道", "镇政府", "乡政府", "管委会", "镇", "乡", "苏木"):
        if name.endswith(short):
            return name.removesuffix(short) + _abbreviations()[short]
    return name


def written_out(name: str) -> str:
    """A name with its place, the abbreviation at its end written out: 定州市残联."""
    short = max(filter(name.endswith, _abbreviations()), key=len, default="")
    return name.removesuffix(short) + _abbreviations()[short] if short else name


def function_of(name: str) -> str | None:
    """What the agency does, in one vocabulary for all regions: 科技, 教育, 公安 …"""
    return next((f for pattern, f in _functions() if pattern.search(name)), None)


def is_government(agency: Agency) -> bool:
    """Whether its report may be consolidated: a government of a county or above, or its office."""
    return agency.function == "政府"


def parent_id(agency: Agency) -> str | None:
    """The government that it belongs to; None for a national body."""
    own = f"{lasting_code(agency.region_code)}-人民政府"
    if agency.region_code == NATIONAL:
        return None
    if agency.agency_id != own:
        return own
    above = divisions()[agency.region_code].parent
    return None if above == NATIONAL else f"{lasting_code(above)}-人民政府"


def _agency(code: str, name: str, *, explicit: bool) -> Agency:
    region = current_code(code)
    lasting = lasting_name(name, national=region == NATIONAL)
    agency_id = _renamed().get((region, name)) or f"{lasting_code(region)}-{lasting}"
    return Agency(
        agency_id=agency_id,
        name=full_name(code) + name,
        region_code=region,
        level=_level(region, name),
        function=function_of(name),
        explicit=explicit,
        printed_code=code,
    )


def _level(region: str, name: str) -> str:
    if region == NATIONAL:
        return "national"
    if _TOWNSHIP.search(name):
        return "township"
    return divisions()[region].level


def region_names(code: str) -> dict[str, str | None]:
    """Names of province, prefecture and county of a region code; None: not that deep."""
    names = {d.level: d.name for d in ancestry(code)}
    return {level: names.get(level) for level in ("province", "prefecture", "county")}


@cache
def _abbreviations() -> dict[str, str]:
    return {row["short"]: row["full"] for row in rows("abbreviations.csv")}


@cache
def _officially_short() -> dict[str, tuple[str, ...]]:
    """Abbreviations that are a name by itself, with the first digits of the regions' codes."""
    places = {row["short"]: row["official_in"] for row in rows("abbreviations.csv")}
    return {short: tuple(codes.split()) for short, codes in places.items() if codes}


@cache
def _functions() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["function"]) for row in rows("functions.csv"))


@cache
def _renamed() -> dict[tuple[str, str], str]:
    return {(row["region_code"], row["name"]): row["agency_id"] for row in rows("agencies.csv")}

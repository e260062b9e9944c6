"""Who reports in a made-up lake: governments, their bureaus, and townships, on real divisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vocabulary.divisions import divisions, full_name
from vocabulary.tables import rows

NEW_FORMS = tuple(range(2019, 2026))
OLD_FORM = tuple(range(2014, 2019))
_OLD_OF = 4  # one agency in so many has its reports of the years before 2019 on the form of 2014
_BUREAUS = (
    *("教育局", "科技局", "公安局", "民政局", "司法局", "财政局", "水利局", "审计局", "统计局"),
    *("卫生健康局", "农业农村局", "应急管理局", "文化和旅游局", "交通运输局", "商务局", "林业局"),
    *("自然资源局", "医疗保障局", "退役军人事务局", "市场监督管理局", "发展和改革局", "信访局"),
    *("工业和信息化局", "人力资源和社会保障局", "生态环境局", "城市管理局", "住房和城乡建设局"),
    *("体育局", "行政审批局", "档案局"),
)


@dataclass(frozen=True)
class Agency:
    """An agency on the portal of its division `code`; a township has that of its county.

    `number` counts agencies of all kinds; `body` is the name without the division's.
    """

    number: int
    code: str
    body: str
    kind: str

    @property
    def name(self) -> str:
        """In full."""
        return full_name(self.code) + self.body

    @property
    def scope(self) -> str:
        """A government reports for all its departments."""
        return "consolidated" if self.kind == "government" else "own"

    @property
    def size(self) -> int:
        """In bureaus: a consolidated report holds more than its bureaus, which come first."""
        return 3 * len(_BUREAUS) if self.kind == "government" else 1

    @property
    def years(self) -> tuple[int, ...]:
        """Of its reports."""
        return (*OLD_FORM, *NEW_FORMS) if self.number % _OLD_OF == 0 else NEW_FORMS


def agencies(reports: int) -> list[Agency]:
    """So many that they have about so many reports, division by division: its government, its
    bureaus, its townships."""
    found: list[Agency] = []
    count = 0
    for number, (code, body, kind) in enumerate(_bodies()):
        if count >= reports:
            break
        found.append(Agency(number, code, body, kind))
        count += len(found[-1].years)
    return found


def _bodies() -> Iterator[tuple[str, str, str]]:
    townships: dict[str, list[str]] = defaultdict(list)
    for row in rows("townships.csv"):
        townships[row["code"][:6]].append(row["name"])
    for division in divisions().values():
        if division.until is None:
            yield division.code, "人民政府", "government"
            yield from ((division.code, bureau, "bureau") for bureau in _BUREAUS)
            yield from ((division.code, _body(t), "township") for t in townships[division.code])


def _body(name: str) -> str:
    return f"{name}办事处" if name.endswith("街道") else f"{name}人民政府"

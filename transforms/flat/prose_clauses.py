"""Clauses that state one figure: a label, a figure and its unit, and nothing else.

行政复议数量3件; 当面申请数：89; 专项经费（万元）：5. Sentences that speak of another time
(同比, 累计, another year) or compare are left alone, and so is an approximate figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from transforms.forms import headed_tables
from transforms.tables.labels import plain
from transforms.tables.official import item_variants
from vocabulary.text import squash
from vocabulary.titles import parse_title

_SENTENCE = re.compile(r"[。\n]")
# The comma in 1,113 and the colon before a figure divide nothing.
_CLAUSE = re.compile(r",(?!\d{3}(?!\d))|[;；，]|[:：](?!\d)|(?<=[0-9条件次篇个人场期元])、")
# How the notice counts (不同渠道和方式公开相同信息计1条): its 1 is no figure.
_COUNTING = re.compile(r"[(（]不同[^()（）]{2,30}计1[条次][)）]")
_UNITS = r"人次|万元|[条件次篇个人场期元宗份]"
_STATED = re.compile(
    rf"(?P<label>.*?[^\d\s.,:：])(?:[(（](?:单位[:：])?(?P<bracketed>{_UNITS})[)）])?"
    rf"(?P<is>(?<!行)为|共计|共|是|有|达|[:：])?(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNITS})?"
)
_OTHER_TIME = re.compile(
    r"同比|环比|上年(?!结转)|上一年|去年|前年|往年|累计|历年|截[至止]|季度|半年|以来|\d{1,2}月|增长|下降|比.{0,12}(?:增加|减少)"
)
_YEAR = re.compile(r"(20\d\d)年")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、")
_ENUMERATOR = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.．])")
_BELOW = re.compile(r"各?(?:下属|所属|直属|基层)|各(?:县|区|市|乡|镇|街|部门|单位)|乡镇|镇街")
_LEAD = re.compile(
    r"^(?:全年|本年度?|共|作出|我(?:局|市|区|县|委|厅|办|镇|乡|街道|院|部)|本(?:机关|单位|局))+"
)
_FIGURE = re.compile(r"\d")
_APART = re.compile(r"(?<=\d)\s+(?=\d)")  # no one number: 3 4
_LONGEST_NAME = 30
_PART = re.compile(r"^(?:其中|另|另有)")


def of_the_body(paragraphs: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(number, squashed text) of the paragraphs, without those below another body's name that
    stands on a line of its own (（一）东山镇), down to the next section."""
    begun = others = False
    for number, text in enumerate(paragraphs, start=1):
        line = squash(_APART.sub("|", text))
        if _SECTION.match(line):
            begun, others = True, False
        elif begun and _names_another(_ENUMERATOR.sub("", line)):
            others = True
        if not others:
            yield number, line


class Stated(NamedTuple):
    """A clause with its plain label and its figure; the label is empty for one of another kind."""

    clause: str
    label: str
    figure: str


def clauses(text: str, year: int | None) -> Iterator[Stated]:
    """The clauses of a squashed paragraph; `year` is the report's, if known."""
    for sentence in _SENTENCE.split(_COUNTING.sub("", text)):
        years = {int(y) for y in _YEAR.findall(sentence)}
        if _OTHER_TIME.search(sentence) or (year and years - {year}) or len(years) > 1:
            yield Stated(sentence, "", "")
            continue
        for clause in filter(None, map(str.strip, _CLAUSE.split(sentence))):
            if _names_another(clause):
                yield Stated(sentence, "", "")
                break
            if not _PART.fullmatch(clause):
                yield _stated(clause)


def _names_another(clause: str) -> bool:
    """Whether a clause is the name of a body, or of those below: what follows in the sentence is
    theirs."""
    if len(clause) > _LONGEST_NAME or clause[:1] in ("我", "本", "全"):
        return False
    below = _BELOW.match(clause) is not None and not _FIGURE.search(clause)
    return below or parse_title(clause).reason == "agency_only"


def _stated(clause: str) -> Stated:
    found = _STATED.fullmatch(clause)
    named = found and (found["unit"] or found["bracketed"] or found["is"] in (":", "："))
    if found is None or not named:
        return Stated(clause, "", "")
    label = _PART.sub("", plain(found["label"]))
    label = label if label in _all_labels() else _LEAD.sub("", label)
    return Stated(clause, label, found["figure"] + (found["unit"] or found["bracketed"] or ""))


@cache
def _all_labels() -> frozenset[str]:
    """Labels that begin like a lead (本年新收…) and are none."""
    return frozenset(v for t in headed_tables() for i in t.items for v in item_variants(i))

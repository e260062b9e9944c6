"""What a report's introduction says: whose it is, of which year, over whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from transforms.extraction import Claim
from vocabulary.text import squash
from vocabulary.titles import may_be_report, parse_title

_PARTS = r"(?:各(?:县|区|市|乡|镇|街|部门|单位|直属|委|局|有关|级|行政机关|分局)|所属各)"
_BELOW = r"(?:所属部门|下属单位|下属事业单位|所属单位|隶属海关)"
_COMPILES = r"综合(?!行政|执法|治理|管理|办|保障|服务|事务|性|监督|交通|科|股|处)"
_WHOLE = r"(?<![天万])全(?:[省市县区旗]|州(?![县镇]))"  # 天全县, 万全区 and 全州县 are places
_FIGURES = r"(?:本(?:年度)?报告|本年报|数据|统计范围|统计口径)"
_CONSOLIDATED = re.compile(
    rf"(?:汇总|{_COMPILES})[^。]{{0,40}}{_PARTS}[^。]{{0,60}}(?:汇总|编制|综合|而成|数据|报告)|"
    rf"(?:根据|依据)[^。,]{{0,10}}{_PARTS}[^。]{{0,40}}(?:报告|数据)[^。,]{{0,6}}(?:{_COMPILES}|汇总)|"
    rf"{_FIGURES}[^。况]{{0,20}}(?<!不)(?<!不包)(?:涵盖|包括|包含|含)[^。况]{{0,30}}(?:{_PARTS}|{_BELOW})|"
    rf"统计(?:范围|口径)(?:为|是|:)[^。况]{{0,30}}(?:{_PARTS}|{_BELOW})|"
    rf"由[^。,]{{1,20}}政府(?:办公[室厅])?汇总|根据各[县区市旗乡镇街][^。]{{0,30}}(?:报送|上报|提供)[^。]{{0,20}}编制|"
    rf"根据{_WHOLE}[^。]{{0,30}}情况,?(?:汇总)?编制|"
    rf"由[^。]{{0,20}}{_BELOW}[^。]{{0,10}}(?:汇总|{_COMPILES})|本级及所属|数据[^。]{{0,20}}全系统|"
    rf"{_FIGURES}[^。]{{0,20}}(?<!不)(?:涵盖|包括|包含|覆盖|反映|为|系)了?[^。]{{0,6}}{_WHOLE}(?!委)"
)
_OWN = re.compile(
    r"[仅只](?:包括|包含|涵盖|含|为|统计|限|限于)[^。]{0,30}(?:本(?:机关|级|部门|单位)|[局委厅署]机关)|"
    r"数据(?:均|仅|只)?(?:为|系|是)[^。,;]{0,20}本(?:机关|级|部门|单位)|"
    # without townships it may still be over all departments
    r"不(?:含|包括|包含)[^。]{0,20}(?:部门|直属|所属|下属|单位|各委|各局)"
)
_FIRST_SECTION = re.compile("[一1][、.．]|[(（]一[)）]")
_NAME = r"([^,，。;；:：()]{3,30}?)"
_WRITES = "(?:编制|编写|制作)"
_THIS = "了?[本此](?:年度)?(?:报告|年报)"
_AUTHOR = re.compile(
    rf"由{_NAME}(?=根据|依据|按照|负责|组织|汇总|{_WRITES})|"
    rf"(?:^|[,，。;；]){_NAME}[现特]?(?:组织)?{_WRITES}(?:完成)?(?:{_THIS}|了?《|了?(?:20\d\d年|政府信息公开))|"
    rf"(?:^|[,，。;；]){_NAME}(?:根据|依据|按照|结合)[^。]{{2,60}}{_WRITES}{_THIS}"
)
_TITLE = r"[^。,;:《》〈〉“”\"]{2,60}?"
_REPORT = "(?:年度工作报告|年度报告|工作报告|年报)"
_AS_FOLLOWS = r"(?:如下|[。,;:]|$)"
_PUBLISHES = re.compile(
    rf"(?<!按时)(?<!及时)(?<!已)(?:公布|公开|发布|{_WRITES}|形成|公示|撰写)"
    r"(?:并向社会公布|并公布|并发布|并公开|了|的)?[《〈“\"]?(?:本年度)?"
    rf"(?P<title>{_TITLE}{_REPORT})(?!格式|的通知|编制)|"
    rf"现将(?P<told>{_TITLE}(?:报告|年报))"
    rf"(?:向社会|对外)?(?:予以)?(?:公布|公开|发布|公示)?{_AS_FOLLOWS}|"
    rf"(?:现[将就对]|公布|公开)(?P<situation>{_TITLE}(?:信息|政务)公开(?:工作)?(?:开展|实施)?情况)"
    rf"(?:向社会|进行)?(?:予以)?(?:以下)?(?:总结|公布|公开|汇报|通报|报告)*{_AS_FOLLOWS}"
)
_IS_MADE = re.compile(
    rf"^[《“\"]?(?P<title>{_TITLE}{_REPORT})[》”\"]?(?:是|系)?(?:根据|依据|按照|由)"
)
# Where a paragraph of the first section speaks of the report itself, as introductions do.
_OF_ITSELF = re.compile(
    r"^(?:本(?:年度)?(?:报告|年报)|根据|依据|按照)|现(?:将|对|就|公布|公开|向社会)|特(?:向社会|编制)"
)
_PAST = re.compile("(?:公布|公开|发布)了")  # last year's report, more likely
_IN_SHORT = re.compile(r"\(以下(?:简称|统称|称)?[^()]*\)")
_YEAR_FIRST = re.compile(r"(?:一年来,)?(20\d\d)年(?:度|全年)?,")
_INSIDE = 2  # paragraphs of the first section that may be the introduction
_OPENING = 4  # paragraphs in which the first section says its year
_FIRST_LINES = 60  # among which the first section begins
_PARAGRAPHS = 12  # in which a report says whose figures it holds
_LINES = 40  # of a page on paper, menus and all, in which it does
_LINE = 20  # characters: as long as a line of text at least, which no item of a menu is


def introduction_claims(paragraphs: Sequence[str]) -> Iterator[Claim]:
    """Claims of what stands before the first section."""
    lines = [squash(p) for p in takewhile(is_introduction, paragraphs[:_LINES])]
    texts = lines[:_PARAGRAPHS]
    yield from _scope([*texts, "".join(dropwhile(lambda line: len(line) < _LINE, lines))])
    named = [*_author(texts), *_published_report(texts)]
    if not named:
        inside = list(_introduction_inside(paragraphs))
        named = [*_author(inside), *_published_report(inside)]
    yield from named


def is_introduction(paragraph: str) -> bool:
    """Whether a paragraph may stand before the first section: it begins none."""
    return not _FIRST_SECTION.match(paragraph.strip())


def _introduction_inside(paragraphs: Sequence[str]) -> Iterator[str]:
    """What the first section says of the report itself, in its first paragraphs."""
    body = list(dropwhile(is_introduction, paragraphs[:_FIRST_LINES]))
    for text in map(squash, body[1 : 1 + _INSIDE]):
        if (found := _OF_ITSELF.search(text)) and not _PAST.search(text):
            yield text[found.start() :]


def first_section_claims(paragraphs: Sequence[str]) -> Iterator[Claim]:
    """The year that the first section begins with: 2021年，我局认真贯彻……"""
    body = [squash(p) for p in dropwhile(is_introduction, paragraphs)]
    for text in body[:_OPENING]:
        if found := _YEAR_FIRST.match(text):
            yield Claim("section", found[0], year=int(found[1]))
            return


def _scope(texts: Sequence[str]) -> Iterator[Claim]:
    for pattern, scope in ((_OWN, "own"), (_CONSOLIDATED, "consolidated")):
        if found := next(filter(None, map(pattern.search, texts)), None):
            yield Claim("first_sentence", found[0], scope=scope)
            return


def _author(texts: Sequence[str]) -> Iterator[Claim]:
    """本报告由示例县水利局编制: the first such sentence."""
    for found in filter(None, map(_AUTHOR.search, texts)):
        named = parse_title(next(filter(None, found.groups())))
        if named.reason == "agency_only" and named.agency:
            yield Claim("first_sentence", found[0], agency=named.agency)
            return


def _published_report(texts: Sequence[str]) -> Iterator[Claim]:
    """现公布示例县水利局2021年政府信息公开工作年度报告; …年度报告根据《条例》编制: the first such
    sentence."""
    for text in (_IN_SHORT.sub("", t) for t in texts):
        for found in (*_IS_MADE.finditer(text), *_PUBLISHES.finditer(text)):
            named = _named(found)
            title = parse_title(named) if may_be_report(named) else None
            if title and title.is_report and (title.agency or title.year):
                scope = title.scope if title.scope != "unknown" else None
                yield Claim("first_sentence", found[0], title.agency, title.year, scope)
                return


def _named(found: re.Match[str]) -> str:
    """The title that a sentence names; 信息公开情况 stands for the report on it."""
    groups = found.groupdict()
    situation = groups.get("situation")
    named = f"{situation}报告" if situation else groups["title"] or groups["told"]
    return named.replace("总结报告", "报告")

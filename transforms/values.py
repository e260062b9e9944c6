"""From the text of one cell to (value, state, unit): the rules of FORMS' table of values.

Nothing is guessed: what is not plainly one number stays text. Compatibility normalisation is
applied to full-width forms only; a ① or a ² must not turn into a digit of the number beside it.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import cn2an

from transforms.extraction import State
from vocabulary.text import simplified

MONEY = "CNY_10K"
_DASHES = 2  # characters of a dash, or of two, that say that there is no figure
_SPACES = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_MARKS = "\u061c\u200e\u200f\u202a\u202c\u2066\u2068\u2069"  # of direction; none turns digits round
_NO_SPACES = re.compile(f"[{re.escape(_SPACES + _MARKS)}]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")  # ٣ is 3
_NOT_APPLICABLE = re.compile(r"[/\\\-—–―‐−─━]+|无|不适用|N/A|n/a", re.ASCII)
_NUMBER = re.compile(
    r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:['’][0-9]{3})+)(?:\.[0-9]+)?"
)
_PLAIN_VALUE = re.compile(  # on one line
    r"[^\S\n]*(?:0|[1-9][0-9]{0,2}(?:[,，][0-9]{3}){1,3}|[1-9][0-9]{0,11})?[^\S\n]*"
)
_SEPARATORS = str.maketrans("", "", ",'’")
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万两]+")
_ABOUT = re.compile(
    r"(?:大约|约|近|超过|逾)[0-9,.]+|[0-9,.]+(?:余|多|左右|以上)"
)  # says that it is none
_WITH_REMARK = re.compile(r"[0-9][0-9,.]*[件项条次个宗]?\([^()]*\)")  # 12(含上年结转2件)
_LIKE_DIGITS = re.compile(r"[OoIl○◯]+")  # typed for 0 and 1
_COUNT_UNIT = re.compile(r"\(?(?:人次|[件项条次个宗起份部篇人家场期])\)?$")
_MONEY_UNIT = re.compile(r"\(?(万元|亿元|千元|元|万|亿)\)?$")
_FACTORS = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "十万元": Decimal(10),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "万": Decimal(1),
    "亿元": Decimal(10_000),
    "亿": Decimal(10_000),
}
_HEADER_UNIT = re.compile(r"[十百千万亿美港欧日英]*元")
_GARBLED_UNIT = re.compile(r"单位[:：为]?(?![十百千万亿美港欧日英])[\u4e00-\u9fff]元")
_SCALED_COUNT = re.compile(r"[十百千万亿]+[件项条次个宗起份部篇人]")
_LONGEST = 12  # characters of a figure; more are several in one, or no figure of a report
_USUAL = 40  # characters of a figure or label; longer texts hardly ever return
_ONE_UNIT = "(?:人次|件次|条次|[百千万亿]*元|[条件次篇个人场期份家项起宗批名处部])"
_UNIT = re.compile(rf"[(（]?(?:单位[:：])?{_ONE_UNIT}(?:[/、或]{_ONE_UNIT})*[)）]?")
_SIGNS = {"+": 1, "增加": 1, "增": 1, "减少": -1, "减": -1} | dict.fromkeys("-−‐‒–—―", -1)


class Value(NamedTuple):
    """A cell's value in `unit`; `doubt` is a problem code where a person should look."""

    value: float | None
    state: State
    unit: str
    confidence: float = 1.0
    doubt: str = ""


@lru_cache(maxsize=4096)
def header_unit(label: str) -> str | None:
    """The money unit that a column's header names (万元 in 本年收费金额（单位：万元）).

    None if it names no unit, several, or one that is no multiple of the yuan.
    """
    printed = _unbroken(label)
    if _GARBLED_UNIT.search(printed):
        return None  # a character before 元 may have been 万
    named = set(_HEADER_UNIT.findall(printed))
    unit = named.pop() if len(named) == 1 else ""
    return unit if unit in _FACTORS else None


@lru_cache(maxsize=4096)
def counts_in_lots(label: str) -> bool:
    """Whether a header says that its column counts in lots (万件): no count can be read there."""
    return bool(_SCALED_COUNT.search(_unbroken(label)))


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a text is the name of a unit: 条, 人次, （万元）."""
    return _UNIT.fullmatch("".join(text.split())) is not None


def is_plain_number(text: str) -> bool:
    """Whether a text is nothing but ASCII digits, as most figures are: quicker than `parse`."""
    return text.isascii() and text.isdigit()


@lru_cache(maxsize=4096)
def is_worded_figure(text: str) -> bool:
    """Whether a text that is no count states a figure nevertheless, and is no label: 0.37万元,
    约400, 12(含上年结转2件)."""
    printed = _clean(text)
    if not any(c.isdecimal() for c in printed):
        return False
    about = _ABOUT.fullmatch(_COUNT_UNIT.sub("", printed)) or _WITH_REMARK.fullmatch(printed)
    return bool(about) or parse(printed, MONEY).state == "number"


def is_plain_figure(text: str) -> bool:
    """Whether a text is nothing but ASCII digits, perhaps with a point between them."""
    if len(text) > _LONGEST:
        return False
    if text.isdigit():
        return text.isascii()
    whole, point, rest = text.partition(".")
    return bool(point) and is_plain_number(whole) and is_plain_number(rest)


def is_plain_value(text: str) -> bool:
    """Whether a cell of that text is blank, a plain figure, perhaps with thousands set apart or
    blanks around it, or a dash or two."""
    if _PLAIN_VALUE.fullmatch(text) or is_plain_figure(text):
        return True
    return len(text) <= _DASHES and parse(text, "count").state == "not_applicable"


def sure_count(text: str) -> float | None:
    """The number that a text of nothing but ASCII digits says, where it is beyond doubt."""
    if text.isdigit() and text.isascii() and (text[0] != "0" or len(text) == 1):
        return float(text) if len(text) <= _LONGEST else None
    return None


def parse(raw: str, unit: str, *, signed: bool = False, column_unit: str | None = None) -> Value:
    """Read one cell's text; `unit` is the form's, `column_unit` the money unit in the header."""
    read = _parsed if len(raw) <= _USUAL else _parsed.__wrapped__
    return read(raw, unit, signed, column_unit)


@lru_cache(maxsize=16384)
def _parsed(raw: str, unit: str, signed: bool, column_unit: str | None) -> Value:
    if is_plain_number(raw) and unit != MONEY and len(raw) <= _LONGEST:
        return Value(float(raw), "number", unit, confidence=0.5 if _padded(raw) else 1.0)
    text = _clean(raw)
    if not text:
        return Value(None, "blank", unit)
    if _NOT_APPLICABLE.fullmatch("".join(text.split())):
        return Value(None, "not_applicable", unit)
    if any(unicodedata.category(c) == "No" for c in raw):
        return _kept(text, unit)
    if unit == MONEY:
        return _money(text, column_unit)
    return _count(text, unit, signed)


def _kept(text: str, unit: str) -> Value:
    """A text that is no number; one with digits, or letters typed for them, may well state one: a
    person should look, unless it says itself that it is none (约400)."""
    about = _ABOUT.fullmatch(_COUNT_UNIT.sub("", text))
    digits = (any(c.isdecimal() for c in text) and not about) or _LIKE_DIGITS.fullmatch(text)
    if digits:
        return Value(None, "text", unit, doubt="broken_number", confidence=0.5)
    return Value(None, "text", unit)


def _clean(raw: str) -> str:
    folded = _NO_SPACES.sub("", unicodedata.normalize("NFKC", raw))
    folded = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), folded)
    return simplified(folded.strip())


def _unbroken(label: str) -> str:
    """A label without the breaks of its lines: in a narrow column 万元 stands on two."""
    return "".join(_clean(label).split())


def _count(text: str, unit: str, signed: bool) -> Value:
    sign, rest = _sign(text)
    number = _number(_COUNT_UNIT.sub("", rest).strip())
    if number is None:
        return _kept(text, unit)
    if sign and not signed:
        doubt = "negative_count" if sign < 0 else ""
        return Value(None, "text", unit, doubt=doubt)
    value = float(number * (sign or 1))
    doubtful = not value.is_integer() or _padded(rest)
    return Value(value, "number", unit, confidence=0.5 if doubtful else 1.0)


def _money(text: str, column_unit: str | None) -> Value:
    stated = _MONEY_UNIT.search(text)
    number = _number(_MONEY_UNIT.sub("", text).strip())
    if number is None:
        return _kept(text, MONEY)
    named = stated.group(1) if stated else column_unit
    value = float(number * _FACTORS[named or "万元"])
    if named or not number:  # nothing is nothing in any unit
        return Value(value, "number", MONEY)
    return Value(value, "number", MONEY, confidence=0.8, doubt="unit_assumed")


def _sign(text: str) -> tuple[int, str]:
    for mark, sign in _SIGNS.items():
        if text.startswith(mark):
            return sign, text[len(mark) :].strip()
    return 0, text


def _number(text: str) -> Decimal | None:
    text = _rejoined(text)
    if _NUMBER.fullmatch(text):
        plain = text.translate(_SEPARATORS)
        return Decimal(plain) if len(plain.partition(".")[0]) <= _LONGEST else None
    if _CHINESE.fullmatch(text):
        return _chinese(text)
    return None


def _rejoined(text: str) -> str:
    """A number that its narrow cell broke (`2,12` over `2`) in one; only where a line alone is no
    number, for two numbers may stand in one cell."""
    if "\n" not in text:
        return text
    lines = [line.strip() for line in text.split("\n")]
    whole = "".join(lines)
    broken = not all(map(_NUMBER.fullmatch, lines)) and _NUMBER.fullmatch(whole)
    return whole if broken else text


def _chinese(text: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(text.replace("〇", "零"), "strict")))
    except ValueError:
        return None


def _padded(text: str) -> bool:
    return len(text) > 1 and text[0] == "0" and text[1].isdigit()

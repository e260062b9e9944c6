"""How a number is shown under a number format (ISO/IEC 29500-1, 18.8.31, as Excel and WPS do it).

What is published is what is shown: 12.345 under `0.00` is 12.35, and 0 under `0;-0;;@` is nothing.
A format that this module cannot follow gives None: then nobody can tell what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from transforms.sheets.date_format import is_date, shown_date

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|[\\!](?P<escaped>.)"
    r"|_.|\*."  # room as wide as a character, and a filling
    r"|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]"
    r"|\[(?P<condition>[<>=]+-?[\d.]+)\]"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<science>E[+-])"
    r"|(?P<mark>[0#?.,%@/])"
    r"|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")
_COLOR = re.compile(r"color\s*\d+|颜色\s*\d+|[a-z]+|[黑蓝青绿红白黄洋]+色?|洋红色?", re.IGNORECASE)
_NUMERALS = re.compile(r"dbnum\d", re.IGNORECASE)
_SPELLED = re.compile(r"h+|m+|s+", re.IGNORECASE)  # elapsed time
_SIGNIFICANT = 15  # decimal digits that Excel keeps of a number
_GENERAL_DIGITS = 10
_GENERAL_MOST = Decimal(10) ** 11


class _Token(NamedTuple):
    kind: str  # a group of _TOKEN, or "" for what shows nothing
    text: str


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        if match.group("literal") == ";":
            sections.append([])
            continue
        kind = match.lastgroup or ""
        sections[-1].append(_Token(kind, match.group(kind) if kind else ""))
    return tuple(tuple(s) for s in sections)


def shown_number(value: float, code: str, *, date1904: bool = False) -> str | None:
    """A number's text under a format's code; None if this cannot be told."""
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    sections = _sections(code or "General")
    chosen = _chosen(number, sections)
    if chosen is None:
        return None
    section, signed = chosen
    if any(t.kind == "bracket" and not _is_harmless(t.text) for t in section):
        return None
    if is_date(code):
        return shown_date(value, code, date1904)
    if any(t.kind == "science" for t in section):
        return _in_full(number, section)
    if any(t == _Token("mark", "/") for t in section):
        return None
    if any(t.kind == "general" or t.text == "@" for t in section if t.kind in ("general", "mark")):
        return _around(section, general(number if signed else abs(number)))
    return _laid_out(number, section, signed)


def shown_text(text: str, code: str) -> str:
    """A text under a format's code: the fourth section, or one with `@`, is for texts."""
    sections = _sections(code or "General")
    for section in (sections[3:4] or sections[-1:])[:1]:
        if len(sections) > 3 or any(t == _Token("mark", "@") for t in section):
            return _around(section, text)
    return text


def general(number: Decimal) -> str:
    """A number as a cell without a format shows it: at most eleven characters wide."""
    if abs(number) >= _GENERAL_MOST:
        return f"{number:.5E}"
    if number == number.to_integral_value():
        return f"{int(number)}"
    rounded = Decimal(f"{number:.{_GENERAL_DIGITS}g}")
    return f"{rounded.normalize():f}"


def _is_harmless(bracket: str) -> bool:
    """Whether it is a colour, or spells the same number with other numerals: 三百〇五, 叁佰零伍."""
    if _NUMERALS.fullmatch(bracket):
        return True
    return bool(_COLOR.fullmatch(bracket)) and not _SPELLED.fullmatch(bracket)


def _in_full(number: Decimal, section: Sequence[_Token]) -> str | None:
    """A number that is shown with an exponent (3.05E+02), written out; None where so few of its
    digits are shown that it is another."""
    mantissa = list(takewhile(lambda t: t.kind != "science", section))
    digits = sum(t.kind == "mark" and t.text in "0#?" for t in mantissa)
    return general(number) if number == Decimal(f"{number:.{max(1, digits)}g}") else None


def _chosen(
    number: Decimal, sections: Sequence[tuple[_Token, ...]]
) -> tuple[tuple[_Token, ...], bool] | None:
    """The section for a number, and whether a minus sign is still to be shown."""
    if any(t.kind == "condition" for s in sections for t in s):
        return _by_condition(number, sections)
    numeric = sections[:3]
    if len(numeric) >= 3 and number == 0:
        return numeric[2], False
    if len(numeric) >= 2 and number < 0:
        return numeric[1], False
    return numeric[0], number < 0


def _by_condition(
    number: Decimal, sections: Sequence[tuple[_Token, ...]]
) -> tuple[tuple[_Token, ...], bool] | None:
    for section in sections[:3]:
        stated = next((t.text for t in section if t.kind == "condition"), None)
        if stated is None or _holds(number, stated):
            return section, number < 0
    return None


def _holds(number: Decimal, condition: str) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return False
    bound = Decimal(match.group(2))
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[match.group(1)]


def _around(section: Sequence[_Token], text: str) -> str:
    """A text with the section's literals before and behind it."""
    parts = []
    for token in section:
        if token.kind == "general" or token == _Token("mark", "@"):
            parts.append(text)
        elif token.kind in ("quoted", "escaped", "currency", "literal"):
            parts.append(token.text)
    return "".join(parts)


def _laid_out(number: Decimal, section: Sequence[_Token], signed: bool) -> str | None:
    marks = [(i, t.text) for i, t in enumerate(section) if t.kind == "mark"]
    places = [i for i, mark in marks if mark in "0#?"]
    if not places:
        return _around(section, "")
    point = next((i for i, mark in marks if mark == "."), len(section))
    whole = [i for i in places if i < point]
    decimals = [i for i in places if i > point]
    last_whole = whole[-1] if whole else point
    commas = [i for i, mark in marks if mark == ","]
    scaled = sum(1 for i in commas if last_whole < i < point or i > places[-1])
    percent = sum(1 for _, mark in marks if mark == "%")
    number = abs(number) * Decimal(100) ** percent / Decimal(1000) ** scaled
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    grouped = bool(whole) and any(whole[0] < i < last_whole for i in commas)
    shown = _whole(digits, [(i, section[i].text) for i in whole], grouped)
    shown |= _fraction(fraction, [(i, section[i].text) for i in decimals])
    text = "".join(shown.get(i, _literal(token)) for i, token in enumerate(section))
    return ("-" if signed and rounded else "") + text


def _literal(token: _Token) -> str:
    if token.kind in ("quoted", "escaped", "currency", "literal"):
        return token.text
    return token.text if token.kind == "mark" and token.text in ".%" else ""


def _whole(digits: str, places: Sequence[tuple[int, str]], grouped: bool) -> dict[int, str]:
    """Digits laid on their places from the right; the first place takes all that are left."""
    digits = digits.lstrip("0")
    shown: dict[int, str] = {}
    rest = digits.rjust(sum(1 for _, mark in places if mark == "0"), "0")
    written = 0
    for n, (i, _) in enumerate(reversed(places)):
        last = n == len(places) - 1
        taken, rest = (rest, "") if last else (rest[-1:], rest[:-1])
        shown[i] = _with_commas(taken, written) if grouped else taken
        written += len(taken)
    return shown


def _with_commas(digits: str, behind: int) -> str:
    """Digits with a comma behind each that has a multiple of three digits behind it."""
    parts = []
    for n, digit in enumerate(digits):
        right = behind + len(digits) - n - 1
        parts.append(digit + ("," if right and right % 3 == 0 else ""))
    return "".join(parts)


def _fraction(digits: str, places: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Decimals; zeros at the end under `#` or `?` are not shown."""
    shown = {i: digit for (i, _), digit in zip(places, digits, strict=True)}
    for i, mark in reversed(places):
        if mark == "0" or shown[i] != "0":
            break
        shown[i] = ""
    return shown

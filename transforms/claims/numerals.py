"""Dates in Chinese numerals as digits: 二〇二一年十二月三十一日."""

from __future__ import annotations

import re

_YEAR = re.compile(r"[二2][〇○ＯO零0][〇○ＯO零0一二三四][〇○ＯO零0一二三四五六七八九](?=年)")
_NUMBER = re.compile(r"[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九](?=[月日])")
_DIGITS = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")


def dates_in_digits(text: str) -> str:
    """The text with its years, and with the numbers beside 月 or 日, in digits."""
    text = _YEAR.sub(lambda m: m[0].translate(_DIGITS), text)
    return _NUMBER.sub(_number, text) if "月" in text or "日" in text else text


def _number(found: re.Match[str]) -> str:
    tens, ten, ones = found[0].rpartition("十")
    if not ten:
        return found[0].translate(_DIGITS)
    return str(int((tens or "一").translate(_DIGITS)) * 10 + int((ones or "零").translate(_DIGITS)))

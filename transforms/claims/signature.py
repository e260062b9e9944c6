"""Who signed a report and when: at its end, or with a date alone below its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.claims.dateline import DATE, iso
from transforms.claims.numerals import dates_in_digits
from transforms.extraction import Claim
from transforms.page_end import own_end
from transforms.sections import last_heading
from vocabulary.text import squash
from vocabulary.titles import parse_title

_SIGNED = re.compile(rf"[(\[]?(?P<name>[^,;:。、]{{0,30}}?){DATE.pattern}(?:印发|发布|编制)?[)\]]?")
_ALONE = re.compile(rf"[(\[]?{DATE.pattern}[)\]]?")
_OFFICE = re.compile(r"(?<=[局厅])(?:党组)?(?:综合)?办公室$")
_OF_THE_SITE = re.compile("主办|承办|协办|版权|技术|维护|运维|地址|网站")
_LONGEST_NAME = 30
_LAST = 12  # paragraphs among which the signature stands
_FIRST = 12  # paragraphs among which a date stands alone below the title


def signature_claims(paragraphs: Sequence[str]) -> Iterator[Claim]:
    """Agency and date at the end, on one line or on two; else the date below the title."""
    for end in dict.fromkeys((own_end(paragraphs), len(paragraphs))):
        if signed := _at_the_end(paragraphs[:end]):
            yield signed
            return
    for paragraph in paragraphs[:_FIRST]:
        text = dates_in_digits(squash(paragraph))
        if _ALONE.fullmatch(text):
            yield Claim("signature", text, published=iso(text))
            return


def _at_the_end(paragraphs: Sequence[str]) -> Claim | None:
    """The last line that is signed and dated, or is dated; else the first behind the last heading,
    where a page's links follow without a word."""
    signed = _all_signed(paragraphs[-_LAST:])[::-1]
    # a date without a name may be the page's own: today's, or that of printing
    if named := next((one for one in signed if one.agency), None):
        return named
    behind = paragraphs[(last_heading(paragraphs) or len(paragraphs)) + 1 :]
    named = next((one for one in _all_signed(behind) if one.agency), None)
    return named or (signed[0] if signed else None)


def _all_signed(paragraphs: Sequence[str]) -> list[Claim]:
    lines = [dates_in_digits(squash(p)) for p in paragraphs]
    return [found for n in range(len(lines)) if (found := _signed(lines, n))]


def _signed(last: Sequence[str], at: int) -> Claim | None:
    """What one of the last lines claims, if it is a date with or without a name."""
    found, date = _SIGNED.fullmatch(last[at]), iso(last[at])
    if not found or not date or parse_title(found["name"]).is_report:
        return None  # a link to another year's report is dated as well
    beside = (found["name"], *last[max(at - 1, 0) : at], *last[at + 1 : at + 2])
    agency = next(filter(None, map(_agency, beside)), None)
    return Claim("signature", last[at], agency=agency, published=date)


def _agency(text: str) -> str | None:
    if len(text) > _LONGEST_NAME or _OF_THE_SITE.match(text):
        return None
    named = parse_title(text)
    if not named.agency or named.reason != "agency_only":
        return None
    # 某局办公室 is an office within the bureau; a government's office reports by itself
    return _OFFICE.sub("", named.agency)

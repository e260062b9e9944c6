"""Who signed a report and when: at its end, or with a date alone below its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.dateline import DATE, iso
from transforms.extraction import Claim
from transforms.numerals import dates_in_digits
from vocabulary.text import squash
from vocabulary.titles import parse_title

_SIGNED = re.compile(rf"[(\[]?(?P<name>[^,;:。、]{{0,30}}?){DATE.pattern}(?:印发|发布|编制)?[)\]]?")
_ALONE = re.compile(rf"[(\[]?{DATE.pattern}[)\]]?")
_LAST = 12  # paragraphs among which the signature stands
_FIRST = 12  # paragraphs among which a date stands alone below the title


def signature_claims(paragraphs: Sequence[str]) -> Iterator[Claim]:
    """Agency and date at the end, on one line or on two; else the date below the title."""
    last = [dates_in_digits(squash(p)) for p in paragraphs[-_LAST:]]
    for index in range(len(last) - 1, -1, -1):
        if (found := _SIGNED.fullmatch(last[index])) and (date := iso(last[index])):
            beside = (found["name"], *last[max(index - 1, 0) : index], *last[index + 1 : index + 2])
            agency = next(filter(None, map(_agency, beside)), None)
            yield Claim("signature", last[index], agency=agency, published=date)
            return
    for paragraph in paragraphs[:_FIRST]:
        text = dates_in_digits(squash(paragraph))
        if _ALONE.fullmatch(text):
            yield Claim("signature", text, published=iso(text))
            return


def _agency(text: str) -> str | None:
    named = parse_title(text) if len(text) <= 30 else None
    return named.agency if named and named.reason == "agency_only" else None

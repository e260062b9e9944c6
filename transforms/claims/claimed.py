"""What a document's claims come to, by themselves: its agency, year and scope, and where they
contradict one another. Over all documents of a report `warehouse/identity.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.extraction import Cell, Claim, Problem
from transforms.forms import form_years
from vocabulary.misspelt import is_misspelt
from vocabulary.same_agency import may_be_one, says_more

_YEARS = re.compile(r"(20\d\d)(?=年|[-—–至~、和及与])")
# Sources of the year, the surest first.
_SAID = ("period", "title", "first_sentence", "heading", "file_name")
_NEARLY_OVER = "-11-01"  # some are published before New Year's Eve
# Of the problems that follow from claims.
CODES = frozenset(
    {
        "year_conflict",
        "year_assumed",
        "agency_conflict",
        "scope_conflict",
        "form_differs_from_year",
    }
)


def year(claims: Sequence[Claim]) -> int | None:
    """The fiscal year; where nothing says it, the one before the report was signed or published."""
    for source in (*_SAID, "section"):
        if told := next((c.year for c in claims if c.source == source and c.year), None):
            return told
    published = _published(claims)
    return int(published[:4]) - 1 if published else None


def agency(claims: Sequence[Claim]) -> str | None:
    """The name that says most surely whose report it is; `published`, a sentence with its year.

    Where it misspells its place, and another name does not, that one; where it is short of its
    place or abbreviated (市残联), and the signature or the publishing sentence writes it out, that.
    """
    named = [c for c in claims if c.agency]
    published = next((c.agency for c in named if c.source == "first_sentence" and c.year), None)
    by_source = {c.source: c.agency for c in reversed(named)} | {"published": published}
    order = (
        "title",
        "signature",
        "published",
        "file_name",
        "metadata",
        "first_sentence",
        "heading",
        "site",
    )
    names = [name for name in map(by_source.get, order) if name]
    first = names[0] if names else None
    first = next((n for n in names if first and is_misspelt(first, n)), first)
    written_out = [n for n in (by_source.get("signature"), published) if n]
    return next((n for n in written_out if first and says_more(first, n)), first)


def scope(claims: Sequence[Claim]) -> str:
    """own, consolidated or unknown."""
    return next((c.scope for c in claims if c.scope), "unknown")


def conflicts(claims: Sequence[Claim], cells: Sequence[Cell]) -> Iterator[Problem]:
    """Where title, period, sentences and headings do not agree."""
    yield from _of_years(claims, cells)
    yield from _of_agencies(claims)
    scopes = {c.scope: c.source for c in reversed(claims) if c.scope}
    if len(scopes) > 1:
        said = ", ".join(f"{source} says {one}" for one, source in sorted(scopes.items()))
        yield Problem("scope_conflict", said)


def _of_years(claims: Sequence[Claim], cells: Sequence[Cell]) -> Iterator[Problem]:
    years = _years_told(claims)
    title = next((c.text for c in claims if c.source == "title"), "")
    if "period" not in years and len(named := sorted(set(_YEARS.findall(title)))) > 1:
        yield Problem("year_conflict", f"the title names several years: {', '.join(named)}")
    if period := next((c for c in claims if c.source == "period" and not c.year), None):
        yield Problem("year_conflict", f"the period does not span one year: {period.text}")
    if len(set(years.values())) > 1:
        said = ", ".join(f"{source} says {one}" for source, one in years.items())
        yield Problem("year_conflict", said)
    elif told := next(iter(years.values()), None):
        yield from _of_dates(claims, told, confirmed=len(years) > 1)
        yield from _form_of_another_year(cells, told)
        yield from _heads_of_another_year(cells, told)
    elif cells and not any(c.year for c in claims if c.source in _SAID):
        yield from _assumed(claims)


def _years_told(claims: Sequence[Claim]) -> dict[str, int]:
    """By source; what sentences and other titles say counts where title and period do not agree
    on it."""
    told = {c.source: c.year for c in claims if c.year and c.source in ("title", "period")}
    if len(told) > 1 or not told:
        return told
    beside = ("first_sentence", "file_name")
    weaker = (*beside, "heading", "section") if "title" in told else beside
    for source in weaker:
        if one := next((c.year for c in claims if c.year and c.source == source), None):
            told[source] = one
    return told


def _of_dates(claims: Sequence[Claim], told: int, *, confirmed: bool) -> Iterator[Problem]:
    """No report is out before its year is over, and one signed years later may be a later year's.

    A page's date says nothing if it is late: portals move. 2021年…年度报告, signed in January 2021,
    is on 2020, or has the wrong date.
    """
    dated = [c for c in claims if c.published]
    early = next((c for c in dated if str(c.published) < f"{told}{_NEARLY_OVER}"), None)
    signed = next((c for c in dated if c.source == "signature"), None)
    if early:
        yield Problem("year_conflict", f"it says {told}, and is dated {early.published}")
    elif signed and not confirmed and int(str(signed.published)[:4]) > told + 1:
        yield Problem("year_conflict", f"it says {told}, and is signed {signed.published}")


def _assumed(claims: Sequence[Claim]) -> Iterator[Problem]:
    """A year that nothing states: how it was told, and whether that is in doubt."""
    section = next((c.year for c in claims if c.source == "section" and c.year), None)
    published = _published(claims)
    if section and published and section != int(published[:4]) - 1:
        said = f"the first section says {section}, the date of publication is {published}"
        yield Problem("year_conflict", said)
    elif section:
        yield Problem("year_assumed", f"{section} is only what the first section begins with")
    elif published:
        yield Problem("year_assumed", f"only follows from the date of publication {published}")


def _published(claims: Sequence[Claim]) -> str | None:
    """The date that the report is signed with, else the page's, which moves with the portal."""
    dated = sorted((c for c in claims if c.published), key=lambda c: c.source != "signature")
    return dated[0].published if dated else None


def _of_agencies(claims: Sequence[Claim]) -> Iterator[Problem]:
    """A sentence that publishes another's report, another title in the page's head, or another's
    signature."""
    decided = agency(claims)
    for other in claims:
        sure = other.source in ("title", "heading", "file_name", "signature") or (
            other.source == "first_sentence" and other.year
        )
        if sure and decided and other.agency and not _agree(decided, other.agency):
            said = f"it goes by {decided}, {other.source} says {other.agency}"
            yield Problem("agency_conflict", said)
            return


def _agree(decided: str, other: str) -> bool:
    return may_be_one(decided, other) or is_misspelt(other, decided)


def _form_of_another_year(cells: Sequence[Cell], told: int) -> Iterator[Problem]:
    """Only where every table is on such a form: hybrids are common, and read as what they are.
    Sentences are on no form."""
    forms = {c.form for c in cells if not _from_sentences(c)}
    if forms and not any(told in form_years()[form] for form in forms):
        named = ", ".join(sorted(forms))
        yield Problem("form_differs_from_year", f"on form {named}, in a report on {told}")


def _from_sentences(cell: Cell) -> bool:
    return "paragraph" in cell.locator and "field" not in cell.locator


def _heads_of_another_year(cells: Sequence[Cell], told: int) -> Iterator[Problem]:
    """A column headed 2022年处理决定数量 in a report on 2023: last year's figures, or a slip.

    A year behind the head explains it: 上一年项目数量（指2018年事项数）."""
    for head in sorted({c.label_breakdown for c in cells}):
        if (named := _YEARS.match(head)) and int(named[1]) != told:
            yield Problem("year_conflict", f"a column is headed {head!r}, in a report on {told}")
            return

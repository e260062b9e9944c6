"""Whose report a document is, of which year and scope: the only place that decides, over claims.

Who: a name that title or link print; else the portal's registry row; else the page's metadata;
else first sentence, signature, and what the document said as a whole. A printed name outranks the
registry because columns hold other bodies' reports as well; where the two differ and the registry
does not name a government (whose portal carries its departments), `agency_conflict` is recorded.
When: the period in the text, title, link, column, date of publication - 1. An attachment takes what
it does not say itself from the page that it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb

from vocabulary.agencies import Agency, is_government, names_another_place, resolve
from warehouse.decisions import Identity, store
from warehouse.evidence import Evidence, Said, gather

_YEARS_IN_TEXT = ("period", "title")
_YEARS_ASSUMED = ("column", "published")  # either may be the year it was put online, or moved
_NAME_IN_PRINT = ("title", "link_text")
_NAME_ORDER = (
    "title",
    "link_text",
    "registry",
    "metadata",
    "first_sentence",
    "section",
    "signature",
    "document",
)
_YEAR_ORDER = ("period", "title", "link_text", "column", "published", "document")


def decide(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `identities`, `decided_agencies`, `printed_names` and
    `identity_problems`; needs the tables `portals` and `finds`."""
    evidence = list(gather(db))
    decided: dict[str, Identity] = {}
    for document in sorted(evidence, key=lambda e: bool(e.attached_to)):  # pages first
        identity = decide_one(document, decided)
        if identity is not None:
            decided[document.sha256] = identity
    store(db, decided, evidence)


def decide_one(document: Evidence, decided: Mapping[str, Identity]) -> Identity | None:
    """The identity of one document; None where it belongs to no report.

    `decided` holds the pages, which attachments inherit from.
    """
    parent = next((decided[p] for p in document.attached_to if p in decided), None)
    if not document.is_report and not (document.has_cells or parent):
        return None
    own = _identity(document)
    return own if parent is None else _inherit(own, parent)


def _identity(document: Evidence) -> Identity:
    name, agency, source = _who(document)
    year, year_source = _when(document)
    scopes = [s.scope for s in document.said if s.scope and s.scope != "unknown"]
    scope = scopes[0] if scopes else "unknown"
    if scope == "unknown" and agency is not None and not is_government(agency):
        scope = "own"  # only governments consolidate
    identity = Identity(
        agency.agency_id if agency else _provisional(document, name),
        agency,
        name or "",
        year,
        scope,
        source,
        year_source,
    )
    return replace(identity, problems=tuple(_problems(document, identity)))


def _who(document: Evidence) -> tuple[str | None, Agency | None, str]:
    names = [(s.agency, s.source) for s in _in_order(document.said, _NAME_ORDER) if s.agency]
    for name, source in names:
        agency = resolve(name, document.region_code)
        if agency is not None:
            return name, agency, source
        if source in _NAME_IN_PRINT and names_another_place(name, document.region_code):
            return name, None, source  # certainly not the registry's
    if not names:
        return None, None, ""
    return names[0][0], None, names[0][1]


def _when(document: Evidence) -> tuple[int | None, str | None]:
    said = next((s for s in _in_order(document.said, _YEAR_ORDER) if s.year), None)
    return (said.year, said.source) if said else (None, None)


def _in_order(said: Sequence[Said], order: Sequence[str]) -> Iterator[Said]:
    for source in order:
        yield from (s for s in said if s.source == source)


def _provisional(document: Evidence, name: str | None) -> str:
    """Nameless documents stay apart from one another: they may be anybody's."""
    return f"provisional-{document.portal_id or 'import'}-{name or document.sha256[:12]}"


def _problems(document: Evidence, identity: Identity) -> Iterator[tuple[str, str]]:
    if identity.agency is None:
        yield (
            "agency_unknown",
            (
                f"cannot tell which agency {identity.printed or '(no name found)'} is: give its"
                " portal a region_code, or add the name to the vocabulary; for now it is"
                f" {identity.agency_id}"
            ),
        )
    if identity.year is None:
        yield "year_unknown", "no year in period, title, link, column or date of publication"
    if identity.year_source in _YEARS_ASSUMED:
        yield (
            "year_assumed",
            (f"{identity.year} only follows from the {identity.year_source}: check it in the text"),
        )
    yield from _year_conflict(document)
    yield from _agency_conflict(document, identity)


def _year_conflict(document: Evidence) -> Iterator[tuple[str, str]]:
    years = {s.source: s.year for s in document.said if s.year and s.source in _YEARS_IN_TEXT}
    if len(set(years.values())) > 1:
        said = ", ".join(f"{source} says {year}" for source, year in sorted(years.items()))
        yield "year_conflict", f"{said}; the period decides"


def _agency_conflict(document: Evidence, identity: Identity) -> Iterator[tuple[str, str]]:
    registered = next((s.agency for s in document.said if s.source == "registry"), None)
    agency = resolve(registered, document.region_code) if registered else None
    if agency is None or identity.agency is None or is_government(agency):
        return
    if identity.agency_source in _NAME_IN_PRINT and identity.agency_id != agency.agency_id:
        yield (
            "agency_conflict",
            (
                f"{identity.agency_source} says {identity.printed}, the registry says {registered};"
                f" taken for a report of {identity.agency.name}"
            ),
        )


def _inherit(own: Identity, page: Identity) -> Identity:
    """An attachment, or an image: what it does not say for certain, its page says."""
    kept = own
    if own.agency is None or not own.agency_source or own.agency_source == "registry":
        kept = replace(
            kept,
            agency_id=page.agency_id,
            agency=page.agency,
            printed=page.printed,
            agency_source="parent",
        )
    if own.year_source not in _YEARS_IN_TEXT and page.year is not None:
        kept = replace(kept, year=page.year, year_source="parent")
    if (kept.agency_id, kept.year) == (page.agency_id, page.year):
        kept = replace(kept, scope=page.scope if page.scope != "unknown" else own.scope)
    settled = {"agency_unknown"} if page.agency else set()
    settled |= {"year_unknown", "year_assumed"} if kept.year_source == "parent" else set()
    return replace(kept, problems=tuple(p for p in own.problems if p[0] not in settled))

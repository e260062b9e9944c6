"""What a member of an archive is called: bureaus hand in files named 水利局2022年….docx, and the
text may say 我局 throughout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from transforms import claimed
from transforms.extraction import Claim, Extraction
from vocabulary.titles import parse_title


def named(extraction: Extraction, path: str) -> Extraction:
    """The member's extraction with the claim of its name, and what follows from it."""
    name = PurePosixPath(path).name
    title = parse_title(name)
    says = title.is_report or title.reason == "agency_only"
    if not says or not extraction.is_report or not (title.agency or title.year):
        return extraction
    scope = title.scope if title.scope != "unknown" else None
    claims = (*extraction.claims, Claim("file_name", name, title.agency, title.year, scope))
    kept = [p for p in extraction.problems if p.code not in claimed.CODES]
    return replace(
        extraction,
        claims=claims,
        agency=claimed.agency(claims),
        year=claimed.year(claims),
        scope=claimed.scope(claims),
        problems=(*kept, *claimed.conflicts(claims, extraction.cells)),
    )

"""What a member of an archive is called: bureaus hand in files named 水利局2022年….docx, and the
text may say 我局 throughout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from transforms.claims import claimed
from transforms.containers.page_series import called
from transforms.extraction import Claim, Extraction
from vocabulary.title_parts import scope_of
from vocabulary.titles import parse_title

_LONGEST_FOLDER = 3  # characters of 汇总, 本级, 汇总表; 全市各部门 holds everybody's reports


def named(extraction: Extraction, path: str) -> Extraction:
    """The member's extraction with the claim of its name, and what follows from it."""
    name = called(path)
    suffix = PurePosixPath(path).suffix
    title = parse_title(name.removesuffix(suffix) if suffix.isascii() else name)
    says = title.is_report or title.reason in ("agency_only", "report_only")
    agency, year = (title.agency, title.year) if says else (None, None)
    scope = _scope(PurePosixPath(path))
    if not extraction.is_report or not (agency or year or scope):
        return extraction
    claims = (*extraction.claims, Claim("file_name", name, agency, year, scope))
    kept = [p for p in extraction.problems if p.code not in claimed.CODES]
    return replace(
        extraction,
        claims=claims,
        agency=claimed.agency(claims),
        year=claimed.year(claims),
        scope=claimed.scope(claims),
        problems=(*kept, *claimed.conflicts(claims, extraction.cells)),
    )


def _scope(path: PurePosixPath) -> str | None:
    """own or consolidated, as the file's name says, else that of a folder for nothing else."""
    folders = [part for part in reversed(path.parts[:-1]) if len(part) <= _LONGEST_FOLDER]
    return next((s for n in (path.stem, *folders) if (s := scope_of(n)) != "unknown"), None)

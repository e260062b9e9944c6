"""The codes of problems: data, so that documentation, dictionary and code cannot drift apart."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from vocabulary.tables import rows


class ProblemCode(NamedTuple):
    """What a problem says. `about`: figures, identity (agency, year, scope), file, fetching or
    judgements (a person's corrections and verdicts)."""

    code: str
    about: str
    label: str
    meaning: str
    todo: str


@cache
def problem_codes() -> tuple[ProblemCode, ...]:
    """All of them, by code."""
    return tuple(ProblemCode(**row) for row in rows("problems.csv"))

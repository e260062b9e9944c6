"""What a check is: sums of cells on two sides that must agree, or a query for what is odd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]
Kind = Literal["always", "part", "whole"]


@dataclass(frozen=True, slots=True)
class Term:
    """One cell on one side of a rule.

    `kind`: a `whole` (其他处理 as one row) stands in for its `part`s where a report prints none of
    them, and counts for nothing where it prints any. `sign` is 1 or -1; `years_before` reaches back
    from the report that the rule is applied to.
    """

    side: Side
    item: str
    breakdown: str
    kind: Kind = "always"
    sign: int = 1
    years_before: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """left = right (or left <= right) over cells of one topic; `place` tells applications apart."""

    id: str
    place: str
    topic: str
    terms: tuple[Term, ...]
    relation: Literal["=", "<="] = "="

    @property
    def over_years(self) -> bool:
        """Whether it needs reports of several years."""
        return any(term.years_before for term in self.terms)


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that is a query of its own.

    `sql` gives `version_no, result, left_side, right_side` and `concerned`, a list of
    {version_no, code} of the cells that it speaks of; at most one row per version. With
    `among_others`, the right side follows from other reports, which come and go from night to
    night: a person's verdict on the finding holds all the same.
    """

    id: str
    place: str
    sql: str
    among_others: bool = False

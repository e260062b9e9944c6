"""Evaluates rules, all at once and set by set: no loop runs over cells.

Blank is not zero: a side with a term that is blank, not applicable or absent is incomplete, and
what it states only a lower bound. Where that bound alone exceeds the other, complete side, the rule
fails; where it does not, nothing is decided (`not_assessable`, with the difference of what is
stated).
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from warehouse.checks.rule import Rule
from warehouse.staging import load

_RESULTS = """
CREATE OR REPLACE TEMP TABLE check_results (
    report_version_id VARCHAR, check_id VARCHAR, place VARCHAR, result VARCHAR,
    left_side DOUBLE, right_side DOUBLE, difference DOUBLE, difference_of_stated DOUBLE,
    cells VARCHAR[]
)
"""

_WITHIN = """
SELECT c.report_version_id, t.rule, t.* EXCLUDE (rule), c.value, c.state, c.confidence, c.cell_id
FROM version_cells AS c
JOIN check_terms AS t USING (topic, item, breakdown)
"""

# Only current versions speak to one another; a year that is not held leaves the rule unapplied.
_OVER_YEARS = """
SELECT n.report_version_id, t.rule, t.* EXCLUDE (rule), c.value, c.state, c.confidence, c.cell_id
FROM versions AS v
JOIN version_cells AS c ON c.report_version_id = v.report_version_id AND v.is_current
JOIN check_terms AS t USING (topic, item, breakdown)
JOIN versions AS n
    ON n.is_current AND n.agency_id = v.agency_id AND n.scope = v.scope
    AND n.year = v.year + t.years_before
"""

# `wholes` stand in for `part`s that are not printed; sums over no number at all are null.
_EVALUATE = """
INSERT INTO check_results BY NAME
WITH printed_parts AS (
    SELECT DISTINCT report_version_id, rule FROM ({terms}) WHERE kind = 'part'
),
sums AS (
    SELECT report_version_id, rule,
           sum(sign * value) FILTER (side = 'left') AS left_side,
           sum(sign * value) FILTER (side = 'right') AS right_side,
           sum(weight) FILTER (side = 'left' AND state = 'number') AS left_stated,
           sum(weight) FILTER (side = 'right' AND state = 'number') AS right_stated,
           count(DISTINCT years_before) AS years,
           bool_or(sign < 0) AS subtracts,
           bool_or(state IN ('unreadable', 'text') OR (state = 'number' AND confidence < 0.9))
               AS doubtful,
           list(cell_id) AS cells
    FROM ({terms})
    WHERE kind <> 'whole'
        OR (report_version_id, rule) NOT IN (SELECT (report_version_id, rule) FROM printed_parts)
    GROUP BY report_version_id, rule
),
complete AS (
    SELECT s.*, r.* EXCLUDE (rule, years),
           s.left_stated IS NOT DISTINCT FROM r.left_terms AS left_complete,
           s.right_stated IS NOT DISTINCT FROM r.right_terms AS right_complete
    FROM sums AS s JOIN check_rules AS r ON r.rule = s.rule AND r.years = s.years
)
SELECT report_version_id, check_id, place, left_side, right_side, list_sort(cells) AS cells,
       left_side - right_side AS difference_of_stated,
       CASE WHEN left_complete AND right_complete THEN left_side - right_side END AS difference,
       CASE
           WHEN doubtful THEN 'uncertain'
           WHEN left_complete AND right_complete THEN
               CASE WHEN relation = '<=' AND left_side < right_side + 0.005 THEN 'pass'
                    WHEN abs(left_side - right_side) < 0.005 THEN 'pass' ELSE 'fail' END
           WHEN subtracts THEN 'not_assessable'
           WHEN right_complete AND left_side > right_side + 0.005 THEN 'fail'
           WHEN left_complete AND right_side > left_side + 0.005 AND relation = '=' THEN 'fail'
           ELSE 'not_assessable'
       END AS result
FROM complete
"""

_TERMS = pa.schema(
    [
        ("rule", pa.int32()),
        ("topic", pa.string()),
        ("item", pa.string()),
        ("breakdown", pa.string()),
        ("side", pa.string()),
        ("kind", pa.string()),
        ("sign", pa.int32()),
        ("years_before", pa.int32()),
        ("weight", pa.int32()),
    ]
)
_RULES = pa.schema(
    [
        ("rule", pa.int32()),
        ("check_id", pa.string()),
        ("place", pa.string()),
        ("relation", pa.string()),
        ("left_terms", pa.int64()),
        ("right_terms", pa.int64()),
        ("years", pa.int64()),
    ]
)


def create_results(db: duckdb.DuckDBPyConnection) -> None:
    """Make the empty temporary table `check_results`."""
    db.execute(_RESULTS)


def evaluate(db: duckdb.DuckDBPyConnection, rules: Sequence[Rule], *, over_years: bool) -> None:
    """Apply the rules to every report version and add what comes of it to `check_results`."""
    load(db, "check_terms", pa.Table.from_pylist(_term_rows(rules), schema=_TERMS))
    load(db, "check_rules", pa.Table.from_pylist(_rule_rows(rules), schema=_RULES))
    db.execute(_EVALUATE.format(terms=_OVER_YEARS if over_years else _WITHIN))


def _term_rows(rules: Sequence[Rule]) -> list[dict[str, object]]:
    return [
        {
            "rule": number,
            "topic": rule.topic,
            "item": term.item,
            "breakdown": term.breakdown,
            "side": term.side,
            "kind": term.kind,
            "sign": term.sign,
            "years_before": term.years_before,
            "weight": _parts(rule) if term.kind == "whole" else 1,
        }
        for number, rule in enumerate(rules)
        for term in rule.terms
    ]


def _rule_rows(rules: Sequence[Rule]) -> list[dict[str, object]]:
    return [
        {
            "rule": number,
            "check_id": rule.id,
            "place": rule.place,
            "relation": rule.relation,
            "left_terms": _needed(rule, "left"),
            "right_terms": _needed(rule, "right"),
            "years": len({term.years_before for term in rule.terms}),
        }
        for number, rule in enumerate(rules)
    ]


def _needed(rule: Rule, side: str) -> int:
    return sum(term.side == side and term.kind != "whole" for term in rule.terms)


def _parts(rule: Rule) -> int:
    return sum(term.kind == "part" for term in rule.terms)

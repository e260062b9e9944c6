"""Evaluates rules, all at once and set by set: no loop runs over cells or reports.

Blank is not zero: a side with a term that is blank, not applicable or absent is incomplete, and
what it states only a lower bound. Where that bound alone exceeds the other, complete side, the rule
fails; where it does not, nothing is decided (`not_assessable`, with the difference of what is
stated).
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from warehouse.checks import stated
from warehouse.checks.rule import Finding, Rule
from warehouse.staging import load

_PIECE = 50_000  # versions at a time: what is grouped fits into memory however large the lake is

_RESULTS = """
CREATE OR REPLACE TEMP TABLE check_results (
    version_no INTEGER, rule SMALLINT, result UTINYINT,
    left_side DOUBLE, right_side DOUBLE, difference DOUBLE, difference_of_stated DOUBLE
);
CREATE OR REPLACE TEMP TABLE concerned_cells (
    version_no INTEGER, rule SMALLINT, cell_version INTEGER, code INTEGER
);
CREATE OR REPLACE TEMP TABLE coded_terms AS
SELECT t.*, k.code FROM stated_terms AS t JOIN codes AS k USING (topic, item, breakdown)
"""

_WITHIN = """
SELECT f.version_no, f.version_no AS cell_version, t.*, f.value, f.stated, f.doubtful
FROM figures AS f JOIN coded_terms AS t USING (code)
WHERE NOT t.over_years AND f.version_no BETWEEN {first} AND {last}
"""

# Only current versions speak to one another; a year that is not held leaves the rule unapplied.
_OVER_YEARS = """
SELECT n.version_no, f.version_no AS cell_version, t.*, f.value, f.stated, f.doubtful
FROM figures AS f JOIN coded_terms AS t USING (code)
JOIN versions AS v ON v.version_no = f.version_no AND v.is_current
JOIN versions AS n ON n.is_current AND n.agency_id = v.agency_id AND n.scope = v.scope
    AND n.year = v.year + t.years_before
WHERE t.over_years AND n.version_no BETWEEN {first} AND {last}
"""

# `whole`s stand in for `part`s that are not printed; sums over no number at all are null
# (list_sum passes over nulls).
_EVALUATE = """
INSERT INTO check_results BY NAME
WITH sums AS (
    SELECT version_no, rule, bool_or(kind = 'part') AS parts_printed,
           sum(sign * value) FILTER (side = 'left' AND kind <> 'whole') AS left_terms,
           sum(sign * value) FILTER (side = 'left' AND kind = 'whole') AS left_whole,
           sum(sign * value) FILTER (side = 'right' AND kind <> 'whole') AS right_terms,
           sum(sign * value) FILTER (side = 'right' AND kind = 'whole') AS right_whole,
           count(*) FILTER (side = 'left' AND stated AND kind <> 'whole') AS left_stated,
           sum(weight) FILTER (side = 'left' AND stated AND kind = 'whole') AS left_in_whole,
           count(*) FILTER (side = 'right' AND stated AND kind <> 'whole') AS right_stated,
           sum(weight) FILTER (side = 'right' AND stated AND kind = 'whole') AS right_in_whole,
           bit_or(1 << years_before) AS years, bool_or(sign < 0) AS subtracts,
           bool_or(doubtful AND kind <> 'whole') AS doubtful,
           bool_or(doubtful AND kind = 'whole') AS whole_doubtful
    FROM ({terms}) GROUP BY version_no, rule
),
sides AS (
    SELECT s.version_no, s.rule, s.subtracts, r.relation,
           if(parts_printed, left_terms, list_sum([left_terms, left_whole])) AS left_side,
           if(parts_printed, right_terms, list_sum([right_terms, right_whole])) AS right_side,
           if(parts_printed, left_stated, list_sum([left_stated, left_in_whole]))
               = r.left_needed AS left_complete,
           if(parts_printed, right_stated, list_sum([right_stated, right_in_whole]))
               = r.right_needed AS right_complete,
           doubtful OR (NOT parts_printed AND whole_doubtful) AS doubtful
    FROM sums AS s JOIN stated_rules AS r ON r.rule = s.rule AND r.years = s.years
)
SELECT version_no, rule, left_side, right_side,
       left_side - right_side AS difference_of_stated,
       CASE WHEN left_complete AND right_complete THEN left_side - right_side END AS difference,
       CASE
           WHEN doubtful THEN 3
           WHEN left_complete AND right_complete THEN
               CASE WHEN relation = '<=' AND left_side < right_side + 0.005 THEN 1
                    WHEN abs(left_side - right_side) < 0.005 THEN 1 ELSE 2 END
           WHEN subtracts THEN 4
           WHEN right_complete AND left_side > right_side + 0.005 THEN 2
           WHEN left_complete AND right_side > left_side + 0.005 AND relation = '=' THEN 2
           ELSE 4
       END AS result
FROM sides
"""

_CONCERNED = """
INSERT INTO concerned_cells
SELECT r.version_no, r.rule, t.cell_version, t.code
FROM ({terms}) AS t JOIN check_results AS r ON r.version_no = t.version_no AND r.rule = t.rule
WHERE r.result IN (2, 3)
"""

_FIND = """
CREATE OR REPLACE TEMP TABLE found AS
SELECT version_no, {rule}::SMALLINT AS rule,
       list_position(['pass', 'fail', 'uncertain', 'not_assessable'], result) AS result,
       left_side::DOUBLE AS left_side, right_side::DOUBLE AS right_side, concerned
FROM ({sql});
INSERT INTO check_results BY NAME
SELECT * EXCLUDE (concerned),
       CASE WHEN result IN (1, 2) THEN left_side - right_side END AS difference,
       left_side - right_side AS difference_of_stated
FROM found;
INSERT INTO concerned_cells
SELECT version_no, rule, one.version_no, one.code
FROM (SELECT version_no, rule, unnest(concerned) AS one FROM found WHERE result IN (2, 3))
"""


def evaluate(
    db: duckdb.DuckDBPyConnection, rules: Sequence[Rule], findings: Sequence[Finding]
) -> None:
    """Apply all to every report version: makes the temporary tables `check_results` (`result` is 1
    pass, 2 fail, 3 uncertain, 4 not assessable), `concerned_cells` (of those that failed or are
    uncertain), `stated_rules` and `stated_terms`."""
    load(db, "stated_terms", stated.terms(rules))
    load(db, "stated_rules", stated.rules_and_findings(rules, findings))
    db.execute(_RESULTS)
    (count,) = db.execute("SELECT count(*) FROM versions").fetchone() or (0,)
    for first in range(1, count + 1, _PIECE):
        piece = {"first": first, "last": first + _PIECE - 1}
        for terms in (_WITHIN, _OVER_YEARS):
            db.execute(_EVALUATE.format(terms=terms.format(**piece)))
            db.execute(_CONCERNED.format(terms=terms.format(**piece)))
    for number, finding in enumerate(findings, len(rules)):
        db.execute(_FIND.format(rule=number, sql=finding.sql))

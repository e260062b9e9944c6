"""Rules and findings as tables: what the evaluation joins on."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from warehouse.checks import places
from warehouse.checks.rule import Finding, Rule

_TERMS = pa.schema(
    [
        ("rule", pa.int16()),
        ("topic", pa.string()),
        ("item", pa.string()),
        ("breakdown", pa.string()),
        ("side", pa.string()),
        ("kind", pa.string()),
        ("sign", pa.int8()),
        ("years_before", pa.int32()),
        ("weight", pa.int32()),
        ("over_years", pa.bool_()),
    ]
)
_RULES = pa.schema(
    [
        ("rule", pa.int16()),
        ("check_id", pa.string()),
        ("place", pa.string()),
        ("place_label", pa.string()),
        ("relation", pa.string()),
        ("left_needed", pa.int64()),
        ("right_needed", pa.int64()),
        ("years", pa.int32()),
        ("among_others", pa.bool_()),
    ]
)


def terms(rules: Sequence[Rule]) -> pa.Table:
    """One row per term of each rule; `weight` is how many parts it stands in for."""
    return pa.Table.from_pylist(_term_rows(rules), schema=_TERMS)


def rules_and_findings(rules: Sequence[Rule], findings: Sequence[Finding]) -> pa.Table:
    """One row each, numbered, rules first; `years` has a bit for each year that a rule needs."""
    return pa.Table.from_pylist(_rule_rows(rules, findings), schema=_RULES)


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
            "over_years": rule.over_years,
        }
        for number, rule in enumerate(rules)
        for term in rule.terms
    ]


def _rule_rows(rules: Sequence[Rule], findings: Sequence[Finding]) -> list[dict[str, object]]:
    sums: list[dict[str, object]] = [
        {
            "rule": number,
            "check_id": rule.id,
            "place": rule.place,
            "place_label": places.label(rule),
            "relation": rule.relation,
            "left_needed": _needed(rule, "left"),
            "right_needed": _needed(rule, "right"),
            "years": sum(1 << years for years in {term.years_before for term in rule.terms}),
            "among_others": False,
        }
        for number, rule in enumerate(rules)
    ]
    return sums + [
        {
            "rule": number,
            "check_id": finding.id,
            "place": finding.place,
            "place_label": places.label(finding),
            "among_others": finding.among_others,
        }
        for number, finding in enumerate(findings, len(rules))
    ]


def _needed(rule: Rule, side: str) -> int:
    return sum(term.side == side and term.kind != "whole" for term in rule.terms)


def _parts(rule: Rule) -> int:
    return sum(term.kind == "part" for term in rule.terms)

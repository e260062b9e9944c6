"""Checks: one file each. A module with `rules()` or `findings()` is one; no list names them.

The module's docstring states the rule and when it does not apply. Checks flag; they never alter a
value.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import duckdb

from warehouse.checks.evaluate import evaluate
from warehouse.checks.rule import Finding, Rule


def modules() -> Iterator[ModuleType]:
    """Every check's module, by name."""
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "rules") or hasattr(module, "findings"):
            yield module


def run_checks(db: duckdb.DuckDBPyConnection) -> None:
    """Run every check over `figures`; see `evaluate` for what comes of it."""
    rules: list[Rule] = []
    findings: list[Finding] = []
    for module in modules():
        rules += module.rules() if hasattr(module, "rules") else ()
        findings += module.findings() if hasattr(module, "findings") else ()
    evaluate(db, rules, findings)

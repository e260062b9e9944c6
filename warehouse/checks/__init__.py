"""Checks: one file each. A module with `rules()` or `run(db)` is one; no list names them.

The module's docstring states the rule and when it does not apply. Checks flag; they never alter a
value.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import duckdb

from warehouse.checks.evaluate import create_results, evaluate


def modules() -> Iterator[ModuleType]:
    """Every check's module, by name."""
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "rules") or hasattr(module, "run"):
            yield module


def run_checks(db: duckdb.DuckDBPyConnection) -> None:
    """Run every check over `version_cells`; results land in the temporary table `check_results`."""
    create_results(db)
    rules = [rule for module in modules() if hasattr(module, "rules") for rule in module.rules()]
    evaluate(db, [r for r in rules if not r.over_years], over_years=False)
    evaluate(db, [r for r in rules if r.over_years], over_years=True)
    for module in modules():
        if hasattr(module, "run"):
            module.run(db)

"""The list of problem codes is that of the code: none is missing, none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vocabulary.problem_codes import problem_codes

ROOT = Path(__file__).parents[2]
PACKAGES = ("transforms", "spiders", "pipelines", "stages", "warehouse")
# Where the code of a problem stands among the arguments of what makes one.
MAKERS = {
    "Problem": 0,
    "doubt": 0,
    "UnreadableDocument": 0,
    "PortalProblem": 2,
    "Ended": 0,
    "HostLeftAloneError": 0,
}
KINDS = {"figures", "identity", "file", "fetching", "judgements"}


def sources() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield path.read_text(encoding="utf-8")


def made(source: str) -> Iterator[str]:
    """The codes that calls of a maker name."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        at = MAKERS.get(name)
        if at is None or len(node.args) <= at:
            continue
        said = node.args[at]
        for choice in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                yield choice.value


@pytest.fixture(scope="module")
def all_source() -> str:
    return "\n".join(sources())


def test_every_code_that_is_made_is_listed() -> None:
    used = {code for source in sources() for code in made(source)}
    assert len(used) > 20
    assert used <= {code.code for code in problem_codes()}


@pytest.mark.parametrize("code", problem_codes(), ids=lambda code: code.code)
def test_every_listed_code_is_used_and_explained(code: tuple[str, ...], all_source: str) -> None:
    name, about, *words = code
    assert re.search(rf"[\"']{name}[\"']", all_source), "no code makes it: take out the line"
    assert about in KINDS
    assert all(words)


def test_codes_are_in_order_and_stand_once() -> None:
    names = [code.code for code in problem_codes()]
    assert names == sorted(set(names))

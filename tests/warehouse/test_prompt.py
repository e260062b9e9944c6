"""The prompt as a person uses it, on a terminal of its own, and what Tab offers."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lake_builder import LakeBuilder, cells
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from warehouse.build import build
from warehouse.completion import SqlCompleter
from warehouse.prompt import question
from warehouse.query import connect, names


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prompt")
    lake = LakeBuilder(folder / "lake").night(0)
    lake.find("d", "http://p/1")
    lake.document(
        "d",
        title="报告",
        agency="保定市教育局",
        year=2022,
        cells=cells("requests", {"received/total": 7}),
    )
    build(lake.write(), folder / "warehouse.duckdb")
    return folder


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("SELECT * FROM obs", "observations"),
        ("DESCRIBE cov", "coverage"),
        ("SELECT agency, val", "value"),
        ("SELECT o.agen", "agency_id"),
        ("FROM observations WHERE item = 'rec", "received"),
        ("FROM observations WHERE item IN ('received', 'gr", "granted"),
        ("FROM observations WHERE agency = '教育", "保定市教育局"),
        ("sel", "SELECT"),
    ],
)
def test_tab_offers_names_and_codes(data: Path, typed: str, offered: str) -> None:
    with connect(data / "warehouse.duckdb") as db:
        completer = SqlCompleter(db, names(db))
        found = [c.text for c in completer.get_completions(Document(typed), CompleteEvent())]
    assert offered in found


def test_tab_offers_nothing_within_free_text(data: Path) -> None:
    with connect(data / "warehouse.duckdb") as db:
        completer = SqlCompleter(db, names(db))
        typed = Document("FROM observations WHERE raw = 'val")
        assert list(completer.get_completions(typed, CompleteEvent())) == []


def _heed_interrupts() -> None:
    """What runs in the background ignores Ctrl-C, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """`gongkai sql` on a pseudo-terminal."""

    def __init__(self, data: Path) -> None:
        self.master, slave = pty.openpty()
        environment = os.environ | {"XDG_STATE_HOME": str(data / "state"), "TERM": "dumb"}
        command = [sys.executable, "-m", "cli", "sql", "--data", str(data)]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True,
            preexec_fn=_heed_interrupts,
        )  # fmt: skip
        os.close(slave)
        os.set_blocking(self.master, False)
        self.seen = ""

    def until(self, text: str, seconds: float = 90) -> str:
        end = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < end, self.seen
            try:
                self.seen += re.sub(
                    r"\x1b\[[0-9;?]*\w", "", os.read(self.master, 65536).decode(errors="replace")
                )
            except (BlockingIOError, OSError):
                time.sleep(0.02)
        before, _, self.seen = self.seen.partition(text)
        return before

    def at_prompt(self) -> None:
        self.until("gongkai> ")

    def left(self, seconds: float = 90) -> int:
        """The exit code after Ctrl-D; it is lost where it comes before keys are read, so again."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, self.seen
            self.type("\x04")
            time.sleep(0.5)
        return self.process.returncode

    def type(self, line: str) -> None:
        os.write(self.master, line.encode())


@pytest.fixture
def terminal(data: Path) -> Iterator[Terminal]:
    made = Terminal(data)
    yield made
    if made.process.poll() is None:
        made.process.kill()
    made.process.wait()
    os.close(made.master)


def test_session_at_the_prompt(terminal: Terminal, data: Path) -> None:
    terminal.at_prompt()
    terminal.type("SELECT agency, value\r")
    terminal.type("FROM observations;\r")
    terminal.until("(1 row)")
    terminal.at_prompt()
    terminal.type("SELECT valeu FROM observations;\r")
    terminal.until("did you mean value")
    terminal.at_prompt()
    terminal.type("SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 0;\r")
    terminal.until("= 0;")  # taken in, and asked right after
    time.sleep(2)
    terminal.process.send_signal(signal.SIGINT)
    terminal.until("stopped")
    terminal.at_prompt()
    terminal.type(".codes 予以公开\r")
    terminal.until("granted")
    assert terminal.left() == 0
    history = (data / "state" / "gongkai" / "sql_history").read_text(encoding="utf-8")
    assert "FROM observations;" in history


@pytest.mark.parametrize(
    ("typed", "question_asked"),
    [([".quit"], None), (["exit;"], None), (["SELECT 1 AS", "quit;"], "SELECT 1 AS\nquit;")],
)
def test_leaving_is_a_word_of_its_own(typed: list[str], question_asked: str | None) -> None:
    lines = iter(typed)
    assert question(lambda _: next(lines)) == question_asked

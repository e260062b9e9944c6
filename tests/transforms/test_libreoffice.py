"""What is read through LibreOffice: it reaches nothing outside, and leaves nothing behind."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import psutil
import pytest

from tests.corpus import rich_text
from tests.corpus.documents import DISTINCT_2021
from transforms.extract import extract
from transforms.process.limits import Limits
from transforms.readers import libreoffice
from transforms.worker import Worker

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.fixture
def server() -> Iterator[tuple[int, list[bytes]]]:
    """A server's port, and what it was asked for."""
    asked: list[bytes] = []

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_address[1], asked
        listening.shutdown()


@needs_libreoffice
def test_linked_picture_is_not_fetched(server: tuple[int, list[bytes]]) -> None:
    port, asked = server
    page = f'<html><body><p>text</p><img src="http://127.0.0.1:{port}/x.png"></body></html>'
    linked = (
        rb'{\rtf1 a {\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/y.png" \\d}'
        rb"{\fldrslt }} b}" % port
    )
    for data, suffix in ((page.encode(), "html"), (linked, "rtf")):
        assert libreoffice.convert(data, suffix, "docx").startswith(b"PK")
    assert not asked


def test_without_libreoffice_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    (problem,) = extract(rich_text.render(DISTINCT_2021)).problems
    assert problem.code == "unsupported_format"
    assert "libreoffice-writer-nogui" in problem.message


@needs_libreoffice
def test_conversion_that_takes_too_long_is_ended_with_its_children(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short = libreoffice.LIMITS.model_copy(update={"conversion": 0.01})
    monkeypatch.setattr(libreoffice, "LIMITS", short)
    monkeypatch.setattr(libreoffice, "_CLOCK_EVERY", 0.05)
    (problem,) = extract(rich_text.render(DISTINCT_2021)).problems
    assert problem.code == "timed_out"
    assert "0.01 s" in problem.message
    names = [p.name() for p in psutil.Process().children(recursive=True)]
    assert not [n for n in names if "soffice" in n or "oosplash" in n]


@needs_libreoffice
def test_worker_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Worker(Limits(silence=60, total=120, memory=2**31, size=2**20)) as worker:
        assert worker.read(rich_text.render(DISTINCT_2021))[0].cells
        assert list(tmp_path.iterdir()), "the process has a folder of its own"
    assert not list(tmp_path.iterdir())

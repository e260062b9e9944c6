"""A document that runs or grows without end costs its process, and nothing else."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.transforms.hostile import ofd
from transforms.on_disk import read_file_on_disk
from transforms.process.limits import Limits
from transforms.worker import Worker

SOUND = "<h1>某市某局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p>".encode()
DEEP = b"<html>" + b"<div>" * 400_000


@pytest.fixture(autouse=True)
def _no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process under test parse what is refused unparsed otherwise."""
    monkeypatch.setenv("GONGKAI_READING_ELEMENTS", "100000000")
    monkeypatch.setenv("GONGKAI_READING_NESTED_ELEMENTS", "100000000")


def _worker(silence: float, memory: int, size: int, total: float = 60) -> Worker:
    return Worker(Limits(silence, total, memory, size))


@pytest.fixture
def worker() -> Worker:
    return _worker(silence=20, memory=800 * 2**20, size=50 * 2**20)


def test_document_beyond_the_time_limit_is_ended_and_the_next_one_read() -> None:
    with _worker(silence=1, memory=2**31, size=2**30) as impatient:
        late = impatient.read(DEEP)[0]
        assert [p.code for p in late.problems] == ["timed_out"]
        assert "1 s" in late.problems[0].message
    with _worker(silence=20, memory=2**31, size=2**30) as worker:
        assert worker.read(SOUND)[0].title == "某市某局2022年政府信息公开工作年度报告"


def test_same_worker_goes_on_after_an_end() -> None:
    with _worker(silence=2, memory=2**31, size=2**30) as worker:
        assert worker.read(SOUND)[0].year == 2022
        assert worker.read(DEEP)[0].problems[0].code == "timed_out"
        assert worker.read(SOUND)[0].year == 2022


def test_document_beyond_the_memory_limit_is_ended() -> None:
    with _worker(silence=60, memory=150 * 2**20, size=2**30) as small:
        grown = small.read(b"<html>" + b"<p><b><i>x" * 3_000_000)[0]
        assert [p.code for p in grown.problems] == ["too_large"]
        assert "150 MiB" in grown.problems[0].message


def test_document_beyond_the_size_limit_is_not_read() -> None:
    with _worker(silence=20, memory=2**31, size=1000) as worker:
        assert worker.read(b"x" * 1001)[0].problems[0].code == "too_large"


def test_file_that_is_too_large_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * 1001)
    with _worker(silence=20, memory=2**31, size=1000) as worker:
        (refused,) = read_file_on_disk(worker, file)
        assert [p.code for p in refused.problems] == ["too_large"]
        assert refused.sha256 == hashlib.sha256(b"x" * 1001).hexdigest()
        (gone,) = read_file_on_disk(worker, tmp_path / "gone")
        assert "cannot be read" in gone.problems[0].message


def test_stream_without_an_end_is_given_up() -> None:
    with _worker(silence=20, memory=2**31, size=1000) as worker:
        (refused,) = read_file_on_disk(worker, Path("/dev/zero"))
    assert [p.code for p in refused.problems] == ["too_large"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "corrupt"),
        (b"   \n", "corrupt"),
        (b"%PDF-1.7 and then nothing", "corrupt"),
        (b"PK\x03\x04word/ cut off", "corrupt"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "corrupt"),
        ("<html><title>404</title>页面不存在</html>".encode(), "soft_404"),
    ],
)
def test_bad_document_is_a_problem_and_no_exception(worker: Worker, data: bytes, code: str) -> None:
    with worker:
        assert code in [p.code for p in worker.read(data)[0].problems]


def test_answer_right_behind_a_sign_of_life_is_heard() -> None:
    quick = ofd('<TextObject Size="3"><TextCode X="0" Y="0">12</TextCode></TextObject>')
    with _worker(silence=10, memory=2**31, size=2**20) as worker:
        for _ in range(4):
            found = worker.read(quick)[0]
            assert [p.code for p in found.problems] == ["not_a_report"]
            time.sleep(0.6)  # signs of life come at most twice a second


KILLED = """
from transforms.process.limits import Limits
from transforms.worker import Worker
worker = Worker(Limits(20, 60, 2**30, 2**30))
worker.read(b"<p>1</p>")
print(worker._process.pid, worker._folder.name, flush=True)
input()
"""


def test_nothing_is_left_of_a_reading_process_whose_parent_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid, folder = parent.stdout.readline().split()
        child = psutil.Process(int(pid))
        child.suspend()  # it does not see its input end
        parent.kill()
        parent.wait()
        child.resume()
    psutil.wait_procs([child], timeout=10)
    assert not child.is_running()
    for _ in range(50):
        if not Path(folder).exists():
            break
        time.sleep(0.2)
    assert not Path(folder).exists()

"""What was recognised once is aligned anew without being recognised again."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms import kept_readings
from transforms.blocks import Grid, GridCell, Paragraph, Reading
from transforms.readers import Reader

BLOCKS = (
    Paragraph("一、总体情况"),
    Grid((GridCell("3", 0, 1, locator={"page": 1, "box": [1.0, 2.0, 3.0, 4.0]}),), 1),
)


class Counting:
    """A reader that counts how often it reads."""

    def __init__(self, *, recognised: bool) -> None:
        self.times = 0
        self.recognised = recognised

    def read(self, _data: bytes, _content_type: str | None) -> Reading:
        self.times += 1
        return Reading(BLOCKS, {"a": "b"}, ("x.pdf",), (("c", "m"),), recognised=self.recognised)

    def as_reader(self, version: int = 1) -> Reader:
        return Reader("slow", version, "image/*", lambda _: True, self.read)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_readings, "_folders", [tmp_path])
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_second_reading_equals_the_first_and_takes_no_reader() -> None:
    slow = Counting(recognised=True)
    first, second = (kept_readings.reading_of(slow.as_reader(), b"x", None) for _ in range(2))
    assert first == second
    assert slow.times == 1


@pytest.mark.usefixtures("folder")
def test_newer_reader_reads_again() -> None:
    slow = Counting(recognised=True)
    for version in (1, 2):
        kept_readings.reading_of(slow.as_reader(version), b"x", None)
    assert slow.times == 2


def test_what_is_quickly_read_is_not_kept(folder: Path) -> None:
    kept_readings.reading_of(Counting(recognised=False).as_reader(), b"x", None)
    assert not list(folder.rglob("*.gz"))


def test_damaged_file_is_read_again(folder: Path) -> None:
    slow = Counting(recognised=True)
    kept_readings.reading_of(slow.as_reader(), b"x", None)
    for path in folder.rglob("*.gz"):
        path.write_bytes(path.read_bytes()[:20])
    kept_readings.reading_of(slow.as_reader(), b"x", None)
    assert slow.times == 2

"""The web archive: what is written comes back, and what a kill tore off is cut, not more."""

from __future__ import annotations

import contextlib
import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.archive import is_being_written, payload, records, repair
from pipelines.archive_damage import ArchiveDamagedError
from pipelines.archive_writer import IDENTICAL, NOT_MODIFIED, ArchiveWriter, Exchange, Place

INFO = {"software": "gongkai"}
DATE = "2026-01-02T03:04:05.678901Z"
PAGE = "<html>保定市科学技术局2022年政府信息公开工作年度报告</html>".encode()


def exchange(body: bytes = PAGE, **headers: str) -> Exchange:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Exchange("http://127.0.0.1/a", DATE, 200, named, body)


def written(path: Path, count: int = 3) -> list[Place]:
    with ArchiveWriter(path, INFO) as archive:
        return [
            archive.response({"kind": "exchange", "n": n}, exchange(PAGE * (n + 1)))
            for n in range(count)
        ]


def test_payload_comes_back_as_the_reader_of_the_page_saw_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    received = exchange(gzip.compress(PAGE), Content_Encoding="gzip", Transfer_Encoding="chunked")
    with ArchiveWriter(path, INFO) as archive:
        place = archive.response({"kind": "exchange"}, received)
    assert payload(tmp_path, place.warc_file, place.warc_offset) == PAGE


def test_a_limit_stops_reading_one_byte_behind_it(tmp_path: Path) -> None:
    place = written(tmp_path / "a.warc.gz", 1)[0]
    assert len(payload(tmp_path, place.warc_file, place.warc_offset, limit=10)) == 11


def test_metadata_stands_before_the_response_and_names_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    written(path, 1)
    info, metadata, response = records(path)
    facts = metadata.json()
    assert info.type == "warcinfo"
    assert facts is not None
    assert facts["record_id"] == response.headers["warc-record-id"]
    assert metadata.headers["warc-concurrent-to"] == response.headers["warc-record-id"]
    assert (response.type, response.status, response.body) == ("response", 200, PAGE)


def test_warcio_accepts_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    first = written(path)[0]
    with ArchiveWriter(path, INFO) as archive:
        archive.revisit({"kind": "exchange"}, exchange(), NOT_MODIFIED, exchange(b""))
        archive.revisit({"kind": "exchange"}, exchange(), IDENTICAL, exchange(b""))
        file = {"kind": "exchange", "fetched_at": DATE}
        archive.resource(file, "file:///a.pdf", b"%PDF-1.4", "application/pdf")
        archive.metadata({"kind": "listing"})
    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert check.returncode == 0, check.stdout
    assert check.stdout.count("digest pass") >= 10
    assert payload(tmp_path, first.warc_file, first.warc_offset) == PAGE


@pytest.mark.parametrize("kept", [1, 9, 10, 40, 200, -1])
def test_torn_last_record_is_cut_wherever_it_was_torn(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.warc.gz"
    last = written(path)[-1].warc_offset
    whole = path.read_bytes()
    path.write_bytes(whole[: last + kept] if kept > 0 else whole[:kept])
    assert repair(path) > 0
    assert path.read_bytes() == whole[:last]
    assert repair(path) == 0


def test_tail_of_zeros_after_a_power_cut_is_torn(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    written(path)
    whole = path.read_bytes()
    path.write_bytes(whole + b"\0" * 5000)
    assert repair(path) == 5000
    assert path.read_bytes() == whole


def test_damage_in_the_middle_is_reported_and_nothing_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    second = written(path)[1].warc_offset
    damaged = bytearray(path.read_bytes())
    damaged[second : second + 40] = b"x" * 40
    path.write_bytes(damaged)
    with pytest.raises(ArchiveDamagedError, match=f"a.warc.gz: damaged at byte {second}"):
        repair(path)
    assert path.read_bytes() == bytes(damaged)


def test_no_single_damaged_byte_makes_the_records_behind_it_go(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    written(path)
    whole = path.read_bytes()
    end = list(records(path))[-1].offset
    for at in range(0, end, 5):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with contextlib.suppress(ArchiveDamagedError):
            repair(path)
        assert path.stat().st_size == len(whole)


def test_writer_goes_on_behind_the_last_whole_record(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    written(path)
    path.write_bytes(path.read_bytes()[:-5])
    written(path, 1)
    bodies = [r.body for r in records(path) if r.type == "response"]
    assert bodies == [PAGE, PAGE * 2, PAGE]


def test_reading_from_an_offset_gives_the_rest_only(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    written(path)
    everything = list(records(path))
    assert list(records(path, everything[2].end)) == everything[3:]


def test_file_is_locked_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with ArchiveWriter(path, INFO):
        assert is_being_written(path)
    assert not is_being_written(path)

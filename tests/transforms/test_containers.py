"""An archive's members are documents of their own; what it says of its sizes is not believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from sample_portals import figures, render_docx, render_pdf
from tests.corpus import ofd, sheets
from tests.corpus.documents import DISTINCT_2021
from transforms.contract import to_json
from transforms.extract import extract_all
from transforms.extraction import Extraction
from transforms.process.limits import Limits
from transforms.worker import Worker

DEEP = b"<html>" + b"<div>" * 400_000


def report(year: int) -> bytes:
    return f"<h1>某市某局{year}年政府信息公开工作年度报告</h1><p>一、总体情况</p>".encode()


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def unflagged(data: bytes, flags: int = 0) -> bytes:
    """The same archive of one member with other flags: none, as by a program without UTF-8."""
    plain = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", plain, data.find(signature) + place, flags)
    return bytes(plain)


def rar5(*members: tuple[str, bytes]) -> bytes:
    """A rar archive, version 5, whose members are stored as they are."""
    out = b"Rar!\x1a\x07\x01\x00" + _rar_block(b"\x01\x00\x00")
    for name, data in members:
        raw = name.encode()
        head = (
            b"\x02\x02" + _vint(len(data)) + b"\x04" + _vint(len(data)) + b"\x20"
            + struct.pack("<I", zlib.crc32(data)) + b"\x00\x01" + _vint(len(raw)) + raw
        )  # fmt: skip
        out += _rar_block(head) + data
    return out + _rar_block(b"\x05\x00\x00")


def _rar_block(head: bytes) -> bytes:
    sized = _vint(len(head)) + head
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _vint(number: int) -> bytes:
    out = bytearray()
    while True:
        out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def ways(found: list[Extraction]) -> list[str | None]:
    return [extraction.member for extraction in found]


def codes(extraction: Extraction) -> list[str]:
    return [problem.code for problem in extraction.problems]


@pytest.mark.parametrize("pack", [zipped, rar5])
def test_member_is_a_document_of_its_own(pack: object) -> None:
    data = pack(("2021/年报.html", report(2021)), ("2022.html", report(2022)))  # type: ignore[operator]
    root, first, second = extract_all(data)
    assert root.is_container
    assert not root.is_report
    assert (first.year, second.year) == (2021, 2022)
    assert first.contained_in == second.contained_in == root.sha256
    assert first.sha256 == extract_all(report(2021))[0].sha256
    assert to_json("a.zip", first)["path"] == "a.zip!/2021/年报.html"


def test_archive_within_an_archive() -> None:
    inner = zipped(("c.html", report(2020)))
    found = extract_all(zipped(("in.zip", inner), ("d.html", report(2019))))
    assert ways(found) == [None, "in.zip", "in.zip!/c.html", "d.html"]
    assert {e.contained_in for e in found[1:]} == {found[0].sha256}


def test_name_without_flag_is_gb18030() -> None:
    raw = "年报年.html".encode("gb18030") + b"123"  # as long as the name in UTF-8
    data = zipped(("年报年.html", report(2022))).replace("年报年.html".encode(), raw)
    assert ways(extract_all(unflagged(data)))[1] == "年报年.html123"


def test_path_that_leaves_the_archive_is_refused_by_name() -> None:
    found = extract_all(zipped(("../../etc/a.html", report(2022)), ("b.html", report(2021))))
    assert ways(found) == [None, "b.html"]
    assert "../../etc/a.html" in found[0].problems[0].message


def test_what_a_program_left_behind_is_passed_over() -> None:
    found = extract_all(zipped(("__MACOSX/._a.html", b"x"), (".DS_Store", b"x"), ("a/", b"")))
    assert ways(found) == [None]
    assert codes(found[0]) == ["corrupt"]


def test_what_an_office_program_left_behind_is_passed_over() -> None:
    found = extract_all(zipped(("~$report.docx", b"x"), ("a/Thumbs.db", b"x"), ("b", b"<p>x")))
    assert ways(found) == [None, "b"]
    assert not found[0].problems


def test_symbolic_link_is_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.html", report(2022))
    assert ways(extract_all(out.getvalue())) == [None, "a.html"]


def test_every_carrier_is_read_inside_an_archive() -> None:
    members = {
        "a.docx": render_docx.render(DISTINCT_2021),
        "b.xlsx": sheets.xlsx(),
        "c.xls": sheets.xls(),
        "d.ofd": ofd.render(),
        "e.txt": b"x",
        "f.html": report(2022),
    }
    found = extract_all(zipped(*members.items()))
    carriers = [e.carrier for e in found]
    assert carriers == ["zip", "docx", "xlsx", "xls", "ofd", "text", "html"]
    assert [len(e.cells) for e in found[1:5]] == [200] * 4


@pytest.mark.parametrize(
    ("start", "kind"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip")]
)
def test_archive_that_is_not_read_is_called_by_name(start: bytes, kind: str) -> None:
    (problem,) = extract_all(start + bytes(100))[0].problems
    assert problem.code == "unsupported_format"
    assert kind in problem.message


def test_bomb_ends_as_a_problem_that_names_the_limit() -> None:
    data = zipped(("zeros.html", b"\0" * 101 * 2**20), ("b.html", report(2021)))
    assert len(data) < 2**20
    found = extract_all(data)
    assert codes(found[0]) == ["too_large"]
    assert "104,857,600" in found[0].problems[0].message
    assert ways(found) == [None, "b.html"]


def test_many_members_end_at_the_limit() -> None:
    found = extract_all(zipped(*((f"{n}.html", b"x") for n in range(600))))
    assert "500 members" in " ".join(p.message for p in found[0].problems)
    assert len(found) == 501


def test_archives_in_archives_end_at_the_limit() -> None:
    data = zipped(("a.html", report(2022)))
    for _ in range(5):
        data = zipped(("in.zip", data))
    found = extract_all(data)
    assert "too_large" in codes(found[0])
    assert len(found) == 4


def test_one_member_that_stands_still_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_READING_ELEMENTS", "100000000")
    monkeypatch.setenv("GONGKAI_READING_NESTED_ELEMENTS", "100000000")
    data = zipped(("a.html", report(2021)), ("deep.html", DEEP), ("c.html", report(2022)))
    with Worker(Limits(silence=3, total=60, memory=2**31, size=2**30)) as worker:
        found = worker.read(data)
    assert [e.year for e in found] == [None, 2021, None, 2022]
    assert codes(found[2]) == ["timed_out"]


def test_encrypted_member_says_so() -> None:
    (itself,) = extract_all(unflagged(zipped(("a.html", report(2022))), flags=1))
    assert codes(itself) == ["encrypted"]
    assert itself.is_report, "an archive that could not be opened may hold a report"


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 cut off", b"Rar!\x1a\x07\x01\x00 cut off", zipped(("a", b"a" * 999))[:60]],
    ids=["zip of a few bytes", "rar of a few bytes", "zip without its end"],
)
def test_damaged_archive_is_a_problem(data: bytes) -> None:
    assert codes(extract_all(data)[0]) == ["corrupt"]


def test_a_pdf_that_lies_unpacked_in_an_archive_does_not_make_it_a_pdf() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", render_pdf.render(figures.report("huaian_2024")))
    (root, member) = extract_all(out.getvalue())
    assert (root.carrier, member.carrier, member.member) == ("zip", "pdf", "a.pdf")


def test_folder_tells_a_governments_own_report_from_that_of_all() -> None:
    titled = "<h1>某县2022年政府信息公开工作年度报告</h1><p>一、总体情况</p>".encode()
    data = zipped(
        ("年报/汇总/某县2022年度报告.html", titled),
        ("年报/本级/某县2022年度报告.html", titled + b" "),
        ("全县各部门/民政局2022年年报.html", titled.replace("某县".encode(), "水利局".encode())),
    )
    _, consolidated, own, other = extract_all(data)
    assert (consolidated.scope, own.scope, other.scope) == ("consolidated", "own", "unknown")
    assert "agency_conflict" in codes(other)

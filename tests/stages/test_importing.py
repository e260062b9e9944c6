"""What lies on disk comes in once, whole, and without harm to what is there already."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import lake
from config import Settings
from pipelines.archive import payload
from stages.importing import import_paths
from stages.index import index
from stages.rebuild import extract_all


def rows(settings: Settings, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lake.read(settings.lake, table).to_pylist()
    return found


def bodies(settings: Settings) -> list[bytes]:
    finds = rows(settings, "finds")
    return [payload(settings.archive, f["warc_file"], f["warc_offset"]) for f in finds]


def foreign_archive(path: Path, *, zipped: bool) -> None:
    """As Common Crawl has it: responses and nothing of ours."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=zipped)
        for status, kind, body in (
            ("200 OK", "text/html", b"<html>report</html>"),
            ("404 Not Found", "text/html", b"<html>gone</html>"),
            ("200 OK", "image/png", b"\x89PNG"),
            ("200 OK", "application/pdf", b"%PDF-1.4"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"http://a.gov.cn/{kind}",
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
            )
            writer.write_record(record)


@pytest.mark.parametrize("zipped", [True, False])
def test_documents_of_a_foreign_archive_become_finds(
    settings: Settings, tmp_path: Path, zipped: bool
) -> None:
    path = tmp_path / ("cc.warc.gz" if zipped else "cc.warc")
    foreign_archive(path, zipped=zipped)
    assert import_paths(settings, [path]).web_archives == 1
    finds = lake.read(settings.lake, "finds").to_pylist()
    assert [f["content_type"] for f in finds] == ["text/html", "application/pdf"]
    bodies = [payload(settings.archive, f["warc_file"], f["warc_offset"]) for f in finds]
    assert bodies == [b"<html>report</html>", b"%PDF-1.4"]
    again = import_paths(settings, [path])
    assert (again.web_archives, again.known) == (0, 1)
    assert lake.read(settings.lake, "finds").num_rows == 2


def test_folder_of_documents_is_imported_once(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 a")
    packed = gzip.compress(b"not unpacked")
    (folder / "sub" / "报告.html").write_bytes(packed)
    (folder / ".hidden").write_bytes(b"x")
    first = import_paths(settings, [folder, tmp_path / "missing.pdf"])
    assert (first.documents, first.known) == (2, 0)
    assert "missing.pdf: there is no such file or folder" in first.refused[0]
    assert import_paths(settings, [folder]).known == 2
    finds = lake.read(settings.lake, "finds").to_pylist()
    assert {(f["portal_id"], f["purpose"]) for f in finds} == {("import", "report")}
    stored = {payload(settings.archive, f["warc_file"], f["warc_offset"]) for f in finds}
    assert stored == {b"%PDF-1.4 a", packed}
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 b")
    assert import_paths(settings, [folder]).documents == 1


def test_relative_paths_show_no_personal_folder(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.chdir(tmp_path)
    import_paths(settings, [Path("a.pdf")])
    assert lake.read(settings.lake, "finds").to_pylist()[0]["url"] == "file:///a.pdf"


def test_address_begins_at_the_last_part_of_the_path_that_was_given(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "NAME" / "docs"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.pdf").write_bytes(b"%PDF-1.4")
    import_paths(settings, [folder])
    assert rows(settings, "finds")[0]["url"] == "file:///docs/sub/a.pdf"
    assert import_paths(settings, [folder]).known == 1


def test_folder_around_the_data_folder_takes_in_nothing_of_ours(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    assert import_paths(settings, [tmp_path]).documents == 1
    again = import_paths(settings, [tmp_path])
    assert (again.documents, again.web_archives, again.known) == (0, 0, 1)
    inside = import_paths(settings, [settings.archive])
    assert "lies in the data folder" in inside.refused[0]


def test_what_is_no_readable_file_is_refused_with_its_reason(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    (folder / "broken.pdf").symlink_to("nowhere")
    (folder / "secret.pdf").symlink_to("/etc/passwd")
    (folder / "twin.pdf").symlink_to("a.pdf")
    unreadable = tmp_path / "unreadable.pdf"
    unreadable.symlink_to("/proc/self/mem")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "large.pdf").write_bytes(b"%PDF-1.4" * 100)
    small = settings.model_copy(update={"max_document_size": 500})
    taken = import_paths(small, [folder, unreadable])
    assert (taken.documents, taken.known, len(taken.refused)) == (2, 0, 5)
    told = {Path(line.partition(": ")[0]).name: line for line in taken.refused}
    assert "is a link that leads nowhere" in told["broken.pdf"]
    assert "cannot be read" in told["unreadable.pdf"]
    assert "is a link that leads out of the folder" in told["secret.pdf"]
    assert "is a pipe" in told["pipe.pdf"]
    assert "larger than 500 bytes (GONGKAI_MAX_DOCUMENT_SIZE)" in told["large.pdf"]
    assert len(rows(settings, "finds")) == 2


def test_file_named_in_gbk_keeps_its_name(settings: Settings, tmp_path: Path) -> None:
    for name in ("年报.pdf", "旧.warc"):
        foreign_archive(tmp_path / os.fsdecode(name.encode("gbk")), zipped=False)
    taken = import_paths(settings, sorted(tmp_path.glob("*.*")))
    assert (taken.documents, taken.web_archives, taken.refused) == (1, 1, ())
    assert "年报" in {find["link_text"] for find in rows(settings, "finds")}


def spoilt(content: bytes, how: str) -> bytes:
    damaged = {"garbage": b"garbage" * 100, "empty": b"", "text": gzip.compress(b"no WARC\n" * 9)}
    return damaged.get(how) or (content[:60] + b"\0\0\0\0" + content[64:] if how == "hole" else b"")


@pytest.mark.parametrize("how", ["garbage", "empty", "text", "hole"])
def test_damaged_web_archive_is_refused_and_leaves_nothing(
    settings: Settings, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "cc.warc.gz"
    foreign_archive(path, zipped=True)
    path.write_bytes(spoilt(path.read_bytes(), how))
    taken = import_paths(settings, [path])
    assert (taken.web_archives, taken.known) == (0, 0)
    assert f"{path}: damaged at byte 0" in taken.refused[0]
    assert "nothing of it was taken in" in taken.refused[0]
    assert not list(settings.archive.glob("*"))
    assert index(settings).batches == ()


def test_metadata_of_a_newer_gongkai_is_refused_before_it_stops_the_index(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "newer.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        record = writer.create_warc_record(
            "urn:x", "metadata", payload=io.BytesIO(b'{"kind": "video"}'),
            warc_content_type="application/vnd.gongkai+json",
        )  # fmt: skip
        writer.write_record(record)
    assert "'video'" in import_paths(settings, [path]).refused[0]
    assert not list(settings.archive.glob("*"))


def test_records_without_a_gzip_member_of_their_own_are_all_read(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "cc.warc.gz"
    foreign_archive(path, zipped=False)
    path.write_bytes(gzip.compress(path.read_bytes()))
    taken = import_paths(settings, [path])
    assert (taken.web_archives, taken.refused) == (1, ())
    assert bodies(settings) == [b"<html>report</html>", b"%PDF-1.4"]
    assert rows(settings, "problems") == []
    assert import_paths(settings, [path]).known == 1


@pytest.mark.parametrize("kind", ["members", "plain", "one stream"])
def test_torn_web_archive_gives_its_whole_records_and_a_problem(
    settings: Settings, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / ("cc.warc" if kind == "plain" else "cc.warc.gz")
    foreign_archive(path, zipped=kind == "members")
    whole = path.read_bytes()
    path.write_bytes(gzip.compress(whole)[:-20] if kind == "one stream" else whole[:-11])
    taken = import_paths(settings, [path])
    assert (taken.web_archives, taken.refused) == (1, ())
    assert bodies(settings) == [b"<html>report</html>"]
    problem = rows(settings, "problems")[0]
    assert (problem["code"], problem["url"]) == ("corrupt", f"file:///{path.name}")
    assert f"file:///{path.name} is cut off: the record at byte" in problem["message"]
    before = [sorted(map(str, rows(settings, t))) for t in ("finds", "problems", "runs")]
    extract_all(settings, rebuild=True)
    assert [sorted(map(str, rows(settings, t))) for t in ("finds", "runs")] == before[::2]
    assert import_paths(settings, [path]).known == 1
    assert index(settings).batches == ()


@pytest.mark.parametrize("cut", range(1, 420, 7))
def test_plain_web_archive_may_be_torn_anywhere(
    settings: Settings, tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "cc.warc"
    foreign_archive(path, zipped=False)
    path.write_bytes(path.read_bytes()[:-cut])
    assert import_paths(settings, [path]).web_archives == 1
    assert len(rows(settings, "finds")) == (2 if cut <= 4 else 1)


def test_files_of_one_name_from_different_folders_are_no_editions_of_each_other(
    settings: Settings, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "docs").mkdir(parents=True)
        (tmp_path / name / "docs" / "a.pdf").write_bytes(b"%PDF-1.4 " + name.encode())
    folders = [tmp_path / name / "docs" for name in ("one", "two")]
    assert import_paths(settings, folders).documents == 2
    urls = [find["url"] for find in rows(settings, "finds")]
    assert urls[0] == "file:///docs/a.pdf"
    assert re.fullmatch(r"file:///~[0-9a-f]{8}/docs/a\.pdf", urls[1])
    assert import_paths(settings, folders[::-1]).known == 2
    (folders[1] / "a.pdf").write_bytes(b"%PDF-1.4 new edition")
    assert import_paths(settings, folders).documents == 1
    assert [find["url"] for find in rows(settings, "finds")].count(urls[1]) == 2
    assert str(tmp_path) not in str(rows(settings, "finds"))


def record_of(payload: bytes, http: dict[str, str], warc: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        "https://a.gov.cn/a.html",
        "response",
        payload=io.BytesIO(payload),
        http_headers=StatusAndHeaders("200 OK", list(http.items()), protocol="HTTP/1.1"),
        warc_headers_dict=warc or {},
    )
    writer.write_record(record)
    return out.getvalue()


PAGE = "<html>政府信息公开工作年度报告</html>".encode()


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content-Encoding": "br"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),  # joined by whoever archived it
        (PAGE, {"X-Crawler-Content-Encoding": "br", "X-Crawler-Transfer-Encoding": "chunked"}),
        (PAGE, {"Content-Encoding": "gzip"}),  # unpacked by whoever archived it
    ],
)
def test_payload_of_a_foreign_archive_is_what_a_reader_would_have_seen(
    settings: Settings, tmp_path: Path, sent: bytes, headers: dict[str, str]
) -> None:
    path = tmp_path / "cc.warc.gz"
    path.write_bytes(record_of(sent, {"Content-Type": "text/html", **headers}))
    assert import_paths(settings, [path]).refused == ()
    assert bodies(settings) == [PAGE]
    assert rows(settings, "finds")[0]["document_sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert rows(settings, "problems") == []


def test_truncated_payload_is_noted_and_no_document(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "cc.warc.gz"
    path.write_bytes(record_of(PAGE, {"Content-Type": "text/html"}, {"WARC-Truncated": "length"}))
    import_paths(settings, [path])
    assert rows(settings, "finds") == []
    assert "truncated" in rows(settings, "fetches")[0]["error"]
    assert [p["code"] for p in rows(settings, "problems")] == ["truncated"]


def test_digest_that_is_not_that_of_the_bytes_is_noted(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "cc.warc.gz"
    right = record_of(PAGE, {"Content-Type": "text/html"})
    altered = gzip.compress(gzip.decompress(right).replace("年".encode(), "月".encode()))
    path.write_bytes(right + altered)
    import_paths(settings, [path])
    assert bodies(settings)[0] == PAGE
    assert len(bodies(settings)) == 2
    assert [p["code"] for p in rows(settings, "problems")] == ["digest_differs"]

"""Servers of another time: TLS 1.0, both schemes, odd addresses. The TLS ones are OpenSSL's own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from config import Settings
from spiders.registry import Portal
from tests.stages.crawling import AGENCY, found_urls, rows, run, title

OPENSSL = shutil.which("openssl") or ""
OLD = ("-tls1", "-cipher", "ALL:@SECLEVEL=0")


@contextmanager
def tls_server(folder: Path, host: str, *options: str) -> Iterator[str]:
    """Serve a list and a report from that folder; gives the address."""
    listing = f"<html><a href='/2022.html'>{title(2022)}</a></html>"
    (folder / "list.html").write_text(listing, encoding="utf-8")
    (folder / "2022.html").write_text(f"<html><h1>{title(2022)}</h1></html>", encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n")
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "rsa:1024", "-sha1", "-nodes", "-days", "2",
         "-subj", "/CN=old", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    with socket.create_server((host, 0)) as taken:
        port = taken.getsockname()[1]
    command = [OPENSSL, "s_server", "-accept", f"{host}:{port}", "-WWW", "-quiet"]
    files = ["-cert", "cert.pem", "-key", "key.pem"]
    with subprocess.Popen(
        [*command, *files, *options], cwd=folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            _await(host, port)
            yield f"https://{host}:{port}/"
        finally:
            server.kill()


def _await(host: str, port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection((host, port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens on {host}:{port}")


@pytest.mark.skipif(not OPENSSL, reason="needs the openssl command")
def test_old_tls_only_where_the_row_allows_it_and_both_schemes_of_a_host(
    portal: Any, settings: Settings, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        homes = {}
        for name, host, options in (
            ("old", "127.0.4.1", OLD),
            ("strict", "127.0.4.2", OLD),
            ("both", "127.0.2.1", ("-cipher", "ALL:@SECLEVEL=0")),
        ):
            (tmp_path / name).mkdir()
            homes[name] = stack.enter_context(tls_server(tmp_path / name, host, *options))
        portal.page("/list.html", "", 301, Location=homes["both"] + "list.html")
        portals = [
            Portal("old", AGENCY, homes["old"], tls="old"),
            Portal("strict", AGENCY, homes["strict"]),
            Portal("both", AGENCY, portal.home),
        ]
        starts = {p.portal_id: p.home_url + "list.html" for p in portals}
        run(settings, [_with_column(p, starts[p.portal_id]) for p in portals])
    assert found_urls(settings) == {homes["old"] + "2022.html", homes["both"] + "2022.html"}
    problems = {(p["portal_id"], p["code"]) for p in rows(settings, "problems")}
    assert problems == {("strict", "unreachable")}


def _with_column(portal: Portal, url: str) -> Portal:
    return Portal(**{**portal.__dict__, "annual_reports_url": url})


def test_odd_addresses_are_asked_for_as_they_stand(portal: Any, settings: Settings) -> None:
    odd = [
        "/nb//2021/20210120.html",
        "/nb/%C4%EA%B1%A8/2022.html",
        "/nb/show.jsp?id=3&t=%B9%AB%BF%AA",
    ]
    links = "".join(
        f"<li><a href='{path}'>{title(year)}</a></li>" for year, path in enumerate(odd, start=2019)
    )
    page = f"<html><meta charset='gb2312'>{links}</html>".encode("gb18030")
    portal.answers["/nb/"] = (200, {"Content-Type": "text/html"}, page)
    for path in odd:
        portal.page(path, "<h1>年报</h1>")
    run(settings, [_with_column(Portal("p", AGENCY, portal.home), portal.home + "nb/")])
    assert sorted(portal.asked()) == sorted(["/nb/", *odd])
    assert found_urls(settings) == {portal.home[:-1] + path for path in odd}

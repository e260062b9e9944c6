"""The sample portals answer like real ones: on their own addresses, with validators, logged."""

from __future__ import annotations

import csv
import io
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from urllib.parse import urljoin

import pytest

from sample_portals import portals
from sample_portals.portals import sites
from sample_portals.served import Served
from sample_portals.server import registry_csv, serve
from sample_portals.site import Answer

HUAIAN = "sample-huaian"
LIST = "/col/col3835/index.html"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve() as running:
        yield running


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=names)  # noqa: S310 (loopback only)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_every_portal_has_an_address_of_its_own(served: Served) -> None:
    hosts = [site.host for site in served.sites]
    assert len(hosts) >= 4
    assert len(set(hosts)) == len(hosts)
    for site in served.sites:
        status, _, body = fetch(served.url(site.portal_id))
        assert status == 200
        assert body


def test_unchanged_page_is_not_sent_again(served: Served) -> None:
    url = served.url(HUAIAN, LIST)
    _, headers, body = fetch(url)
    assert body
    for validator in (
        {"If_None_Match": headers["ETag"]},
        {"If_Modified_Since": headers["Last-Modified"]},
    ):
        status, _, again = fetch(url, **validator)
        assert (status, again) == (304, b"")


def test_etag_outweighs_the_date() -> None:
    with serve() as running:
        _, headers, _ = fetch(running.url(HUAIAN, LIST))
        stale = {"If_None_Match": '"old"', "If_Modified_Since": headers["Last-Modified"]}
        assert fetch(running.url(HUAIAN, LIST), **stale)[0] == 200


def test_same_pages_after_a_restart(served: Served) -> None:
    """Else a second night would find every document changed."""
    portals._site.cache_clear()
    paths = [(s.portal_id, path) for s in served.sites for path in s.answers]
    with serve() as again:
        for portal, path in paths:
            first, second = (fetch(s.url(portal, path))[1]["ETag"] for s in (served, again))
            assert first == second, path


def test_reissued_report_has_other_bytes_and_another_etag() -> None:
    with serve() as running:
        url = running.url(HUAIAN, LIST)
        _, before, _ = fetch(url)
        running.replace(HUAIAN, LIST, Answer(b"corrected"))
        status, after, body = fetch(url, If_None_Match=before["ETag"])
        assert (status, body) == (200, b"corrected")
        assert after["ETag"] != before["ETag"]
        running.replace(HUAIAN, LIST, None)
        assert fetch(url)[0] == 404


def test_log_tells_what_was_asked_and_answered() -> None:
    with serve() as running:
        fetch(running.url(HUAIAN, "/nowhere"), User_Agent="gongkai-test")
        (entry,) = running.log
    assert (entry.portal_id, entry.path, entry.status) == (HUAIAN, "/nowhere", 404)
    assert entry.headers["User-Agent"] == "gongkai-test"


def test_query_may_come_in_any_order(served: Served) -> None:
    path = "/module/web/jpage/dataproxy.jsp?unitid=15817&columnid=3835&webid=36&page=2"
    status, _, body = fetch(served.url(HUAIAN, path + "&path=http%3A%2F%2Fwww.huaian.gov.cn%2F"))
    assert status == 200
    assert b"<recordset>" in body


def test_registry_leaves_something_to_discover(served: Served) -> None:
    rows = list(csv.DictReader(io.StringIO(served.registry_csv())))
    assert served.registry_csv() == registry_csv(served.port)
    assert len(rows) == len(served.sites)
    assert sum(not row["annual_reports_url"] and not row["family"] for row in rows) >= 2


def test_every_link_within_a_portal_leads_to_a_page(served: Served) -> None:
    """Links to columns that carry no reports may be dead, as they may on real sites."""
    beside = re.compile(r"list-(12|35|36)-1|/col/col(4|3834)/|/script/|counter\.js")
    for site in served.sites:
        for path, answer in site.answers.items():
            if not answer.content_type.startswith("text/html"):
                continue
            text = answer.body.decode("gb18030" if site.portal_id.endswith("slj") else "utf-8")
            for href in re.findall(r'<a [^>]*href="([^"]+)"', text):
                url = urljoin(served.url(site.portal_id, path), href.replace("&amp;", "&"))
                if site.host in url and not beside.search(url):
                    assert fetch(url)[0] == 200, f"{path} links to {href}"


def test_faulty_portal_is_served_only_when_asked_for() -> None:
    assert "sample-faulty" not in {site.portal_id for site in sites()}
    assert "sample-faulty" in {site.portal_id for site in sites(faulty=True)}


def test_silent_host_does_not_keep_the_server_from_stopping() -> None:
    from sample_portals.portals.faulty import SILENT

    with serve(faulty=True) as running:
        waiting = threading.Thread(target=_ask, args=(running.url("sample-faulty", SILENT[0]),))
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
    waiting.join(5)
    assert not waiting.is_alive()


def test_port_in_use_is_said_plainly(served: Served) -> None:
    with pytest.raises(OSError, match=r"cannot listen on 127\.0\.1\.\d+"), serve(served.port):
        pass


def _ask(url: str) -> None:
    try:
        urllib.request.urlopen(url, timeout=10)  # noqa: S310
    except OSError:
        return

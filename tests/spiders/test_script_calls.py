"""What a page's script would fetch, and what the interface answers."""

from __future__ import annotations

import pytest

from spiders.families import Further, Link, Page
from spiders.families.interface import further
from spiders.pages.answers import counts, entries
from spiders.pages.script_calls import Call, calls

ROOT = "http://www.example.gov.cn"


@pytest.mark.parametrize(
    ("script", "call"),
    [
        ('$.getJSON("/api/list?id=" + cid + "&page=" + n, f)', Call("/api/list?id=7&page=1")),
        ('var u = "/a.do"; $.get(u, {cid: cid, pageNo: p})', Call("/a.do?cid=7&pageNo=1")),
        ('$.post("/a.do", {cid: cid})', Call("/a.do", (("cid", "7"),))),
        (
            '$.ajax({url: "/a.do", type: "post", data: "cid=" + cid + "&size=5"})',
            Call("/a.do", (("cid", "7"), ("size", "5"))),
        ),
        ('axios.get("/a.do", {params: {cid: 7}})', Call("/a.do?cid=7")),
        (
            'fetch("/q", {method: "POST", body: JSON.stringify({cid: cid})})',
            Call("/q", (("cid", "7"),), is_json=True),
        ),
        (
            '$("#list").load("/part.jsp?cid=" + $("#cid").val())',
            Call("/part.jsp?cid=8", is_piece=True),
        ),
        ("const n = 1; fetch(`/q?cid=${cid}&page=${n}`)", Call("/q?cid=7&page=1")),
        ('axios.post("/q", {cid: cid})', Call("/q", (("cid", "7"),), is_json=True)),
        ('axios.post("/q", qs.stringify({cid: cid}))', Call("/q", (("cid", "7"),))),
    ],
)
def test_call_is_made_as_the_script_would(script: str, call: Call) -> None:
    page = f'var cid = "7"; <input type="hidden" id="cid" value="8"> {script}'
    assert list(calls(script, page)) == [call]


def test_call_whose_address_cannot_be_known_is_left() -> None:
    script = '$.get(base + "/list.do?id=" + someone.id()); $.get(unknown);'
    assert list(calls(script, script)) == []


def test_piece_of_html_is_loaded_for_what_it_lists() -> None:
    script = '<script>$("#l").load("/inc/list_1.html"); $("#h").load("/inc/head.html");</script>'
    assert [f.url.partition("#")[0] for f in further(Page(f"{ROOT}/nb/", script))] == [
        f"{ROOT}/inc/list_1.html"
    ]


def test_counters_and_logins_are_not_asked() -> None:
    script = '<script>$.get("/hits/add.do?id=1"); $.post("/user/login", {a: 1});</script>'
    assert further(Page(f"{ROOT}/nb/", script)) == []


def test_next_page_follows_until_all_entries_are_there() -> None:
    script = '<script>$.getJSON("/api/list?page=1&size=2", show);</script>'
    (first,) = further(Page(f"{ROOT}/nb/", script))
    rows = '{"title": "甲", "url": "/1.html"}, {"title": "乙", "url": "/2.html"}'
    answer = f'{{"total": 3, "rows": [{rows}]}}'
    (second,) = further(Page(first.url, answer))
    assert second.url.partition("#")[0] == f"{ROOT}/api/list?page=2&size=2"
    assert (
        further(Page(second.url, '{"total": 3, "rows": [{"title": "丙", "url": "/3.html"}]}')) == []
    )


def test_form_is_sent_again_with_the_next_number() -> None:
    script = '<script>$.post("/getList", {cid: "c", page: 1, size: 1});</script>'
    (first,) = further(Page(f"{ROOT}/nb/", script))
    answer = '{"data": {"total": 2, "list": [{"bt": "甲", "link": "/1.html"}]}}'
    (second,) = further(Page(first.url, answer))
    form = (("cid", "c"), ("page", "2"), ("size", "1"))
    assert second == Further(second.url, form)


@pytest.mark.parametrize(
    "answer",
    [
        '{"list": [{"docTitle": "某局2022年年报", "url": "/1.html", "date": "2023-01-20"}]}',
        'show([{"name": "某局2022年年报", "id": 1, "createTime": 1674180000000}]);',
        '{"a": {"b": [{"bt": "<b>某局</b>2022年年报", "q": "/1.html", "rq": "2023/1/20"}]}}',
    ],
)
def test_entry_is_whatever_has_a_title_and_an_address(answer: str) -> None:
    found = entries(Page(f"{ROOT}/api", answer), "/{id}.html")
    assert found == [Link(f"{ROOT}/1.html", "某局2022年年报", "2023-01-20")]


def test_counts_are_told_by_their_usual_names() -> None:
    told = counts('{"data": {"totalCount": "45", "pageSize": 15, "totalPages": 3}}')
    assert (told.total, told.pages, told.size) == (45, 3, 15)

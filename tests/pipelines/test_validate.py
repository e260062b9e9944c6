"""Error, challenge and log-in pages are not taken for documents."""

from __future__ import annotations

from pipelines.links_digest import links_digest
from pipelines.validate import verdict

URL = "http://127.0.0.1/a"
REPORT = (
    "<html><title>某局2022年政府信息公开工作年度报告</title><p>一、总体情况</p></html>".encode()
)


def code(purpose: str, status: int, content_type: str, body: bytes) -> str | None:
    found = verdict(purpose, URL, status, content_type, body)
    return found[0] if found else None


def test_report_is_let_through() -> None:
    assert code("report", 200, "text/html", REPORT) is None


def test_error_page_with_status_200_is_a_soft_404_in_any_encoding() -> None:
    page = "<html><title>提示信息</title><p>对不起，您访问的页面不存在或已被删除！</p></html>"
    assert code("report", 200, "text/html", page.encode()) == "soft_404"
    assert code("report", 200, "text/html", page.encode("gb18030")) == "soft_404"


def test_html_in_a_files_place_is_a_soft_404() -> None:
    assert code("attachment", 200, "application/pdf", b"<!DOCTYPE html><p>login</p>") == "soft_404"
    assert code("attachment", 200, "application/pdf", b"%PDF-1.7 ...") is None


def test_empty_answer_is_no_document() -> None:
    assert code("report", 200, "application/pdf", b"") == "soft_404"


def test_report_that_leads_to_the_home_page_is_gone() -> None:
    home, asked = "http://127.0.0.1/index.html", "http://127.0.0.1/nb/2022.html"
    found = verdict("report", home, 200, "text/html", REPORT, asked)
    assert found == ("soft_404", f"{asked} leads to {home} now; expected a report")
    assert verdict("report", asked + "x", 200, "text/html", REPORT, asked) is None
    assert verdict("report", home, 200, "text/html", REPORT, "http://127.0.0.1/") is None


def test_challenge_page_is_blocked_even_where_a_list_was_expected() -> None:
    page = "<html><title>安全验证</title><script>var _waf_=1</script></html>".encode()
    assert code("list", 200, "text/html", page) == "blocked"
    assert code("report", 412, "text/html", b"") == "blocked"


def test_answer_without_a_page_is_said_so() -> None:
    assert code("report", 202, "text/html", b"<script>wait()</script>") == "unreachable"
    assert code("list", 204, "text/html", b"") == "unreachable"
    assert code("list", 200, "text/html", b" ") == "soft_404"


def test_error_page_is_no_empty_list() -> None:
    gone, link = "您访问的页面不存在", "<a href='/a.html'>某局2022年</a>"
    assert code("list", 200, "text/html", b"<title>404</title>") == "soft_404"
    assert code("list", 200, "text/html", f"<p>{gone}</p>{link}".encode()) == "soft_404"
    assert code("list", 200, "text/html", f"<p>{gone}</p>{link * 9}".encode()) is None


def test_visitor_counter_does_not_change_the_set_of_links() -> None:
    page = "<a href='/a.html'>某局2022年</a><span>访问量 {}</span>"
    assert links_digest(page.format(1).encode()) == links_digest(page.format(2).encode())


def test_new_entry_or_new_title_changes_the_set_of_links() -> None:
    page = "<a href='/a.html'>某局2022年</a>"
    first = links_digest(page.encode())
    assert first != links_digest((page + "<a href='/b.html'>某局2023年</a>").encode())
    assert first != links_digest(page.replace("2022", "2023").encode())


def test_column_page_that_is_the_report_has_no_digest() -> None:
    page = "<a href='/'>首页</a><p>三、收到和处理政府信息公开申请情况</p>"
    assert links_digest(page.encode()) is None
    assert links_digest(page.encode("gb18030")) is None

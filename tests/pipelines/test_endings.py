"""Whether a file has its end, where a server may have cut it in silence."""

from __future__ import annotations

import pytest

from pipelines.endings import missing_end

HEAD = "<!DOCTYPE html><html><head><title>年报</title></head><body><div class='main'>"
TABLE = "<table><tr><td>5</td></tr></table><p>五、存在的主要问题</p>"


@pytest.mark.parametrize(
    "rest",
    [
        f"{TABLE}</div></body></html>",
        f"{TABLE}</div></body>",
        f"{TABLE}</div>",
        f"{TABLE}</div>\n<script>count(1);</script>\n",
    ],
    ids=["whole", "no html", "closes what it opened", "ends with a script"],
)
def test_page_is_whole(rest: str) -> None:
    assert missing_end(f"{HEAD}{rest}".encode()) is None


@pytest.mark.parametrize(
    "rest",
    [
        "<table><tr><td>5</td><td>",
        "<table><tr><td>5</td></tr></table><p>五、存在的主要",
        TABLE,
        f"{TABLE}</div><div",
    ],
    ids=["in a table", "in a sentence", "inside the article", "in a tag"],
)
def test_page_without_its_end_is_told(rest: str) -> None:
    assert "no </body>" in (missing_end(f"{HEAD}{rest}".encode()) or "")


def test_page_that_opens_nothing_may_go_on_after_any_byte() -> None:
    assert missing_end("<html><body><p>一、总体情况</p>".encode())


def test_other_files() -> None:
    assert missing_end(b"%PDF-1.7 1 0 obj")
    assert missing_end(b"%PDF-1.7 1 0 obj %%EOF\n") is None
    assert missing_end(b"PK\x03\x04") is None

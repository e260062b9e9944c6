"""What an interface answers: an article in markup or in lines, or a word on why there is none."""

from __future__ import annotations

import json

import pytest

from tests.corpus.cases.text import text
from transforms.extract import extract

TITLE = "青山县水利局2021年政府信息公开工作年度报告"
WHOLE = json.dumps(
    {"title": TITLE, "content": f"<p>{'公开各类信息。' * 40}</p>"}, ensure_ascii=False
)


@pytest.mark.parametrize(
    ("answer", "code", "message"),
    [
        (WHOLE[:-20], "corrupt", "JSON that is cut off or broken: Unterminated string"),
        (WHOLE.replace(",", "", 1), "corrupt", "JSON that is cut off or broken"),
        (json.dumps({"articles": [{"title": TITLE}]}), "not_a_report", "JSON without an article"),
        ('{"a":' * 100_000, "too_large", "nested too deeply"),
    ],
)
def test_json_without_an_article_says_what_is_wrong(answer: str, code: str, message: str) -> None:
    found = extract(answer.encode())
    assert found.media_type == "application/json"
    (problem,) = found.problems
    assert problem.code == code
    assert message in problem.message


def test_article_in_lines_of_plain_text_is_read() -> None:
    found = extract(json.dumps({"title": TITLE, "content": text().decode()}).encode())
    assert len(found.cells) == len(extract(text()).cells)


@pytest.mark.parametrize("name", ["display_publish_time", "docRelTime", "PubDate"])
def test_date_of_the_article_is_a_claim(name: str) -> None:
    answer = {"title": TITLE, name: "2022-01-20 09:00", "content": f"<p>{'公开信息。' * 60}</p>"}
    found = extract(json.dumps(answer).encode())
    assert {c.published for c in found.claims if c.published} == {"2022-01-20"}

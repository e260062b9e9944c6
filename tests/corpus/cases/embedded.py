"""Reports that the page leaves to its scripts to show, and text that its style sheets hide."""

from __future__ import annotations

import json
import re
from html import escape

from tests.corpus.case import Case
from tests.corpus.cases import boxes
from tests.corpus.documents import DISTINCT_2021, html_page, wrap

CELL = "requests/granted/legal_service"  # prints 305


def _page(body: str) -> bytes:
    return wrap(DISTINCT_2021, body).encode()


def _article() -> str:
    page = html_page().decode()
    found = re.search(r"<div class='content'>(.*)</div></body>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


def _json() -> bytes:
    """As a page server writes it: every angle bracket escaped."""
    data = (
        json.dumps({"id": 7, "content": _article()}).replace("<", "\\u003c").replace(">", "\\u003E")
    )
    return _page(f"<div id='app'></div><script>window.__STATE__ = {data};</script>")


def _answer() -> bytes:
    """What a portal's interface answers to the script of its page."""
    report = {"title": DISTINCT_2021.title, "publishTime": "2023-01-12 09:30", "text": _article()}
    return json.dumps({"code": 200, "data": {"articles": [report]}}).encode()


def _answer_in_a_call() -> bytes:
    return b"jsonp_1700000000(" + _answer() + b");"


def _hexadecimal() -> bytes:
    text = _article().replace("\n", "\\n").replace("'", "\\'").replace("<", "\\x3c")
    return _page(f"<script>document.getElementById('c').innerHTML = '{text}';</script>")


def _template() -> bytes:
    return _page(f"<div id='c'></div><script type='text/html' id='t'>{_article()}</script>")


def _text_area() -> bytes:
    return _page(f"<textarea style='display:none'>{escape(_article())}</textarea>")


def _template_element() -> bytes:
    return _page(f"<div id='c'></div><template id='t'>{_article()}</template>")


def _hidden_field() -> bytes:
    return _page(f'<div id="c"></div><input type="hidden" value="{escape(_article())}">')


def _answer_escaped() -> bytes:
    """The article's markup escaped, and the character references in it with it."""
    article = escape(_article().replace("规章", "&#35268;章"))
    return json.dumps({"title": DISTINCT_2021.title, "content": article}).encode()


def _answer_in_an_answer() -> bytes:
    """The answer is a string in another one."""
    return json.dumps({"code": 200, "data": _answer().decode()}).encode()


def _boxes_in_json(declared: str) -> bytes:
    """Boxes that their own styles, or the page's, make a table, in a script's string."""
    article = boxes.page(boxes.DIVS).decode().partition("<div class='content'>")[2]
    article = article.replace("</div></body></html>", "")
    for name, display in (("table", "table"), ("row", "table-row"), ("cell", "table-cell")):
        own = f'style="display:{display}"' if not declared else f"class='{name}'"
        article = re.sub(rf"""class=['"]{name}['"]""", own, article)
    data = json.dumps({"content": article}).replace("<", "\\u003c")
    return _page(f"<style>{declared}</style><script>window.__STATE__ = {data};</script>")


def _shown_and_carried() -> bytes:
    """The page shows the report; a script holds last year's, for a tab that nobody opened."""
    old = json.dumps(_article().replace(">305<", ">999<")).replace("<", "\\u003c")
    return _page(f"{_article()}<script>var last = {old};</script>")


def _styled(rules: str, markup: str) -> bytes:
    page = html_page().decode()
    page = page.replace("</head>", f"<style>{rules}</style></head>")
    return page.replace(">305<", f">{markup}<").encode()


CASES = [
    Case("html_in_json_with_escaped_brackets", _json),
    Case("json_answer_of_an_interface", _answer),
    Case("json_answer_in_a_call", _answer_in_a_call),
    Case("json_answer_escaped", _answer_escaped),
    Case("json_answer_in_an_answer", _answer_in_an_answer),
    Case("html_in_template_element", _template_element),
    Case("html_in_hidden_field", _hidden_field),
    Case("html_in_script_string_with_hexadecimal_escapes", _hexadecimal),
    Case("html_in_script_template", _template),
    Case("html_boxes_in_script_json", lambda: _boxes_in_json(""), changed=boxes.BLANK_CELLS),
    Case(
        "html_boxes_of_a_class_in_script_json",
        lambda: _boxes_in_json(boxes.AS_TABLE),
        changed=boxes.BLANK_CELLS,
    ),
    Case("html_in_text_area", _text_area),
    Case("html_shown_while_a_script_holds_another", _shown_and_carried),
    Case(
        "html_digit_hidden_by_a_style_sheet",
        lambda: _styled("td .n{display:none}", '305<span class="n">9</span>'),
        unsure=(CELL,),
    ),
    Case(
        "html_text_that_a_later_rule_shows",
        lambda: _styled(".n{display:none} .n{display:inline}", '<span class="n">305</span>'),
    ),
    Case(
        "html_text_hidden_only_in_print",
        lambda: _styled(
            "@media print{.n{display:none}} td::before{content:''}", '<span class="n">305</span>'
        ),
    ),
]

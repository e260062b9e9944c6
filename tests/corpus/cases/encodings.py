"""Pages whose bytes are not what they say."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, html_page

CASES = [
    Case("html_utf8", html_page),
    Case("html_utf8_form_2019", lambda: html_page(DISTINCT_2019), base="distinct_2019"),
    Case("html_utf8_bom", lambda: b"\xef\xbb\xbf" + html_page(declared=None)),
    Case("html_utf8_undeclared", lambda: html_page(declared=None)),
    Case("html_utf8_declared_gb2312", lambda: html_page(declared="gb2312")),
    Case("html_gbk", lambda: html_page(encoding="gb18030", declared="gbk")),
    Case("html_gb18030_declared_gb2312", lambda: html_page(encoding="gb18030", declared="gb2312")),
    Case("html_gbk_undeclared", lambda: html_page(encoding="gb18030", declared=None)),
    Case("html_gbk_declared_utf8", lambda: html_page(encoding="gb18030", declared="utf-8")),
    Case(
        "html_digits_as_entities",
        lambda: html_page(edit=lambda s: s.replace(">101<", ">&#49;0&#x31;<")),
    ),
    Case(
        "html_kangxi_radicals_in_labels",
        lambda: html_page(edit=lambda s: s.replace("自然人", "⾃然⼈").replace("行政", "⾏政")),
    ),
]

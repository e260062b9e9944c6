"""Pictures of a page without tables that may show them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from transforms.readers.html_attached import attached


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ("", ("/a.jpg",)),
        ('width="200" height="100px"', ()),
        ('width="690" height="200"', ("/a.jpg",)),
        ('width="100%" height="100"', ("/a.jpg",)),
        ('width="200"', ("/a.jpg",)),
    ],
)
def test_picture_that_is_shown_small_is_no_page_of_a_report(
    size: str, found: tuple[str, ...]
) -> None:
    assert attached(LexborHTMLParser(f'<body><img src="/a.jpg" {size}></body>')) == found

"""Any site whose lists are called for by its script files, not by the page itself.

Of a page that lists nothing the own script files are asked for, each with what the page's variables
hold in the address's fragment, which no server sees; what a file calls is called as in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from spiders.families import Further, Page
from spiders.families.interface import first_calls
from spiders.pages.html import absolute, base_of, tree
from spiders.pages.page_counts import scripts_of

FALLBACK: Final = True
ORDER: Final = 3
_SCRIPT: Final = "script?"
_LIBRARY: Final = re.compile(
    r"jquery|bootstrap|vue|react|swiper|layui|layer|echarts|\.min\.|common|share|stat|analy|baidu|wza|"
    r"slide|banner|tab|pinyin|calendar|date|md5|base64|html5|respond|ie\d",
    re.I,
)
_VARIABLE: Final = re.compile(
    r"(?:var|let|const)\s+(\w+)\s*=\s*(?:\"([^\"\n]{0,80})\"|'([^'\n]{0,80})'|(\d+))"
)
_MOST_VARIABLES: Final = 30
_MOST_FILES: Final = 3


def recognise(page: Page) -> str | None:
    fragment = page.url.partition("#")[2]
    return "a script file" if fragment.startswith(_SCRIPT) else next(_script_files(page), None)


def further(page: Page) -> list[Further]:
    """From a page its script files; from one of these what it calls first."""
    if page.url.partition("#")[2].startswith(_SCRIPT):
        return first_calls(_with_its_page(page))
    return [Further(f"{url}#{_SCRIPT}{_told(page)}") for url in _script_files(page)]


def is_script(further: Further) -> bool:
    """Whether it is a script file that may call an interface."""
    return further.url.partition("#")[2].startswith(_SCRIPT)


def _script_files(page: Page) -> Iterator[str]:
    """The page's own script files, but for libraries; of a page that says nothing itself."""
    root = tree(page.text) if "<script" in page.text and "#" not in page.url else None
    base, host = base_of(page.text, page.url), urlsplit(page.url).netloc
    files = (s.get("src") or "" for s in root.iter("script")) if root is not None else ()
    own = (u for f in files if not _LIBRARY.search(f) and (u := absolute(base, f, page.encoding)))
    yield from islice((u for u in own if urlsplit(u).netloc == host), _MOST_FILES)


def _told(page: Page) -> str:
    """What a script file needs of its page: the address, and what variables hold."""
    told = [m.groups("") for m in islice(_VARIABLE.finditer(scripts_of(page)), _MOST_VARIABLES)]
    known = {name: one or other or number for name, one, other, number in told}
    return urlencode({"of": page.url, **known})


def _with_its_page(page: Page) -> Page:
    """A script file as a page that holds it, with its own page's variables."""
    fragment = page.url.partition("#")[2]
    known = dict(parse_qsl(fragment.removeprefix(_SCRIPT), keep_blank_values=True))
    variables = "".join(f'var {k} = "{v}";' for k, v in known.items() if k != "of")
    text = f"<script>{variables}{page.text.replace('</', '<')}</script>"
    return Page(known["of"], text, page.encoding)

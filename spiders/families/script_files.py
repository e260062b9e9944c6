"""Any site whose lists are called for by its script files, not by the page itself.

Of a page that lists nothing the own script files are asked for, one after another, each with what
the variables of the page, of its address and of the files before it hold in its own address's
fragment, which no server sees; what a file calls is called as in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    r"jquery|bootstrap|vue|react|swiper|layui|layer|echarts|\.min\.|(?<!builder)common|share|stat|analy|baidu|wza|"
    r"slide|banner|tab|pinyin|calendar|date|md5|base64|html5|respond|ie\d",
    re.I,
)
_VARIABLE: Final = re.compile(
    r"(?:var|let|const)\s+(\w+)\s*=\s*(?:\"([^\"\n]{0,80})\"|'([^'\n]{0,80})'|(\d+))"
)
_PART: Final = re.compile(r"[\"'](\w+)[\"']\s*:\s*[\"']([^\"'\n]{1,80})[\"']")  # of an object
_OWN: Final = ("of", "next")  # what the fragment says of the page, beside variables
_MOST_VARIABLES: Final = 30
_MOST_FILES: Final = 3


def recognise(page: Page) -> str | None:
    fragment = page.url.partition("#")[2]
    return "a script file" if fragment.startswith(_SCRIPT) else next(_script_files(page), None)


def further(page: Page) -> list[Further]:
    """From a page its first script file; from that what it calls first, and the next file."""
    if not page.url.partition("#")[2].startswith(_SCRIPT):
        files = list(_script_files(page))
        return _ask(files, {"of": page.url, **_of_address(page.url), **_told(scripts_of(page))})
    known = _known(page)
    files = known["next"].split()
    told = {k: v for k, v in known.items() if k != "next"}
    return [*first_calls(_with_its_page(page, known)), *_ask(files, {**_told(page.text), **told})]


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


def _ask(files: Sequence[str], told: Mapping[str, str]) -> list[Further]:
    if not files:
        return []
    fragment = urlencode({**told, "next": " ".join(files[1:])})
    return [Further(f"{files[0]}#{_SCRIPT}{fragment}")]


def _told(script: str) -> dict[str, str]:
    """What a script file needs of what stands before it: variables, and parts of objects."""
    variables = [m.groups("") for m in islice(_VARIABLE.finditer(script), _MOST_VARIABLES)]
    parts = {m[1]: m[2] for m in islice(_PART.finditer(script), _MOST_VARIABLES)}
    return {**parts, **{name: one or other or number for name, one, other, number in variables}}


def _of_address(url: str) -> dict[str, str]:
    """The parameters of the page's address: scripts read them into variables of the same name."""
    return dict(parse_qsl(urlsplit(url).query))


def _known(page: Page) -> dict[str, str]:
    fragment = page.url.partition("#")[2]
    return dict(parse_qsl(fragment.removeprefix(_SCRIPT), keep_blank_values=True))


def _with_its_page(page: Page, known: Mapping[str, str]) -> Page:
    """A script file as a page that holds it, with what was told before it."""
    variables = "".join(f'var {k} = "{v}";' for k, v in known.items() if k not in _OWN)
    text = f"<script>{variables}{page.text.replace('</', '<')}</script>"
    return Page(known["of"], text, page.encoding)

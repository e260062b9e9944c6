"""Calls in a page's scripts that fetch what the page shows: which address, with what.

$.getJSON("/api/list?channelId=44&pageNum=" + n, function (r) { … })
$.ajax({type: "POST", url: "/getFileList", data: {channelId: channelId, page: page, size: 10}})
axios.post("/api/list", {cid: "7"});      fetch(`/list.json?cid=${cid}`)
$("#list").load("/inc/list.html")

What stands in a variable is looked up in the page; what cannot be known is left empty, but for the
page's number, which is 1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

PAGE_NUMBER: Final = re.compile(
    r"^(page|pages?_?(no|num|index|number|id)|p(age)?n|cur(r|rent)?_?page(_?(no|num|index))?|current|p|index)$",
    re.I,
)
_CALL: Final = re.compile(
    r"(?:(?:\$|jQuery|axios|Ls|layui|http|request)\.(ajax|get|post|getJSON|load|request)|\b(fetch|axios))\s*\("
)
_SEND_JSON: Final = ("axios", "http", "request")  # where nothing else is said
_FORM: Final = re.compile(r"\s*(new\s+URLSearchParams|qs\.\w+|\$\.param)\s*\(", re.I)
_LOADED: Final = re.compile(r"\)\.(load)\s*\(")
_LONGEST: Final = 3000  # characters of a call's arguments
_PART: Final = re.compile(
    r"\s*(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`|([\w.$]+(?:\([^()]*\))?(?:\[[^\[\]]*\])?))\s*(\+)?"
)
_PAIR: Final = re.compile(r"[\"']?([\w.$-]+)[\"']?\s*:\s*")
_VALUE: Final = r"(?<![\w.$]){}[\"']?\s*[:=]\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|(\d+)\b)"
_SUM: Final = r"(?<![\w.$]){}\s*=\s*(?=[\"'`\w.$][^=;\n]*\+)"
_JOINED: Final = re.compile(r"\s*\+(?!\+)")
_WHOLE: Final = re.compile(r"0|[1-9]\d{0,5}")
_LONGEST_SUM: Final = 400  # characters
_INPUT: Final = r"<input\b[^>]*\b(?:id|name)=[\"']?{}[\"'\s][^>]*>"
_INPUT_VALUE: Final = re.compile(r"\bvalue=[\"']?([^\"'>\s]*)", re.I)
_HOLE: Final = re.compile(r"\$\{([^{}]*)\}")
_ELEMENT: Final = re.compile(r"\(\s*[\"'][#.]?([\w-]+)[\"']\s*\)")


@dataclass(frozen=True)
class Call:
    """`sent` are the form's fields, or those of the JSON that is the body; empty for a GET.

    `is_piece`: what comes is put into the page as it is.
    """

    address: str
    sent: tuple[tuple[str, str], ...] = ()
    is_json: bool = False
    is_piece: bool = False


def calls(scripts: str, page: str) -> Iterator[Call]:
    """All calls whose address can be told; `page` is the whole page, for what variables hold."""
    for match in (*_CALL.finditer(scripts), *_LOADED.finditer(scripts)):
        name = match[1] or match.group(match.lastindex or 1)
        arguments = _balanced(scripts, match.end() - 1)
        if arguments and (call := _call(name, arguments, page)):
            sends_json = match[0].startswith(_SEND_JSON) and not _FORM.search(arguments)
            yield replace(call, is_json=call.is_json or (sends_json and bool(call.sent)))


def _call(name: str, arguments: str, page: str) -> Call | None:
    options: Mapping[str, str] = {}
    if arguments.lstrip().startswith("{"):
        options, first, second = _pairs(arguments), "", ""
    else:
        first, second = _split(arguments)
        options = _pairs(second) if name in ("fetch", "ajax", "axios") else {}
    address = evaluated(options.get("url", first), page)
    if not address:
        return None
    method = evaluated(options.get("method") or options.get("type") or "", page) or ""
    told = options.get("params") or options.get("data") or options.get("body") or ""
    if not options and (second.lstrip().startswith(("{", "'", '"')) or _FORM.match(second)):
        told = _pairs(second).get("params", second)
    posted = name == "post" or method.lower() == "post"
    is_json = "JSON.stringify" in told
    sent = tuple(_fields(told, page))
    if posted:
        return Call(address, sent, is_json)
    return Call(_with_query(address, sent), is_piece=name == "load")


def _with_query(address: str, sent: tuple[tuple[str, str], ...]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(sent)}" if sent else address


def evaluated(expression: str, page: str) -> str | None:
    """The text that literals and variables joined by + make; None where it starts with neither."""
    at, made, expression = 0, "", expression.strip()
    while match := _PART.match(expression, at):
        literal = next((m for m in match.groups()[:2] if m is not None), None)
        literal = literal if match[3] is None else _filled(match[3], page)
        known = literal if literal is not None else _known(match[4], page, made)
        if known is None:
            return None
        made, at = made + known, match.end()
        if not match[5]:
            return made
    return made or None


def _filled(template: str, page: str) -> str:
    """A literal between backticks, with what its `${variables}` hold."""
    made, end = "", 0
    for hole in _HOLE.finditer(template):
        made += template[end : hole.start()]
        made += _known(hole[1].strip(), page, made) or ""
        end = hole.end()
    return made + template[end:]


def _known(name: str, page: str, before: str) -> str | None:
    """What a variable holds; the number of the page is 1, of another nothing is known."""
    if name.isdigit():
        return name
    if element := _ELEMENT.search(name):
        return _of_input(element[1], page)
    last = name.rpartition(".")[2]
    parameter = re.search(r"[?&]([\w.]+)=$", before)
    is_number = PAGE_NUMBER.match(last) and last != "index"  # as a variable it counts anything
    if is_number or (parameter and PAGE_NUMBER.match(parameter[1])):
        return "1"
    found = re.search(_VALUE.format(re.escape(last)), page)
    if found is None or _JOINED.match(page, found.end()):
        return _sum(last, page) or _of_input(last, page) or ("" if parameter else None)
    return next(group for group in found.groups() if group is not None)


def _sum(name: str, page: str) -> str | None:
    """What a variable holds that is put together: `var url = "/list/" + id + "?page=" + n`."""
    found = re.search(_SUM.format(re.escape(name)), page)
    if found is None:
        return None
    others = page[: found.start()] + page[found.end() :]  # a sum with itself has no end
    return evaluated(page[found.end() : found.end() + _LONGEST_SUM], others)


def _of_input(name: str, page: str) -> str | None:
    field = re.search(_INPUT.format(re.escape(name)), page, re.I)
    value = _INPUT_VALUE.search(field[0]) if field else None
    return value[1] if value else None


def _fields(told: str, page: str) -> Iterator[tuple[str, str]]:
    if "{" in told:
        for name, expression in _pairs(told[told.index("{") :]).items():
            yield name, _field(name, expression, page)
    elif told and (query := evaluated(told, page)):
        yield from parse_qsl(query, keep_blank_values=True)


def _field(name: str, expression: str, page: str) -> str:
    literal = expression.strip()
    if PAGE_NUMBER.match(name) and not literal.strip("\"'").isdigit():
        return "1"
    return evaluated(literal, page) or ""


def _pairs(text: str) -> dict[str, str]:
    """The keys of an object's literal with what stands behind them, as written."""
    inner = _balanced(text, text.index("{")) if "{" in text else None
    found: dict[str, str] = {}
    rest = inner or ""
    while match := _PAIR.search(rest):
        value, rest = _split(rest[match.end() :])
        found.setdefault(match[1], value)
    return found


def _split(text: str) -> tuple[str, str]:
    """What stands before the first comma of this level, and behind it."""
    for at, sign, depth in _signs(text):
        if sign == "," and depth == 0:
            return text[:at], text[at + 1 :]
    return text, ""


def _balanced(text: str, start: int) -> str | None:
    """What stands between the bracket at `start` and the one that closes it."""
    for at, sign, depth in _signs(text[start : start + _LONGEST]):
        if sign in ")]}" and depth == 0:
            return text[start + 1 : start + at]
    return None


def _signs(text: str) -> Iterator[tuple[int, str, int]]:
    """The characters outside of literals: where, which, and how many brackets are open then."""
    depth, quote = 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[at - 1] != "\\" else quote
            continue
        if sign in "\"'`":
            quote = sign
            continue
        depth += (sign in "([{") - (sign in ")]}")
        yield at, sign, depth


def body_of(sent: tuple[tuple[str, str], ...]) -> str:
    """The JSON that a call sends: numbers as numbers, but for codes such as 003009."""
    return json.dumps({k: int(v) if _WHOLE.fullmatch(v) else v for k, v in sent})

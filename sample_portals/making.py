"""Small helps for sample portals: documents, reports of any agency and year, decoys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sample_portals import render_html
from sample_portals.figures import Report, report
from sample_portals.site import Answer, html

Entry = tuple[str, str, str]  # address as the list prints it, title, date as the list prints it


def made(agency: str, year: int, base: str = "ningshan_slj_2022") -> Report:
    """A sound report of that agency and year."""
    model = report(base)

    def told(text: str) -> str:
        return text.replace(str(model.year), str(year)).replace(model.agency, agency)

    return replace(
        model,
        agency=agency,
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        published=date(year + 1, 1, 20),
        opening=told(model.opening),
        overview=tuple(map(told, model.overview)),
        shortcomings=tuple(map(told, model.shortcomings)),
        further=tuple(map(told, model.further)),
    )


def article(agency: str, year: int) -> str:
    """Its title and all below."""
    content = made(agency, year)
    return f"<h1>{content.title}</h1>{render_html.article(content)}"


def document(title: str, body: str, head: str = "", charset: str = "utf-8") -> str:
    """An HTML document."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def page(title: str, body: str, head: str = "", encoding: str = "utf-8") -> Answer:
    """The same as an answer."""
    charset = "gb2312" if encoding.startswith("gb") else encoding
    return html(document(title, body, head, charset), encoding=encoding)


def report_page(agency: str, year: int, menu: str = "", encoding: str = "utf-8") -> Answer:
    """A page that is a report."""
    content = made(agency, year)
    return page(f"{content.title}_{agency}", menu + article(agency, year), encoding=encoding)


def decoy(title: str, text: str = "", menu: str = "", encoding: str = "utf-8") -> Answer:
    """A page that is none, whatever it is called."""
    body = f"{menu}<h1>{title}</h1><p>{text or title}。详情请咨询有关部门。</p>"
    return page(title, body, encoding=encoding)


def items(entries: Iterable[Entry]) -> str:
    """A list as most portals have it."""
    return "".join(
        f'<li><a href="{address}" title="{title}">{title}</a><span>{day}</span></li>'
        for address, title, day in entries
    )

"""Several reports in one file stay apart; what only looks like several stays one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from sample_portals import render_html
from sample_portals.figures import Report
from sample_portals.prose import Heading
from sample_portals.render_pdf import Pages, Paper
from sample_portals.tables import Drawing
from stages.showing import documents_in
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts, html_page
from transforms.extract import extract_all
from transforms.extraction import Extraction

ALL = replace(DISTINCT_2021, title="示例县2022年政府信息公开工作年度报告（汇总）").with_figure(
    "requests", "granted", "total", "999"
)


def on_one_page(*reports: Report) -> bytes:
    """A column page that holds reports below each other."""
    body = "".join(f"<h2>{r.title}</h2>{render_html.article(r)}" for r in reports)
    return f"<html><head><meta charset='utf-8'><title>年报</title></head><body>{body}".encode()


def in_one_pdf(*reports: Report) -> bytes:
    """A PDF with one report behind the other."""
    pages = Pages(Paper(), reports[0].title)
    for report in reports:
        pages.paragraph(report.title, centred=True)
        for part in bent_parts(report, {}):
            if isinstance(part, Drawing):
                pages.table(part.grid)
            else:
                pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
    return pages.finish()


def granted(extraction: Extraction) -> list[float | None]:
    """The total of requests granted."""
    names = ("requests", "granted", "total")
    return [c.value for c in extraction.cells if (c.topic, c.item, c.breakdown) == names]


def test_years_on_one_page_are_reports_of_their_own() -> None:
    first, second = extract_all(on_one_page(DISTINCT_2021, DISTINCT_2019))
    assert (first.year, second.year) == (2022, 2019)
    assert {c.form for c in first.cells} == {"2021"}
    assert {c.form for c in second.cells} == {"2019"}
    assert len(first.cells) == len(extract_all(html_page(DISTINCT_2021))[0].cells)
    assert not {"ambiguous", "year_conflict"} & {
        p.code for e in (first, second) for p in e.problems
    }


def test_second_report_goes_by_the_hash_of_the_file_and_its_number() -> None:
    first, second = extract_all(on_one_page(DISTINCT_2021, DISTINCT_2019))
    assert (first.contained_in, first.member) == (None, None)
    assert second.sha256 == f"{first.sha256}#2"
    assert (second.contained_in, second.member) == (first.sha256, "#2")


def test_all_departments_and_the_office_in_one_pdf() -> None:
    first, second = extract_all(in_one_pdf(ALL, DISTINCT_2021))
    assert (first.scope, granted(first)) == ("consolidated", [999])
    assert (second.agency, granted(second)) == ("示例县水利局", [307])
    page = max(c.locator["page"] for c in first.cells)
    assert all(c.locator["page"] >= page for c in second.cells)


def test_titles_on_two_lines_part_reports() -> None:
    def broken(report: Report) -> str:
        first, ending, scope = report.title.partition("年度报告")
        return f"<p>{first}</p><p>{ending}{scope}</p>"

    body = "".join(broken(r) + render_html.article(r) for r in (ALL, DISTINCT_2021))
    first, second = extract_all(f"<meta charset='utf-8'><body>{body}".encode())
    assert (first.scope, granted(first)) == ("consolidated", [999])
    assert (second.agency, second.year, granted(second)) == ("示例县水利局", 2022, [307])


def test_two_reports_of_a_file_in_an_archive() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.html", on_one_page(DISTINCT_2021, DISTINCT_2019))
    root, first, second = extract_all(packed.getvalue())
    assert (first.member, second.member) == ("b.html", "b.html#2")
    assert first.contained_in == second.contained_in == root.sha256


def one(data: bytes) -> Extraction:
    """The only report of a file."""
    (extraction,) = extract_all(data)
    return extraction


def test_title_printed_twice_is_one_report() -> None:
    title = f"<p>{DISTINCT_2021.title}</p><p>2022年政府信息公开工作年度报告</p>"
    assert one(html_page(edit=lambda s: title + s)).year == 2022


def test_links_to_other_years_make_no_reports() -> None:
    links = "".join(f"<p>示例县水利局{y}年政府信息公开工作年度报告</p>" for y in (2019, 2020, 2021))
    assert one(html_page(edit=lambda s: s + links)).year == 2022
    assert one(html_page(edit=lambda s: links + s)).year == 2022


def test_two_tables_of_one_topic_in_one_report_stay_in_it() -> None:
    again = render_html.article(ALL)
    extraction = one(html_page(edit=lambda s: s + again))
    assert "ambiguous" in {p.code for p in extraction.problems}


def test_second_report_is_found_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "years.html"
    file.write_bytes(on_one_page(DISTINCT_2021, DISTINCT_2019))
    ((path, document),) = documents_in(f"{file}#2")
    assert path == f"{file}#2"
    assert document.extraction.year == 2019


def retitled(title: str, figure: str) -> str:
    """The report of DISTINCT_2021 without the name of its agency, below another title."""
    report = DISTINCT_2021.with_figure("requests", "granted", "total", figure)
    return title + render_html.article(report).replace("示例县水利局", "本单位")


def page_of(*parts: str) -> bytes:
    """Reports on one page, each with what stands above it."""
    return f"<meta charset='utf-8'><body>{''.join(parts)}".encode()


TOWNS = ("东山镇", "西河镇", "南湖乡", "北岭街道办事处")


def test_townships_whose_names_stand_above_one_title() -> None:
    title = "<p>{}</p><p>2022年政府信息公开工作年度报告</p>"
    parts = [retitled(title.format(town), str(n)) for n, town in enumerate(TOWNS)]
    found = extract_all(page_of(*parts))
    assert [(e.agency, granted(e)) for e in found] == [(t, [n]) for n, t in enumerate(TOWNS)]


def test_scope_on_the_line_below_parts_reports() -> None:
    title = "<p>示例县人民政府2022年政府信息公开工作年度报告</p><p>（{}）</p>"
    parts = [retitled(title.format(s), n) for s, n in (("汇总", "900"), ("本级", "90"))]
    found = extract_all(page_of(*parts))
    assert [(e.scope, granted(e)) for e in found] == [("consolidated", [900]), ("own", [90])]


def test_report_without_tables_among_others_is_not_lost() -> None:
    title = "<p>{}2022年政府信息公开工作年度报告</p>"
    parts = [retitled(title.format(town), str(n)) for n, town in enumerate(TOWNS)]
    text = "<p>一、总体情况</p><p>本镇按要求公开信息。</p><p>六、其他需要报告的事项</p><p>无。</p>"
    parts[1] = title.format(TOWNS[1]) + text
    found = extract_all(page_of(*parts))
    assert [e.agency for e in found] == list(TOWNS)
    assert "tables_missing" in {p.code for p in found[1].problems}


def test_titles_that_say_nothing_new_are_announced() -> None:
    title = "<p>2022年政府信息公开工作年度报告</p>"
    extraction = one(page_of(retitled(title, "1"), retitled(title, "2")))
    assert "ambiguous" in {p.code for p in extraction.problems}


def test_bureaus_in_an_archive_go_by_their_files_names() -> None:
    bureaus = ("水利局", "教育局", "民政局")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n, bureau in enumerate(bureaus):
            name = f"{n + 1}.示例县{bureau}2022年政府信息公开工作年度报告.html"
            archive.writestr(name, page_of(retitled("", str(n))))
    _, *found = extract_all(packed.getvalue())
    assert [(e.agency, e.year) for e in found] == [(f"示例县{b}", 2022) for b in bureaus]


def test_file_that_is_named_after_another_bureau_is_announced() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("示例县教育局2022年政府信息公开年报.html", on_one_page(DISTINCT_2021))
    _, found = extract_all(packed.getvalue())
    assert found.agency == "示例县水利局"
    assert "agency_conflict" in {p.code for p in found.problems}

"""OFD in the manners of its producers."""

from __future__ import annotations

from sample_portals.figures import report
from tests.corpus import sheets
from tests.corpus.case import Case
from tests.corpus.cases.scans import printed, topics_but
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021
from tests.corpus.ofd import (
    Manner,
    by_character,
    filled,
    in_groups,
    in_runs,
    indented,
    of_pictures,
    of_two_documents,
    one_path,
    render,
    with_attachment,
    without_steps,
)
from tests.corpus.scanning.paper import Print
from tests.corpus.scanning.scanner import encoded

HIDDEN_9 = (
    '<TextObject ID="9" Boundary="0 0 210 297" Size="3.2"{how}>{paint}'
    '<TextCode X="30" Y="100" DeltaX="g 3 1.6">9999</TextCode></TextObject>'
)
PAINTED_OVER = HIDDEN_9.format(how="", paint="") + (
    '<PathObject ID="8" Boundary="25 90 40 20" Fill="true" Stroke="false">'
    '<FillColor Value="255 255 255"/><AbbreviatedData>M 0 0 L 40 0 L 40 20 L 0 20 C'
    "</AbbreviatedData></PathObject>"
)
WATERMARKS = "".join(
    f'<TextObject ID="9" Boundary="0 0 210 297" Size="6" {how}>{paint}'
    f'<TextCode X="{30 + 40 * x}" Y="{60 + 20 * y}" DeltaX="g 7 3">20230101</TextCode></TextObject>'
    for x in range(4)
    for y in range(11)
    for how, paint in ([('Alpha="60"', ""), ("", '<FillColor Value="200 200 200"/>')][(x + y) % 2],)
)
ASKEW = WATERMARKS.replace('Size="6"', 'CTM="0.7 -0.7 0.7 0.7 0 90" Size="6"')
COVER = DISTINCT_2021.title + "见附件。"


def case(name: str, base: str = "distinct_2021", **how: object) -> Case:
    """The report of form 2021 in one manner."""
    return Case(name, lambda: render(manner=Manner(**how)), base)  # type: ignore[arg-type]


def scanned() -> bytes:
    """The pages of a report, clean, each a picture (JPEG)."""
    pages = printed("baoding_kjj_2022", Print(dpi=150))
    return of_pictures([encoded(page, "JPEG", 150, quality=80) for page in pages])


def scanned_and_numbered() -> bytes:
    """The second page of a report scanned, with its number and a stamp's name typed on it."""
    page = printed("baoding_kjj_2022", Print(dpi=150))[1]
    typed = in_runs("- 2 -", 100, 288, 3.2) + in_runs("青山县电子公文专用章", 130, 8, 3.2)
    return of_pictures([encoded(page, "JPEG", 150, quality=80)], typed)


CASES = [
    Case(
        "ofd_scanned_with_typed_page_number",
        scanned_and_numbered,
        base="baoding_kjj_2022",
        absent=topics_but("requests"),
        announced=("tables_missing",),
        why="a few characters on a scan make no page of text of it",
    ),
    Case("ofd_scanned", scanned, base="baoding_kjj_2022"),
    Case("ofd_plain", render),
    Case("ofd_form_2019", lambda: render(DISTINCT_2019), base="distinct_2019"),
    Case(
        "ofd_form_2019_by_character",
        lambda: render(DISTINCT_2019, Manner(text=by_character, rules=one_path)),
        base="distinct_2019",
    ),
    Case("ofd_real_huaian", lambda: render(report("huaian_2024")), base="huaian_2024"),
    Case(
        "ofd_real_shanghai",
        lambda: render(report("shanghai_bgt_2019"), Manner(text=in_groups, rules=filled)),
        base="shanghai_bgt_2019",
    ),
    Case(
        "ofd_real_baoding",
        lambda: render(report("baoding_kjj_2022"), Manner(rules_apart=True)),
        base="baoding_kjj_2022",
    ),
    case("ofd_steps_in_groups", text=in_groups, rules=filled),
    case("ofd_character_by_character", text=by_character, rules=one_path),
    case("ofd_without_steps", text=without_steps),
    case("ofd_rules_on_a_template", rules_apart=True, text=in_groups),
    case("ofd_without_prefix", prefix=""),
    case("ofd_without_namespace", prefix="", namespace=""),
    case("ofd_vendor_namespace", prefix="v:", namespace="http://www.vendor.example/ofd"),
    case("ofd_chinese_folder", folder="文档"),
    case("ofd_text_that_is_invisible", extra=HIDDEN_9.format(how=' Visible="false"', paint="")),
    case("ofd_text_without_paint", extra=HIDDEN_9.format(how=' Fill="false"', paint="")),
    case("ofd_text_fully_transparent", extra=HIDDEN_9.format(how=' Alpha="0"', paint="")),
    case(
        "ofd_text_white_on_white",
        extra=HIDDEN_9.format(how="", paint='<FillColor Value="255 255 255"/>'),
    ),
    case(
        "ofd_text_clipped_away",
        extra=HIDDEN_9.format(
            how="",
            paint='<Clips><Clip><Area><Path ID="7" Boundary="0 0 0.1 0.1"><AbbreviatedData>'
            "M 0 0 L 0.1 0 L 0.1 0.1 L 0 0.1 C</AbbreviatedData></Path></Area></Clip></Clips>",
        ),
    ),
    case(
        "ofd_text_in_a_hidden_block",
        extra=f'<PageBlock ID="7" Visible="false">{HIDDEN_9.format(how="", paint="")}</PageBlock>',
    ),
    case("ofd_text_painted_over", rules_apart=True, extra=PAINTED_OVER),
    case("ofd_upright_watermarks_of_digits", extra=WATERMARKS),
    case("ofd_watermarks_askew", extra=ASKEW),
    case("ofd_text_indented", text=indented),
    case("ofd_on_its_side_in_a_composite_object", turned=True),
    case("ofd_on_its_side_by_character", turned=True, text=by_character, rules=one_path),
    Case(
        "ofd_tables_in_attached_workbook",
        lambda: with_attachment("report.xlsx", sheets.xlsx(), COVER),
    ),
    Case("ofd_of_two_documents", lambda: of_two_documents(DISTINCT_2021, "关于报送年报的函")),
]

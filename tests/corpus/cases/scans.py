"""Scans, photographs and screenshots: pages that are pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sample_portals import render_pdf
from sample_portals.figures import Report, report
from sample_portals.tables import Drawing
from tests.corpus.case import Case, Value
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts
from tests.corpus.scanning.paper import SANS, SERIF, Pages, Print
from tests.corpus.scanning.scanner import Scan, encoded, pdf_of, scan
from tests.corpus.scanning.wear import (
    lidded,
    on_screen,
    ringed,
    shone_through,
    streaked,
    struck,
    torn,
)

_DARK, _RULE = 150, 0.5  # of brightness; of a page's width


@cache
def printed(name: str, how: Print) -> tuple[Image.Image, ...]:
    """The clean pages of a report."""
    content = REPORTS[name]
    pages = Pages(how)
    pages.print(content, bent_parts(content, {}))
    return tuple(pages.finish())


REPORTS: dict[str, Report] = {
    "distinct_2021": DISTINCT_2021,
    "distinct_2019": DISTINCT_2019,
    **{n: report(n) for n in ("huaian_2024", "shanghai_bgt_2019", "baoding_kjj_2022")},
}


def scanned(name: str, how: Print, machine: Scan) -> list[Image.Image]:
    """The pages of a report as that machine scans them."""
    return [scan(page, machine, how.dpi, SERIF) for page in printed(name, how)]


def pdf(name: str, how: Print, machine: Scan) -> bytes:
    """The scanned report as a PDF without text."""
    return pdf_of(scanned(name, how, machine), how.dpi, machine.jpeg or 85)


def tiff(name: str, how: Print, machine: Scan, compression: str = "tiff_lzw") -> bytes:
    """The scanned report as one TIFF of several pages."""
    first, *others = scanned(name, how, machine)
    return encoded(
        first, "TIFF", how.dpi, save_all=True, append_images=others, compression=compression
    )


def picture(kind: str, name: str, how: Print, machine: Scan, page: int, **options: Any) -> bytes:
    """One page of the scanned report as a picture file."""
    return encoded(scanned(name, how, machine)[page], kind, how.dpi, **options)


def topics_but(*kept: str) -> tuple[str, ...]:
    """Patterns of the cells of all topics but these."""
    return tuple(f"{t}/*" for t in ("proactive", "requests", "review") if t not in kept)


def with_signs(content: Report) -> Report:
    """The report with signs, decimals and blanks where its first table has figures."""
    printed = {
        ("licensing", "items_change"): "-3",
        ("penalties", "items_change"): "+19",
        ("coercion", "items_change"): "减3",
        ("licensing", "items_last_year"): "/",
        ("penalties", "items_last_year"): "—",
        ("coercion", "items_last_year"): "",
        ("penalties", "decisions"): "3985758",
        ("coercion", "decisions"): "1,113",
        ("procurement", "projects"): "-",
        ("procurement", "amount"): "96171.6",
    }
    for (item, breakdown), text in printed.items():
        content = content.with_figure("proactive", item, breakdown, text)
    return content


SIGNS: dict[str, Value] = {
    "proactive/licensing/items_change": (-3, "number"),
    "proactive/penalties/items_change": (19, "number"),
    "proactive/coercion/items_change": (-3, "number"),
    "proactive/licensing/items_last_year": (None, "not_applicable"),
    "proactive/penalties/items_last_year": (None, "not_applicable"),
    "proactive/coercion/items_last_year": (None, "blank"),
    "proactive/penalties/decisions": (3985758, "number"),
    "proactive/coercion/decisions": (1113, "number"),
    "proactive/procurement/projects": (None, "not_applicable"),
    "proactive/procurement/amount": (96171.6, "number"),
}
REPORTS["signs"] = with_signs(DISTINCT_2019)


def hidden_text_that_lies(name: str, how: Print, machine: Scan, page: int) -> bytes:
    """A scanned page in a PDF with somebody's recognition under it: every figure is wrong."""
    image = scanned(name, how, machine)[page]
    width, height = image.width * 72 / how.dpi, image.height * 72 / how.dpi
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1)
    canvas.drawImage(ImageReader(image), 0, 0, width, height)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 8)
    for row in range(28):
        text.setTextOrigin(260, height - 100 - 20 * row)
        text.textLine("8 8 8 8 8 8 88")
    canvas.drawText(text)
    canvas.save()
    return stream.getvalue()


def _lying_under(canvas: Canvas, height: float) -> None:
    """Somebody's recognition, printed before the picture that hides it."""
    for row in range(28):
        canvas.drawString(260, height - 100 - 20 * row, "8 8 8 8 8 8 88")


def _address_on(canvas: Canvas, _height: float) -> None:
    canvas.drawString(40, 16, "https://www.qingshan.example.cn/zfxxgk/fdzdgknr/gknb/" + "2" * 60)


def with_text(
    name: str,
    how: Print,
    *,
    under: Callable[[Canvas, float], None] | None = None,
    over: Callable[[Canvas, float], None] | None = None,
) -> bytes:
    """A report's first page scanned, with text printed under the picture or over it."""
    image = scanned(name, how, CLEAN)[0]
    width, height = image.width * 72 / how.dpi, image.height * 72 / how.dpi
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1)
    canvas.setFont("Helvetica", 6)
    if under:
        under(canvas, height)
    canvas.drawImage(ImageReader(image), 0, 0, width, height)
    if over:
        canvas.setFont("Helvetica", 6)
        over(canvas, height)
    canvas.save()
    return stream.getvalue()


def half_printed_half_scanned() -> bytes:
    """A PDF whose first page has text and whose second is a scan."""
    content = DISTINCT_2021
    stream = io.BytesIO()
    pages = render_pdf.Pages(render_pdf.PLAIN, content.title)
    for part in bent_parts(content, {}):
        if isinstance(part, Drawing) and part.topic == "proactive":
            pages.table(part.grid)
    printed_part = pypdfium2.PdfDocument(pages.finish())
    scan_part = pypdfium2.PdfDocument(
        pdf_of(scanned("distinct_2021", Print(), CLEAN)[1:2], Print().dpi)
    )
    printed_part.import_pages(scan_part)
    printed_part.save(stream)
    return stream.getvalue()


def below_one_another(pages: Sequence[Image.Image]) -> Image.Image:
    """The pages as one long picture, margins and all."""
    long = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        long.paste(page, (0, top))
        top += page.height
    return long


def cut_open(page: Image.Image) -> list[Image.Image]:
    """The page on two, its table cut in the middle so that no rule closes either part."""
    middle = page.height // 2
    dark = (np.asarray(page) < _DARK).mean(axis=1)
    rule = next(row for row in range(middle, page.height) if dark[row] > _RULE)
    margin = page.height // 6
    upper = Image.new("L", (page.width, rule + margin), 255)
    upper.paste(page.crop((0, 0, page.width, rule - 2)))
    lower = Image.new("L", (page.width, page.height - rule + margin), 255)
    lower.paste(page.crop((0, rule + 3, page.width, page.height)), (0, margin))
    return [upper, lower]


def marked_by_pen() -> bytes:
    """A page in colour: some figures ringed in blue, some struck out in red."""
    how, content = Print(dpi=150), DISTINCT_2021
    pages = Pages(how)
    pages.print(content, bent_parts(content, {}))
    places = [place for _, place in pages.figures if place[0] == 0]
    page = ringed(pages.finish()[0], places[:9:4], how.dpi)
    return encoded(struck(page, places[1:9:4], how.dpi), "PNG", how.dpi)


CLEAN = Scan(jpeg=80, noise=3)
ORDINARY = Scan(skew=1.3, blur=0.6, noise=8, specks=60, jpeg=60, seal=(0.7, 0.5), shade=0.3)
FAXED = Scan(skew=-0.8, blur=0.5, noise=6, bitonal=True)
PHOTOGRAPHED = Scan(keystone=0.05, skew=0.6, blur=0.8, noise=6, jpeg=45, shade=0.35, border=True)
LYING = Scan(turns=1, skew=0.7, noise=4, jpeg=75, grey=True)
ROW_TOO_TALL = Print(row=26.0, size=9.0)  # table 三 goes on over the page

CASES: Sequence[Case] = [
    Case(
        "scan_pdf_real_huaian_sealed",
        lambda: pdf("huaian_2024", Print(), ORDINARY),
        base="huaian_2024",
    ),
    Case(
        "scan_tiff_faxed_300_dpi",
        lambda: tiff("distinct_2021", Print(dpi=300, font=SANS), FAXED, "group4"),
    ),
    Case(
        "scan_jpeg_photographed_dotted_rules",
        lambda: picture(
            "JPEG", "distinct_2021", Print(dpi=170, dash=1.4), PHOTOGRAPHED, 1, quality=60
        ),
        absent=topics_but("requests"),
        announced=("tables_missing",),
    ),
    Case(
        "scan_png_2019_lying_on_its_side",
        lambda: picture("PNG", "distinct_2019", Print(dpi=150), LYING, 1),
        base="distinct_2019",
        absent=topics_but("requests", "review"),
        announced=("tables_missing",),
    ),
    Case(
        "scan_webp_signs_under_a_seal",
        lambda: picture("WEBP", "signs", Print(), ORDINARY, 0, quality=70),
        base="distinct_2019",
        changed=SIGNS,
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="a minus sign that is lost, or a slash read as 1, is a wrong number",
    ),
    Case(
        "scan_rows_as_low_as_their_type",
        lambda: picture(
            "PNG", "distinct_2021", Print(dpi=150, size=10.5, row=12, air=0.5), CLEAN, 0
        ),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="strokes that nearly reach from rule to rule are no rules; rules near type are",
    ),
    Case(
        "scan_without_rules",
        lambda: picture("PNG", "distinct_2021", Print(rule=0.0), CLEAN, 0),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="words below and beside one another make a table without rules, too",
    ),
    Case(
        "scan_level_rules_alone",
        lambda: picture(
            "PNG", "distinct_2021", Print(upright=False, dpi=150), Scan(skew=0.6, jpeg=70), 1
        ),
        absent=topics_but("requests"),
        announced=("tables_missing",),
        why="where the columns have no rules, skew is told by the rows' rules alone",
    ),
    Case(
        "scan_dark_heads_without_rules",
        lambda: picture("PNG", "distinct_2021", Print(dpi=150, ground=70), CLEAN, 0),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="rules that are as dark as the ground of the heads cannot be seen between them",
    ),
    Case(
        "scan_pdf_hidden_text_that_lies",
        lambda: hidden_text_that_lies("distinct_2021", Print(dpi=150), CLEAN, 1),
        absent=topics_but("requests"),
        announced=("tables_missing",),
        why="the text under a scan is another program's guess",
    ),
    Case(
        "scan_pdf_text_under_the_picture_that_lies",
        lambda: with_text("distinct_2021", Print(dpi=150), under=_lying_under),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="text that a picture hides is not seen, however it is drawn",
    ),
    Case(
        "scan_pdf_address_printed_over_it",
        lambda: with_text("distinct_2021", Print(dpi=150), over=_address_on),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="a long line of text on a scan makes no page of text of it",
    ),
    Case(
        "scan_pdf_behind_a_printed_page",
        half_printed_half_scanned,
        absent=topics_but("proactive", "requests"),
        announced=("tables_missing",),
    ),
    Case(
        "scan_rules_torn_by_a_copy",
        lambda: encoded(
            scan(torn(printed("distinct_2021", Print(row=27.0))[0]), FAXED, 200, SERIF), "PNG", 200
        ),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="a rule that ends between two rules across goes on",
    ),
    Case(
        "scan_screenshot_with_coloured_fringes",
        lambda: encoded(
            on_screen(printed("distinct_2021", Print(dpi=318, font=SANS))[0]), "PNG", 106
        ),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="what sub-pixel rendering colours is no pen's and no seal's",
    ),
    Case(
        "scan_streaks_of_a_dirty_scanner",
        lambda: encoded(
            lidded(
                streaked(
                    scanned("distinct_2021", Print(dpi=130), Scan(skew=0.7, noise=4))[0],
                    (0.4, 0.5, 0.73),
                ),
                130,
            ),
            "PNG",
            130,
        ),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="a line from edge to edge of the sheet, or to the border of a lid, parts no columns",
    ),
    Case(
        "scan_other_side_shines_through",
        lambda: encoded(
            scan(
                shone_through(*printed("distinct_2021", Print(dpi=150))[:2]),
                Scan(skew=0.3, noise=6),
                150,
                SERIF,
            ),
            "PNG",
            150,
        ),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="rules of the other side part no cells",
    ),
    Case(
        "scan_mirrored",
        lambda: encoded(
            ImageOps.mirror(scanned("distinct_2021", Print(dpi=130), CLEAN)[0]), "PNG", 130
        ),
        absent=topics_but("proactive"),
        announced=("tables_missing",),
        why="a sheet that was scanned through its back is read in a mirror",
    ),
    Case(
        "scan_marked_by_pen",
        marked_by_pen,
        absent=topics_but("proactive"),
        announced=("marked_by_pen",),
        why="what is struck out may be wrong: figures under a pen's marks are doubted",
    ),
    Case(
        "scan_png_pages_below_one_another",
        lambda: encoded(
            below_one_another(cut_open(printed("distinct_2021", Print(dpi=110))[1])), "PNG", 110
        ),
        absent=topics_but("requests"),
        announced=("tables_missing",),
        why="a table that is cut at the foot of a page goes on below its margins",
    ),
    Case(
        "scan_pdf_table_goes_on_over_the_page",
        lambda: pdf("distinct_2021", ROW_TOO_TALL, Scan(skew=0.5, noise=5, jpeg=70)),
    ),
]

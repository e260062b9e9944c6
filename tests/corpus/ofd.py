"""A report as OFD, written by hand after GB/T 33190, in the manners of several producers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from sample_portals.figures import Report
from sample_portals.prose import Heading
from sample_portals.tables import Drawing, Grid, Placed, places, width
from tests.corpus.documents import DISTINCT_2021, Bends, bent_parts

NAMESPACE = "http://www.ofdspec.org/2016"
PAGE = (210.0, 297.0)  # millimetres
MARGIN, SIZE, LINE = 20.0, 3.2, 4.6
BLANK_LINE = 8.0
_UNIT = (
    '<Res BaseLoc="Res"><CompositeGraphicUnits><CompositeGraphicUnit ID="500" Width="210" '
    'Height="297"><Content>{objects}</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>'
)
_ON_ITS_SIDE = (
    '<CompositeObject ID="501" Boundary="0 0 297 210" CTM="0 1 -1 0 297 0" ResourceID="500"/>'
)

TextWriter = Callable[[str, float, float, float], str]
RuleWriter = Callable[[Sequence["Line"]], str]
Line = tuple[float, float, float, float]


def half(character: str) -> float:
    """How wide a character is, in sizes."""
    return 0.5 if ord(character) < 0x2E80 else 1.0


def deltas(text: str, size: float) -> list[float]:
    """The way from each character to the next."""
    return [size * half(c) for c in text[:-1]]


def in_runs(text: str, x: float, y: float, size: float) -> str:
    """One text object for a line, its steps one by one."""
    steps = " ".join(f"{d:g}" for d in deltas(text, size))
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<TextObject ID="9" Boundary="{x:g} {y:g} 150 {size:g}" Font="3" Size="{size:g}">'
        f'<TextCode X="0" Y="{0.88 * size:g}"{delta}>{escape(text)}</TextCode></TextObject>'
    )


def indented(text: str, x: float, y: float, size: float) -> str:
    """As a program that indents all elements leaves it: text on lines of its own."""
    return in_runs(text, x, y, size).replace(
        f">{escape(text)}</", f">\n      {escape(text)}\n    </"
    )


def in_groups(text: str, x: float, y: float, size: float) -> str:
    """Equal steps in a group, a fill colour before the text, the boundary at the page's corner."""
    groups: list[tuple[float, int]] = []
    for d in deltas(text, size):
        if groups and groups[-1][0] == d:
            groups[-1] = (d, groups[-1][1] + 1)
        else:
            groups.append((d, 1))
    steps = " ".join(f"g {n} {d:g}" if n > 1 else f"{d:g}" for d, n in groups)
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<TextObject ID="9" Boundary="0 0 210 297" Font="3" Size="{size:g}">'
        f'<FillColor Value="0 0 0"/><TextCode X="{x:g}" Y="{y + 0.88 * size:g}"{delta}>'
        f"{escape(text)}</TextCode></TextObject>"
    )


def by_character(text: str, x: float, y: float, size: float) -> str:
    """Every character an object of its own, in a space of its own that a CTM scales."""
    out: list[str] = []
    for character in text:
        out.append(
            f'<TextObject ID="9" Boundary="{x:g} {y:g} {size:g} {size:g}" Font="3" '
            f'CTM="0.02 0 0 0.02 0 0" Size="{50 * size:g}"><CGTransform CodePosition="0">'
            f"<Glyphs>7</Glyphs></CGTransform>"
            f'<TextCode X="0" Y="{44 * size:g}">{escape(character)}</TextCode></TextObject>'
        )
        x += size * half(character)
    return "".join(out)


def without_steps(text: str, x: float, y: float, size: float) -> str:
    """No steps at all: characters stand as wide as they are; two codes share one object."""
    cut = len(text) // 2
    y += 0.88 * size
    second = x + sum(size * half(c) for c in text[:cut])
    return (
        f'<TextObject ID="9" Boundary="0 0 210 297" Font="3" Size="{size:g}">'
        f'<TextCode X="{x:g}" Y="{y:g}">{escape(text[:cut])}</TextCode>'
        f'<TextCode X="{second:g}">{escape(text[cut:])}</TextCode></TextObject>'
    )


def stroked(rules: Sequence[Line]) -> str:
    """Each rule a stroked line."""
    return "".join(
        f'<PathObject ID="8" Boundary="{x0:g} {y0:g} {max(x1 - x0, 0.3):g} '
        f'{max(y1 - y0, 0.3):g}" LineWidth="0.25"><AbbreviatedData>M 0 0 L {x1 - x0:g} '
        f"{y1 - y0:g}</AbbreviatedData></PathObject>"
        for x0, y0, x1, y1 in rules
    )


def filled(rules: Sequence[Line]) -> str:
    """Each rule a thin filled rectangle."""
    return "".join(
        f'<PathObject ID="8" Boundary="{x0 - 0.1:g} {y0 - 0.1:g} {x1 - x0 + 0.2:g} '
        f'{y1 - y0 + 0.2:g}" Fill="true" Stroke="false"><FillColor Value="0 0 0"/>'
        f"<AbbreviatedData>M 0 0 L {x1 - x0 + 0.2:g} 0 L {x1 - x0 + 0.2:g} {y1 - y0 + 0.2:g} "
        f"L 0 {y1 - y0 + 0.2:g} C</AbbreviatedData></PathObject>"
        for x0, y0, x1, y1 in rules
    )


def one_path(rules: Sequence[Line]) -> str:
    """All rules in one path that a CTM turns upside down, as converters from PDF write it."""
    steps = " ".join(f"M {x0:g} {297 - y0:g} L {x1:g} {297 - y1:g}" for x0, y0, x1, y1 in rules)
    return (
        '<PathObject ID="8" Boundary="0 0 210 297" CTM="1 0 0 -1 0 297" LineWidth="0.2">'
        f"<StrokeColor Value='0 0 0'/><AbbreviatedData>{steps}</AbbreviatedData></PathObject>"
    )


@dataclass(frozen=True, slots=True)
class Manner:
    """How a producer writes; `rules_apart`: rules stand on a template behind the page."""

    text: TextWriter = in_runs
    rules: RuleWriter = stroked
    namespace: str = NAMESPACE
    prefix: str = "ofd:"
    rules_apart: bool = False
    turned: bool = False  # everything in one composite object, on its side
    folder: str = "Doc_0"
    extra: str = ""  # more objects, before the text of each page


@dataclass
class _Sheet:
    text: list[str] = field(default_factory=list)
    rules: list[Line] = field(default_factory=list)


@dataclass
class _Layout:
    """Pages being filled from top to bottom."""

    write: TextWriter
    pages: list[_Sheet] = field(default_factory=lambda: [_Sheet()])
    y: float = MARGIN

    def room(self, height: float) -> None:
        if self.y + height > PAGE[1] - MARGIN:
            self.pages.append(_Sheet())
            self.y = MARGIN

    def paragraph(self, text: str) -> None:
        most = int((PAGE[0] - 2 * MARGIN) / SIZE)
        text = "　　" + text
        for start in range(0, len(text), most):
            self.room(LINE)
            line = text[start : start + most]
            indent = len(line) - len(line.lstrip("　"))
            x = MARGIN + indent * SIZE
            self.pages[-1].text.append(self.write(line.lstrip("　"), x, self.y, SIZE))
            self.y += LINE

    def picture(self, resource: int, high: float) -> None:
        """A picture as wide as the text."""
        wide = PAGE[0] - 2 * MARGIN
        self.room(high * wide)
        self.pages[-1].text.append(
            f'<ImageObject ID="9" Boundary="{MARGIN:g} {self.y:g} {wide:g} {high * wide:g}" '
            f'CTM="{wide:g} 0 0 {high * wide:g} 0 0" ResourceID="{resource}"/>'
        )
        self.y += high * wide + BLANK_LINE

    def table(self, grid: Grid) -> None:
        columns = (PAGE[0] - 2 * MARGIN) / width(grid)
        placed = list(places(grid))
        heights = [_height(placed, row, columns) for row in range(len(grid))]
        first = 0
        while first < len(grid):
            self.room(heights[first])
            last = first
            top = self.y
            while last < len(grid) and top + heights[last] <= PAGE[1] - MARGIN:
                top += heights[last]
                last += 1
            edges = [self.y + sum(heights[first:n]) for n in range(first, last + 1)]
            for p in placed:
                if p.row < last and p.row + p.box.rows > first:
                    self._box(p, columns, edges, first, last)
            self.y, first = edges[-1], last
        self.y += BLANK_LINE

    def _box(
        self, p: Placed, columns: float, edges: Sequence[float], first: int, last: int
    ) -> None:
        x0, x1 = (MARGIN + columns * c for c in (p.column, p.column + p.box.columns))
        y0 = edges[max(p.row, first) - first]
        y1 = edges[min(p.row + p.box.rows, last) - first]
        self.pages[-1].rules += [(x0, y0, x1, y0), (x0, y1, x1, y1)]
        self.pages[-1].rules += [(x0, y0, x0, y1), (x1, y0, x1, y1)]
        if p.row < first:
            return
        for n, line in enumerate(_wrapped(p.box.text, x1 - x0)):
            self.pages[-1].text.append(self.write(line, x0 + 1, y0 + 0.8 + n * LINE * 0.9, SIZE))


def _wrapped(text: str, room: float) -> Iterator[str]:
    line, used = "", 0.0
    for character in text:
        wide = SIZE * half(character)
        if line and used + wide > room - 2:
            yield line
            line, used = "", 0.0
        line += character
        used += wide
    if line.strip():
        yield line


def _height(placed: Sequence[Placed], row: int, columns: float) -> float:
    counts = [
        -(-len(list(_wrapped(p.box.text, columns * p.box.columns))) // p.box.rows)
        for p in placed
        if p.row == row or (p.box.rows > 1 and p.row <= row < p.row + p.box.rows)
    ]
    return 1.6 + LINE * 0.9 * max(1, *counts)


def render(
    report: Report = DISTINCT_2021, manner: Manner | None = None, bends: Bends | None = None
) -> bytes:
    """The whole report as one document."""
    manner = manner or Manner()
    layout = _Layout(manner.text)
    layout.paragraph(report.title)
    for part in bent_parts(report, bends or {}):
        if isinstance(part, Drawing):
            layout.table(part.grid)
        else:
            layout.paragraph(part.text if isinstance(part, Heading) else part)
    return packed(_parts(layout.pages, manner))


def of_grid(texts: Sequence[str], grid: Grid, manner: Manner | None = None) -> bytes:
    """Some paragraphs and one table below them."""
    manner = manner or Manner()
    layout = _Layout(manner.text)
    for text in texts:
        layout.paragraph(text)
    layout.table(grid)
    return packed(_parts(layout.pages, manner))


def with_attachment(name: str, data: bytes, text: str) -> bytes:
    """A document of one paragraph, with a file attached to it."""
    layout = _Layout(in_runs)
    layout.paragraph(text)
    parts = _parts(layout.pages, Manner())
    listed = f'<Attachments><Attachment ID="1" Name="{name}"><FileLoc>{name}</FileLoc>'
    parts["Doc_0/Attachs/Attachments.xml"] = named(f"{listed}</Attachment></Attachments>", Manner())
    parts[f"Doc_0/Attachs/{name}"] = data
    document = str(parts["Doc_0/Document.xml"])
    mark = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"
    parts["Doc_0/Document.xml"] = document.replace("</ofd:Document>", mark)
    return packed(parts)


def of_two_documents(first: Report, second: str) -> bytes:
    """Two documents in one package: a report, and a covering letter of one paragraph."""
    layout = _Layout(in_runs)
    layout.paragraph(second)
    parts = _parts(layout.pages, Manner(folder="Doc_1"))
    with zipfile.ZipFile(io.BytesIO(render(first))) as package:
        parts |= {n: package.read(n) for n in package.namelist() if n != "OFD.xml"}
    body = "<DocBody><DocRoot>Doc_{}/Document.xml</DocRoot></DocBody>"
    parts["OFD.xml"] = named(f"<OFD>{body.format(0)}{body.format(1)}</OFD>", Manner())
    return packed(parts)


def of_pictures(pictures: Sequence[bytes], typed: str = "") -> bytes:
    """Each page one picture over all of it, as scanners with an OFD button make it; objects over
    the picture."""
    paper = '<ImageObject ID="9" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="{}"/>'
    sheets = [_Sheet(text=[paper.format(600 + n), typed]) for n in range(len(pictures))]
    parts = _parts(sheets, Manner())
    return packed(_with_pictures(parts, pictures))


def with_picture(topic: str, picture: bytes, high: float) -> bytes:
    """The report with one of its tables a picture, `high` times as high as wide."""
    layout = _Layout(in_runs)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            layout.paragraph(part.text if isinstance(part, Heading) else part)
        elif part.topic == topic:
            layout.picture(600, high)
        else:
            layout.table(part.grid)
    return packed(_with_pictures(_parts(layout.pages, Manner()), [picture]))


def _with_pictures(
    parts: dict[str, str | bytes], pictures: Sequence[bytes]
) -> dict[str, str | bytes]:
    """The parts with pictures as resources, numbered from 600."""
    listed = "".join(
        f'<MultiMedia ID="{600 + n}" Type="Image"><MediaFile>{n}.img</MediaFile></MultiMedia>'
        for n in range(len(pictures))
    )
    resources = f'<Res BaseLoc="Res"><MultiMedias>{listed}</MultiMedias></Res>'
    parts["Doc_0/DocumentRes.xml"] = named(resources, Manner())
    parts |= {f"Doc_0/Res/{n}.img": data for n, data in enumerate(pictures)}
    document = str(parts["Doc_0/Document.xml"])
    mark = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
    parts["Doc_0/Document.xml"] = document.replace("</ofd:CommonData>", mark)
    return parts


def packed(parts: dict[str, str | bytes]) -> bytes:
    """The package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _parts(sheets: Sequence[_Sheet], manner: Manner) -> dict[str, str | bytes]:
    listed, templates = "", ""
    parts: dict[str, str | bytes] = {}
    for n, sheet in enumerate(sheets):
        rules, text = manner.rules(sheet.rules), manner.extra + "".join(sheet.text)
        used = ""
        if manner.turned:
            place = f"{manner.folder}/Pages/Page_{n}/Res.xml"
            parts[place] = named(_UNIT.format(objects=rules + text), manner)
            used, rules, text = "<PageRes>Res.xml</PageRes>", "", _ON_ITS_SIDE
        if manner.rules_apart:
            templates += f'<TemplatePage ID="{100 + n}" BaseLoc="Tpls/Tpl_{n}.xml"/>'
            parts[f"{manner.folder}/Tpls/Tpl_{n}.xml"] = _page(rules, manner)
            used, rules = f'<Template TemplateID="{100 + n}" ZOrder="Background"/>', ""
        parts[f"{manner.folder}/Pages/Page_{n}/Content.xml"] = _page(rules + text, manner, used)
        listed += f'<Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
    size = (PAGE[1], PAGE[0]) if manner.turned else PAGE
    document = (
        f"<Document><CommonData><PageArea><PhysicalBox>0 0 {size[0]:g} {size[1]:g}</PhysicalBox>"
        f"</PageArea>{templates}</CommonData><Pages>{listed}</Pages></Document>"
    )
    root = (
        "<OFD><DocBody><DocInfo><DocID>1</DocID></DocInfo>"
        f"<DocRoot>{manner.folder}/Document.xml</DocRoot></DocBody></OFD>"
    )
    parts[f"{manner.folder}/Document.xml"] = named(document, manner)
    return {"OFD.xml": named(root, manner), **parts}


def _page(objects: str, manner: Manner, template: str = "") -> str:
    return named(
        f'<Page>{template}<Content><Layer ID="2">{objects}</Layer></Content></Page>', manner
    )


def named(markup: str, manner: Manner) -> str:
    """Markup with the manner's prefix before every element's name, and its namespace."""
    prefix = manner.prefix
    markup = markup.replace("</", "\x00").replace("<", f"<{prefix}").replace("\x00", f"</{prefix}")
    end = min(i for i in (markup.find(">"), markup.find(" ")) if i > 0)
    attribute = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    declared = f' {attribute}="{manner.namespace}"' if manner.namespace else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>{markup[:end]}{declared}{markup[end:]}'

"""PDF pages drawn as one form: so browsers print what is scaled or half transparent."""

from __future__ import annotations

from sample_portals.render_pdf import Pages, Paper
from tests.corpus.case import Case
from tests.corpus.cases.pdf_unruled import printed_with
from tests.corpus.documents import DISTINCT_2021


class Forms(Pages):
    """Pages that are each one form, drawn smaller; every line says its own text once more."""

    def __init__(self, title: str) -> None:
        """Start the first page."""
        super().__init__(Paper(), title)

    def _begin(self) -> None:
        self.canvas.beginForm(f"page{self._page}", 0, 0, self._width, self._height)
        super()._begin()

    def _end(self) -> None:
        self.canvas.endForm()
        self.canvas.translate(40, 90)
        self.canvas.scale(0.8, 0.8)
        self.canvas.doForm(f"page{self._page}")
        super()._end()

    def text(self, x: float, y: float, line: str, size: float) -> None:
        said = line.encode("utf-16").hex() if line.isdigit() else ""
        if said:
            self.canvas._code.append(f"/Span <</ActualText <{said}>>> BDC")
        super().text(x, y, line, size)
        if said:
            self.canvas._code.append("EMC")


CASES = [
    Case(
        "pdf_actual_text_in_a_form",
        lambda: printed_with(Forms(DISTINCT_2021.title), DISTINCT_2021),
        why="pdfium gives the places of such text by the form's own measures",
    ),
]

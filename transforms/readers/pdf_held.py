"""Pages of a PDF that are kept open while the next ones are read.

pdfium keeps a font as long as a page that uses it is open; so its address names it, and what was
told of it on one page need not be told again on the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdfium2

_MOST = 50_000  # things drawn on open pages: some tens of megabytes

Fonts = dict[tuple[int, str], bool]  # by address and digit: whether it draws another one


@dataclass
class Held:
    """Open pages, and what is known of their fonts."""

    fonts: Fonts = field(default_factory=dict)
    _pages: list[pypdfium2.PdfPage] = field(default_factory=list)
    _things: int = 0

    def add(self, page: pypdfium2.PdfPage, things: int) -> None:
        """Keep a page that draws so many things; close all where they are too many."""
        self._pages.append(page)
        self._things += things
        if self._things > _MOST:
            for held in self._pages:
                held.close()
            self._pages.clear()
            self.fonts.clear()
            self._things = 0

"""Pages on which everything has a place: what PDF, OFD and scans have in common.

A carrier's reader tells what stands where; tables, lines and joins over page breaks are found here.

- A reader with characters (PDF, OFD) makes one `Drawn` per page: glyphs, level and upright rules,
  pictures. `layout.lay_out(drawn)` gives a `PageText`: paragraphs and ruled tables from top to
  bottom, and doubts as problems.
- A reader that recognises (scans, pictures) finds the grid itself with `ruled_grid.find_grids` and
  makes `PageTable`s with a text, a readability and a confidence for each cell, and `Line`s;
  `layout.page_text(width, height, tables, lines)` puts them in reading order as a `PageText`.
- `running` leaves out titles and numbers that run along from page to page.
- `join.to_blocks(page_texts)` joins what a page break cut and gives the blocks of the document.
  Pages from both kinds of readers may follow each other, as in a PDF some pages of which are scans.

Every measure is in points (1/72 inch) from the upper left corner of the page as it is looked at
(after rotation), x to the right, y downwards: the finder's tolerances are distances on paper. OFD
multiplies its millimetres by 72 / 25.4; a picture of `d` dots per inch its pixels by 72 / d.

A cell's locator is `{"page": n, "box": [x0, top, x1, bottom]}`: page counted from 1, box in points.
Where the document is itself a picture, its pixels are what can be pointed at: `PageTable.on_page`
turns a box in points into one in pixels. Whoever draws the box looks at nothing else.
"""

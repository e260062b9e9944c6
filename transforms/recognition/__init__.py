"""Pages that are pictures: from pixels to what the page layer takes (`transforms.pages`).

`page.recognise` does one page: upright, straightened, lit evenly, its rules found in the picture
and handed to the same finder of ruled grids as those of PDF; then recognised cell by cell. Outside
these grids, `unruled` looks for tables of level rules alone or none. The
recogniser's score is no confidence: it is high for a lone digit that is wrong. A figure is taken
for sure only if independent opinions agree: two preparations of the cell's picture, the count of
its glyphs, and how digits of the same shape were read elsewhere on the page.

From `sheet` on, everything is measured on a page of `PIXELS` pixels to a point, upright and flat.
"""

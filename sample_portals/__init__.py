"""Small real sites on loopback addresses, one per portal family, with real figures.

`figures/` holds what the reports state, `tables.py` draws the statutory tables, `render_*.py` make
documents of them, `portals/` builds the sites, `server.py` serves them. Demo and tests crawl them.
"""

"""Reports on paper, and paper through a scanner: pictures of documents that are no text any more.

`paper` prints a report's parts on pages (with Pillow, at any number of dots per inch); `scanner`
makes of a clean page what scanners, cameras and seals make of it.
"""

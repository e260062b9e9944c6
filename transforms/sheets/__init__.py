"""Spreadsheets: what Excel and WPS show of a sheet, whichever format it was stored in.

Readers of a format (xlsx, xls) fill `sheet.Sheet`s; `number_format` tells how a number is shown;
`layout.to_blocks` makes paragraphs and grids of the sheets.
"""

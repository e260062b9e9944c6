"""Statutory tables in grids: their headers, their rows, and which cell is which."""

"""Figures that stand in no grid: a cell or a row a paragraph, lists in lines, sentences."""

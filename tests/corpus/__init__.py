"""The corpus: example documents, each with the cells that a reader must find in it.

`cases/` builds the documents (a module there with `CASES` is part of the corpus), `figures/` holds
what they state and `expected/` the cells: written down on their own, not derived from the figures,
so that an error in drawing a table does not hide in the expectation.
"""

"""The documents of the corpus, by what is odd about them."""

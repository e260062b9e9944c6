"""Small real sites on loopback addresses, one per portal family, with real figures."""

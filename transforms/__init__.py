"""Bytes in, cells out: pure functions, no network, no clock, no database."""

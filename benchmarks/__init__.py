"""Measurements on this machine, each against a named yardstick in the same run."""

"""The process that reads documents: its limits, its signs of life, its end."""

"""The nightly run's stages, each a function from files to files: crawl, index, extract, import.

Each is idempotent and resumable, runs without Prefect, and takes the data folder's lock.
"""

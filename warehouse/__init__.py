"""The lake becomes one DuckDB file for researchers, and dated Parquet snapshots."""

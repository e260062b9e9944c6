"""The published data: dated folders, described, checked against the one before, whole or not.

snapshots/2026-03-02/observations/year=2022/observations.parquet …
snapshots/latest -> 2026-03-02
"""

from warehouse.snapshot.export import Options, Published, export
from warehouse.snapshot.failures import SnapshotError

__all__ = ["Options", "Published", "SnapshotError", "export"]

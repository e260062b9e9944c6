"""From the warehouse to dated snapshots."""

from __future__ import annotations

import typer

from commands.console import Data, plain_errors
from config import settings_with


def export(data: Data = None) -> None:
    """Publish the warehouse as a dated folder of Parquet and CSV."""
    from stages.lock import data_lock
    from warehouse.snapshot import export as publish

    settings = settings_with(data)
    with plain_errors(), data_lock(settings, "export"):
        typer.echo(f"Snapshot: {publish(settings.warehouse, settings.snapshots)}")

"""How much an unchanged night adds to the web archive, per thousand portals.

    python -m benchmarks.growth [--portals 100] [--reports 18]

Two nights over the same portals, once with servers that answer 304, once with servers that send
every page anew with another visitor counter. Said is also what the first night takes.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.loopback import COLUMN, serving
from config import Settings
from spiders.registry import Portal
from stages.crawl import crawl
from stages.index import index


def nights(portals: int, reports: int, *, counting: bool) -> list[float]:
    """Bytes that each of two nights added to the archive, and the second to the lake."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(portals, reports, counting=counting) as served,
    ):
        settings = Settings(data=Path(folder), delay=0)
        registry = [
            Portal(f"p{n}", "示例县水利局", home, annual_reports_url=home + COLUMN[1:])
            for n, home in enumerate(served.homes)
        ]
        sizes = [0]
        for night in ("night1", "night2"):
            crawl(settings, night, "0000", registry)
            index(settings)
            sizes.append(_size(settings.archive))
        lake = _size(settings.lake, "*night2*/*.parquet")
    return [sizes[1], sizes[2] - sizes[1], lake]


def _size(folder: Path, pattern: str = "*") -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=100)
    parser.add_argument("--reports", type=int, default=18)
    options = parser.parse_args()
    for name, counting in (("servers that answer 304", False), ("servers that count", True)):
        first, second, lake = nights(options.portals, options.reports, counting=counting)
        each = 1000 / options.portals / 2**20
        print(
            f"{name}: first night {first * each:.0f} MiB, unchanged night {second * each:.2f} MiB "
            f"of archive and {lake * each:.2f} MiB of lake per thousand portals"
        )


if __name__ == "__main__":
    main()

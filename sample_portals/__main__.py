"""`python -m sample_portals --port 8711`: serve the sample portals until interrupted."""

from __future__ import annotations

import argparse
import sys
import time

from sample_portals import misbehaving
from sample_portals.server import serve


def main() -> None:
    """Serve, and print the registry so that it can be kept as a file for `--portals`."""
    parser = argparse.ArgumentParser(prog="python -m sample_portals", description=__doc__)
    parser.add_argument("--port", type=int, default=8711, help="0 takes a free one")
    parser.add_argument("--faulty", action="store_true", help="serve the faulty portal as well")
    parser.add_argument(
        "--misbehaving", action="store_true", help="serve those that misbehave instead, and only"
    )
    options = parser.parse_args()
    chosen = misbehaving.sites() if options.misbehaving else None
    with serve(options.port, faulty=options.faulty, chosen=chosen) as served:
        sys.stdout.write(served.registry_csv())
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()

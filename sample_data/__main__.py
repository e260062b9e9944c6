"""`python -m sample_data FOLDER`: the sample data as a lake and a warehouse, for `gongkai sql`."""

from __future__ import annotations

import sys
from pathlib import Path

from sample_data.write import make

if len(sys.argv) != 2:
    raise SystemExit(__doc__)
sys.stdout.write(f"{make(Path(sys.argv[1]))}\n")

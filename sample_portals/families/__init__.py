"""A sample portal for each family, one file each, for the tests: found from the home page alone.

Each has a `site()` whose `reports` names what has to be found; everything else is a decoy. They are
not part of the demo.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from sample_portals.site import Site


@cache
def sites() -> tuple[Site, ...]:
    """Every portal, in the order of their names."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").site() for name in names)

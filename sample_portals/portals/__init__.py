"""The sample portals, one file each; a file with a `site()` in this folder is served.

`faulty.py` is served only when asked for.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from sample_portals.site import Site


def sites(*, faulty: bool = False) -> Iterator[Site]:
    """Every portal, in the order of their names; the faulty one only with `faulty`."""
    for module in pkgutil.iter_modules(__path__):
        if module.name != "faulty" or faulty:
            yield _site(module.name)


@cache
def _site(name: str) -> Site:
    site: Site = importlib.import_module(f"{__name__}.{name}").site()
    return site

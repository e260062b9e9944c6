"""Made-up figures of one report, which obey the identities."""

from __future__ import annotations

from functools import cache

import numpy as np

from transforms.forms import Item, tables

_WAYS = ("requests.in_person", "requests.fax", "requests.online", "requests.letter")
_ANSWERS = tuple(
    f"replies.{how}"
    for how in (
        *("already_public", "granted", "partially_granted", "denied", "not_this_agency"),
        *("not_existing", "to_be_supplemented", "other_channel"),
    )
)


def statistics(random: np.random.Generator) -> dict[tuple[str, str, str], float]:
    """The form of 2014, of which the sums over ways of asking and of answering hold."""
    asked, answered = random.poisson(0.8, 4), random.poisson(0.4, len(_ANSWERS))
    figures = dict(zip(_WAYS, map(float, asked), strict=True))
    figures |= dict(zip(_ANSWERS, map(float, answered), strict=True))
    figures |= {"requests.received": float(asked.sum()), "replies.total": float(answered.sum())}
    figures |= {"proactive.items": 40.0, "channel.website": 38.0, "training.courses": 1.0}
    return {("statistics", item, "value"): number for item, number in figures.items()}


def figures_of(
    random: np.random.Generator, form: str, carried: float, size: int
) -> tuple[dict[tuple[str, str, str], float], float]:
    """Requests and reviews of one report, and what it carries out; `carried` is carried in,
    `size` how many bureaus it speaks of."""
    rows, columns = _request_codes(form)
    outcomes = random.poisson(0.4 * size, (len(rows), len(columns))).astype(float)
    table = dict(zip(rows, outcomes, strict=True))
    table["concluded"] = outcomes.sum(axis=0)
    table["carried_in"] = np.array([carried, *[0.0] * (len(columns) - 1)])
    table["carried_out"] = np.array(
        [float(random.integers(size > 1, 3) * size), *[0.0] * (len(columns) - 1)]
    )
    table["received"] = table["concluded"] + table["carried_out"] - table["carried_in"]
    figures = {
        ("requests", item, column): float(row[at])
        for item, row in table.items()
        for at, column in enumerate(columns)
    }
    figures |= {("requests", item, "total"): float(row.sum()) for item, row in table.items()}
    for item in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        upheld = float(random.poisson(0.3 * size))
        figures |= {("review", item, "upheld"): upheld, ("review", item, "total"): upheld}
    if random.random() < 0.03:  # does not add up
        figures["requests", "concluded", "total"] += 1
    return figures, float(table["carried_out"][0])


@cache
def _request_codes(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = next(t for t in tables() if t.topic == "requests")
    stocks = {"received", "carried_in", "concluded", "carried_out"}
    rows = [i.code for i in table.items if i.code not in stocks and printed(i, form)]
    return tuple(rows), tuple(b.code for b in table.breakdowns if b.code != "total")


def printed(item: Item, form: str) -> bool:
    """Whether the form has the row: 其他处理 stands as its parts in 2021's."""
    return form in item.forms and not (item.instead_of and form == "2021")

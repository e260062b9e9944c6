"""Figures of one agency, year by year: plausible, consistent, and made up.

Habits and slips of real reports are in them: bureaus that leave zeros empty or print a slash, a
total with a digit too many, a balance that is not carried over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from transforms.forms import Table, tables

Figures = dict[tuple[str, str, str], float]  # (topic, item, breakdown)

_APPLICANTS = {
    "natural_person": 0.78,
    "enterprise": 0.15,
    "research_institution": 0.01,
    "social_organization": 0.02,
    "legal_service": 0.03,
    "other_organization": 0.01,
}
_OUTCOMES = {"granted": 45, "partially_granted": 7, "unavailable.not_held": 22, "other.other": 4}
_OUTCOMES |= {"denied.internal_affairs": 4, "denied.process_information": 3, "other": 4}
_OUTCOMES |= {
    "denied.third_party": 2,
    "denied.administrative_query": 3,
    "not_processed.petition": 6,
}
_NO_OUTCOME = ("received", "carried_in", "concluded", "carried_out")
_REVIEW = {"upheld": 6, "corrected": 2, "other": 2, "pending": 1}


def figures(
    size: float, years: Sequence[int], random: Random
) -> Iterator[tuple[int, str, Figures]]:
    """Year, form and figures, each year's balance carried on from the one before."""
    carried = dict.fromkeys(_APPLICANTS, 0)
    stock = round(size**0.5)
    for year in years:
        form = "2014" if year < 2019 else "2019" if year < 2021 else "2021"
        scale = size * (1 + 0.06 * (year - years[0])) * (0.8 + 0.4 * random.random())
        made: Figures = {}
        if form == "2014":
            made |= _statistics(scale, random)
        else:
            requests, carried = _requests(form, scale, carried, random)
            issued, repealed = _few(scale**0.4, random), _few(scale**0.3, random)
            made |= (
                requests | _review(scale, random) | _proactive(form, scale, stock, issued, random)
            )
            if form == "2021":
                stock += issued - min(repealed, stock)
                made["proactive", "normative_documents", "repealed"] = min(
                    repealed, stock + repealed - issued
                )
                made["proactive", "normative_documents", "in_force"] = stock
        yield year, form, made


def table_of(topic: str, form: str) -> Table:
    """The statutory table of that topic and form."""
    return next(t for t in tables() if t.topic == topic and form in t.forms)


def _requests(
    form: str, scale: float, carried: Mapping[str, int], random: Random
) -> tuple[Figures, dict[str, int]]:
    table = table_of("requests", form)
    rows = [i.code for i in table.items if form in i.forms and not i.instead_of]
    outcomes = [code for code in rows if code not in _NO_OUTCOME]
    if form == "2019":
        outcomes = [code for code in outcomes if not code.startswith("other.")] + ["other"]
    made: Figures = {}
    left = {}
    for who, share in _APPLICANTS.items():
        received = _few(scale * share, random)
        left[who] = round((received + carried[who]) * 0.06)
        concluded = received + carried[who] - left[who]
        weights = [_OUTCOMES.get(code, 1) for code in outcomes]
        column = dict(zip(outcomes, _split(concluded, weights, random), strict=True))
        column |= {"received": received, "carried_in": carried[who]}
        column |= {"concluded": concluded, "carried_out": left[who]}
        made |= {("requests", code, who): count for code, count in column.items()}
    for code in (*outcomes, *_NO_OUTCOME):
        made["requests", code, "total"] = sum(made["requests", code, who] for who in _APPLICANTS)
    return made, left


def _review(scale: float, random: Random) -> Figures:
    made: Figures = {}
    for item, part in (("reconsideration", 25), ("litigation_direct", 60)):
        made |= _parted(item, _few(scale / part, random), random)
    return made | _parted("litigation_after_reconsideration", _few(scale / 80, random), random)


def _parted(item: str, total: int, random: Random) -> Figures:
    parts = _split(total, list(_REVIEW.values()), random)
    made: Figures = {("review", item, k): v for k, v in zip(_REVIEW, parts, strict=True)}
    return made | {("review", item, "total"): total}


def _proactive(form: str, scale: float, stock: int, issued: int, random: Random) -> Figures:
    decisions = {"licensing": scale * 30, "penalties": scale * 8, "coercion": scale}
    made: Figures = {}
    names = ("issued", "repealed", "in_force") if form == "2021" else ("made", "disclosed", "")
    for item in ("regulations", "normative_documents"):
        count = issued if item == "normative_documents" else 0
        made["proactive", item, names[0]] = count
        made["proactive", item, names[1]] = count if form == "2019" else 0
        made["proactive", item, names[2] or "disclosed_total"] = stock if count else 0
    for item, mean in decisions.items():
        made["proactive", item, "decisions"] = _few(mean, random)
        if form == "2019":
            made |= {
                ("proactive", item, "items_last_year"): 40,
                ("proactive", item, "items_change"): 0,
            }
    if form == "2021":
        made["proactive", "fees", "amount"] = round(scale * 3 * random.random(), 2)
    else:
        made["proactive", "procurement", "projects"] = _few(scale / 9, random)
        made["proactive", "procurement", "amount"] = round(scale * 20 * random.random(), 2)
    return made


def _statistics(scale: float, random: Random) -> Figures:
    """The form of 2014: what it knows of requests and replies, and the sums that they make."""
    received = _few(scale, random)
    parts = {
        "requests.received": ("in_person", "fax", "online", "letter"),
        "requests.concluded": ("concluded_on_time", "concluded_extended"),
    }
    made = {"requests.received": received, "requests.concluded": received}
    for whole, names in parts.items():
        weights = [9 - 2 * n for n in range(len(names))]
        shares = _split(made[whole], weights, random)
        made |= {f"requests.{n}": s for n, s in zip(names, shares, strict=True)}
    replies = (
        *("already_public", "granted", "partially_granted", "denied", "not_this_agency"),
        *("not_existing", "to_be_supplemented", "other_channel"),
    )
    shares = _split(received, [3, 9, 1, 2, 3, 3, 1, 1], random)
    made |= {f"replies.{n}": s for n, s in zip(replies, shares, strict=True)}
    made["replies.total"] = received
    made["proactive.items"] = _few(scale * 40, random)
    made["channel.website"] = made["proactive.items"]
    made["training.courses"] = _few(3, random)
    return {("statistics", item, "value"): count for item, count in made.items()}


def _few(mean: float, random: Random) -> int:
    return round(mean * (0.7 + 0.6 * random.random()))


def _split(total: int, weights: Sequence[int], random: Random) -> list[int]:
    """Whole parts that add up to the total, about in the proportion of the weights."""
    parts = [0] * len(weights)
    whole = sum(weights)
    if total > 200:
        parts = [total * w // whole for w in weights]
    for _ in range(total - sum(parts)):
        at = random.random() * whole
        index = 0
        while at >= weights[index]:
            at -= weights[index]
            index += 1
        parts[index] += 1
    return parts

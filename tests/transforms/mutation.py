"""Damage as it happens to files: bits flipped, ends cut off, pieces doubled, swapped or lost."""

from __future__ import annotations

import io
import random
import zipfile


def damaged(data: bytes, seed: int) -> bytes:
    """The file with damage that the seed decides."""
    chance = random.Random(seed)
    return chance.choice((_flipped, _cut_off, _hole, _doubled, _spliced))(data, chance)


def damaged_part(data: bytes, seed: int) -> bytes:
    """A package one part of which is damaged, while its check sums are in order."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        victim = chance.choice([n for n in names if n.endswith(".xml")])
        for name in names:
            part = old.read(name)
            new.writestr(name, damaged(part, seed + 1) if name == victim else part)
    return out.getvalue()


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    stop = start + chance.randint(1, 400)
    return data[:stop] + data[start:]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    """A piece from elsewhere in the file over another."""
    size = min(len(data) // 2, chance.randint(4, 200))
    source, target = (chance.randrange(len(data) - size) for _ in range(2))
    return data[:target] + data[source : source + size] + data[target + size :]

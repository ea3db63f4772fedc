"""Damaged copies of files, the same ones for the same seed: flipped bits, cuts, swapped endings, doubled parts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Mutation = Callable[[bytes, random.Random], bytes]


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    """Flip between one bit and one in two thousand."""
    copy = bytearray(data)
    for _ in range(chance.randint(1, max(len(copy) // 2000, 1))):
        place = chance.randrange(len(copy))
        copy[place] ^= 1 << chance.randrange(8)
    return bytes(copy)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Lose the end."""
    return data[: chance.randrange(1, len(data))]


def lose_a_part(data: bytes, chance: random.Random) -> bytes:
    """Lose a part in the middle."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 2000) :]


def repeat_a_part(data: bytes, chance: random.Random) -> bytes:
    """Say a part twice."""
    start = chance.randrange(len(data))
    return data[: start + chance.randint(1, 2000)] + data[start:]


def overwrite(data: bytes, chance: random.Random) -> bytes:
    """Put noise over a part."""
    start = chance.randrange(len(data))
    noise = chance.randbytes(min(chance.randint(1, 500), len(data) - start))
    return data[:start] + noise + data[start + len(noise) :]


MUTATIONS: Sequence[Mutation] = (flip_bits, cut, lose_a_part, repeat_a_part, overwrite)


def damaged_copies(files: Sequence[Path], folder: Path, count: int, seed: int) -> Iterator[Path]:
    """Write and yield damaged copies of files in turn; one in six has another file's ending as well.

    Args:
        files: Of any kind, none empty.
        folder: Where the copies go.
        count: How many.
        seed: The same seed gives the same copies.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeatable is the point
    for number in range(count):
        source = files[number % len(files)]
        suffix = chance.choice(files).suffix if chance.random() < 1 / 6 else source.suffix
        copy = folder / f"{number:03d}-{source.stem}{suffix}"
        copy.write_bytes(chance.choice(MUTATIONS)(source.read_bytes(), chance))
        yield copy

from __future__ import annotations

import sys

import pytest

from assistant.library.packed import Packed
from assistant.library.records import FileLine


def line(number: int) -> FileLine:
    return FileLine(f"/papers/{number}.pdf", "read", document=f"{number:064x}", read_as={"text": number})


def test_a_packed_list_is_read_like_any_other():
    lines = [line(number) for number in range(1000)]
    packed = Packed(lines)
    assert list(packed) == lines
    assert (len(packed), packed[0], packed[300], packed[-1]) == (1000, lines[0], lines[300], lines[999])
    assert packed[254:258] == lines[254:258]
    assert list(packed[::-1]) == lines[::-1]
    with pytest.raises(IndexError):
        packed[1000]


def test_an_empty_one_is_false():
    assert not Packed()
    assert Packed(["a"])


def test_what_is_packed_takes_little_memory():
    packed = Packed(line(number) for number in range(10_000))
    assert sum(map(sys.getsizeof, packed._parts)) < 60 * len(packed)

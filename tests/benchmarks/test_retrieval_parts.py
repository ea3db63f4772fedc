from __future__ import annotations

import itertools

import numpy as np
import pytest

from benchmarks.measures import NEVER, hit, interval, rank, reciprocal
from benchmarks.plain_pipeline import split


def test_rank_is_the_place_of_the_first_gold_item():
    assert rank(["a", "b", "c"], frozenset("bc")) == 2
    assert rank(["a"], frozenset("z")) == NEVER


def test_hits_and_reciprocal_rank_count_what_was_never_found_as_nothing():
    ranks = np.array([1.0, 4.0, NEVER, NEVER])
    assert hit(ranks, 5) == pytest.approx(0.5)
    assert reciprocal(ranks) == pytest.approx(1.25 / 4)


def test_the_interval_draws_whole_groups():
    ranks = np.array([1.0] * 5 + [NEVER] * 5)
    assert interval(ranks, ["a"] * 10, lambda drawn: hit(drawn, 5)) == (0.5, 0.5)
    low, high = interval(ranks, ["a"] * 5 + ["b"] * 5, lambda drawn: hit(drawn, 5))
    assert (low, high) == (0.0, 1.0)


def test_the_plain_splitter_keeps_to_its_size_and_overlaps():
    text = " ".join(f"word{number}" for number in range(400))
    chunks = split(text, 200, 40)
    assert all(len(chunk) <= 200 for chunk in chunks)
    assert all(set(one.split()) & set(other.split()) for one, other in itertools.pairwise(chunks))
    assert {word for chunk in chunks for word in chunk.split()} == set(text.split())


def test_the_plain_splitter_cuts_what_has_no_separator():
    assert [len(chunk) for chunk in split("x" * 450, 200, 0)] == [200, 200, 50]

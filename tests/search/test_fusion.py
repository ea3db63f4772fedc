from __future__ import annotations

import pytest

from assistant.search.fusion import by_page, fuse, scaled, weights


def test_a_page_has_the_score_of_its_best_passage():
    assert by_page([(("a", 1), 0.2), (("a", 2), 0.5), (("a", 1), 0.7)]) == {("a", 1): 0.7, ("a", 2): 0.5}


def test_signals_are_scaled_to_their_greatest():
    assert scaled({("a", 1): 4.0, ("a", 2): 1.0}) == {("a", 1): 1.0, ("a", 2): 0.25}
    assert scaled({}) == {}
    assert scaled({("a", 1): 0.0}) == {}


def test_pages_are_ordered_by_the_weighted_sum_and_equals_by_place():
    signals = {"one": {("b", 1): 1.0, ("a", 2): 1.0}, "two": {("a", 1): 1.0}}
    assert fuse(signals, {"one": 1.0, "two": 2.0}) == [(("a", 1), 2.0), (("a", 2), 1.0), (("b", 1), 1.0)]


def test_every_shipped_weight_is_positive():
    assert weights()
    assert min(weights().values()) > 0
    assert weights()["dense"] == pytest.approx(weights()["dense"])

from __future__ import annotations

from assistant.search.variety import interleaved

RANKED = [(("a", 1), 0.9), (("a", 2), 0.8), (("a", 3), 0.7), (("b", 1), 0.6), (("c", 1), 0.5)]


def test_parties_take_turns():
    pages = [page for page, _ in interleaved(RANKED, [frozenset("a"), frozenset("b")])]
    assert pages == [("a", 1), ("b", 1), ("a", 2), ("a", 3), ("c", 1)]


def test_one_party_changes_nothing():
    assert interleaved(RANKED, [frozenset("b")]) == RANKED

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.sentences import split


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It weighs 3.5 kg. It is red.", ["It weighs 3.5 kg.", "It is red."]),
        ("Dr. Brandt left at 5 p.m. with J. K. Holm.", ["Dr. Brandt left at 5 p.m. with J. K. Holm."]),
        ("Sold to Acme Inc. The rest stayed.", ["Sold to Acme Inc.", "The rest stayed."]),
        ("The U.S. Navy, e.g. its tankers, came. Yes!", ["The U.S. Navy, e.g. its tankers, came.", "Yes!"]),
        ("Heat to 60 °C. Then stop.", ["Heat to 60 °C.", "Then stop."]),
        ("Use a 5 A. fuse.", ["Use a 5 A. fuse."]),
        ("One [1]. Two.[2] Three [3]", ["One [1].", "Two.[2]", "Three [3]"]),
        ("漏れた。次です！終わり", ["漏れた。", "次です！", "終わり"]),
        ("A line that is\nwrapped here. Next\none.", ["A line that is\nwrapped here.", "Next\none."]),
        ("1. Open the valve.\n2. Close it.", ["1. Open the valve.", "2. Close it."]),
        ("It needs:\n-oil\n-water", ["It needs:", "oil", "water"]),
        ("- first\n- second", ["- first", "- second"]),
        ("Revenue 10 20\nCosts 5 6", ["Revenue 10 20", "Costs 5 6"]),
        ("Net sales\n$\n5,363\n4,869\nCosts\n(9)", ["Net sales\n$\n5,363\n4,869", "Costs\n(9)"]),
        ("| a | b |\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]),
        ("", []),
    ],
)
def test_text_is_split_where_a_reader_would_split_it(text: str, expected: list[str]):
    assert texts(text) == expected


@given(st.text(max_size=300))
def test_offsets_point_at_the_text_and_nothing_but_blanks_and_dashes_is_lost(text: str):
    sentences = split(text)
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    assert all(one.end <= two.start for one, two in pairwise(sentences))
    kept = "".join(sentence.text for sentence in sentences)
    assert sorted("".join(kept.split()).strip("-–—•*·")) == sorted("".join(text.split()).strip("-–—•*·")) or ":" in text

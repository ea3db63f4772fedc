from __future__ import annotations

from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.guard.markings.joining import allows, covers, highest, join
from assistant.guard.markings.marking import UNMARKED, Marking, banner, parse, settled
from assistant.guard.markings.schemes import Schemes, standard
from tests.markings import Combination, combinations

SCHEME = standard()
COUNTRIES = some.frozensets(some.sampled_from(["AUS", "CAN", "GBR", "NZL", "DEU"]))
MARKINGS = some.builds(
    Marking,
    level=some.sampled_from(["", *(level.name for level in SCHEME.levels)]),
    caveats=some.frozensets(some.sampled_from([caveat.name for caveat in SCHEME.caveats])),
    released=some.none() | COUNTRIES,
    unread=some.frozensets(some.sampled_from(["BLUEBELL", "COSMIC", "EYES ONLY"])),
).map(lambda marking: settled(SCHEME, marking))


@pytest.mark.parametrize("combination", combinations(), ids=str)
def test_documents_together_make_the_highest_with_the_caveats_of_all(combination: Combination):
    scheme = Schemes(Path("none")).get(combination.scheme)
    for order in permutations(combination.documents):
        made = banner(scheme, highest(scheme, (parse(scheme, text) for text in order)))
        assert made.casefold() == combination.together.casefold()


@given(MARKINGS, MARKINGS, MARKINGS)
def test_the_order_of_markings_does_not_count(one: Marking, two: Marking, three: Marking):
    assert join(SCHEME, one, two) == join(SCHEME, two, one)
    assert join(SCHEME, join(SCHEME, one, two), three) == join(SCHEME, one, join(SCHEME, two, three))
    assert join(SCHEME, one, one) == one == join(SCHEME, one, UNMARKED)


@given(MARKINGS, MARKINGS)
def test_what_is_made_of_two_is_as_strict_as_each(one: Marking, other: Marking):
    made = join(SCHEME, one, other)
    assert covers(SCHEME, made, one)
    assert covers(SCHEME, made, other)
    assert made.unread >= one.unread | other.unread
    assert SCHEME.rank(made.level) == max(SCHEME.rank(one.level), SCHEME.rank(other.level))
    assert made.caveats >= one.caveats | other.caveats
    assert (made.released or frozenset()) <= (one.released or other.released or frozenset())


@given(MARKINGS)
def test_a_banner_line_read_back_says_the_same(marking: Marking):
    assert parse(SCHEME, banner(SCHEME, marking)) == marking


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SECRET", "CONFIDENTIAL"),
        ("SECRET//NOFORN", "SECRET"),
        ("SECRET//NOFORN", "TOP SECRET"),
        ("SECRET//NOFORN", "SECRET//REL TO USA, GBR"),
        ("SECRET//REL TO USA, GBR", "SECRET//REL TO USA, CAN, GBR"),
        ("SECRET//REL TO USA, GBR", "SECRET"),
        ("SECRET", "SECRET//REL TO USA, GBR"),
        ("SECRET//BLUEBELL", "TOP SECRET"),
        ("UNCLASSIFIED", ""),
    ],
)
def test_whatever_is_less_strict_in_any_way_lowers(before: str, after: str):
    assert not covers(SCHEME, parse(SCHEME, after), parse(SCHEME, before))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "UNCLASSIFIED"),
        ("CONFIDENTIAL", "SECRET"),
        ("SECRET", "SECRET//NOFORN"),
        ("SECRET//REL TO USA, CAN, GBR", "SECRET//REL TO USA, GBR"),
        ("SECRET//REL TO USA, GBR", "SECRET//NOFORN"),
        ("SECRET//Bluebell", "TOP SECRET//BLUEBELL"),
        ("SECRET", "SECRET"),
    ],
)
def test_whatever_is_as_strict_in_every_way_lowers_nothing(before: str, after: str):
    assert covers(SCHEME, parse(SCHEME, after), parse(SCHEME, before))


@pytest.mark.parametrize("marking", ["", "UNCLASSIFIED", "SECRET", "SECRET//NOFORN", "CONFIDENTIAL//ORCON"])
def test_a_ceiling_allows_its_level_whoever_may_be_given_it(marking: str):
    assert allows(SCHEME, parse(SCHEME, "SECRET"), parse(SCHEME, marking))


@pytest.mark.parametrize(
    "marking", ["TOP SECRET", "SECRET//SI", "UNCLASSIFIED//BLUEBELL", "COSMIC", "SECRET//RD-SIGMA 1"]
)
def test_a_ceiling_refuses_what_is_higher_or_in_a_compartment_or_unreadable(marking: str):
    assert not allows(SCHEME, parse(SCHEME, "SECRET"), parse(SCHEME, marking))


def test_a_ceiling_allows_the_compartments_that_it_names():
    ceiling = parse(SCHEME, "TOP SECRET//SI/TK")
    for compartment, allowed in [("SI", True), ("TK", True), ("HCS", False), ("SI-G", False)]:
        assert allows(SCHEME, ceiling, parse(SCHEME, f"SECRET//{compartment}//NOFORN")) is allowed


def test_every_pair_of_levels_makes_the_higher_one():
    for scheme in Schemes(Path("none")).all():
        for (low, one), (high, other) in product(enumerate(scheme.levels), repeat=2):
            made = join(scheme, Marking(one.name), Marking(other.name))
            assert made.level == scheme.levels[max(low, high)].name

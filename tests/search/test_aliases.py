from __future__ import annotations

import pytest

from assistant.search.aliases import core, registrant, stands_for


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("The Northwind Company", ("northwind",)),
        ("HALCYON RESORTS INTERNATIONAL", ("halcyon", "resorts")),
        ("Foot & Ankle, Inc.", ("foot", "ankle")),
        ("Group", ("group",)),
    ],
)
def test_article_and_endings_are_left_out(name: str, spoken: tuple[str, ...]):
    assert core(name) == spoken


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("AMEX", ("american", "express")),
        ("JnJ", ("johnson", "johnson")),
        ("J&J", ("johnson", "johnson")),
        ("GM", ("general", "motors")),
        ("BofA", ("bank", "of", "america")),
    ],
)
def test_a_short_form_is_made_of_beginnings(short: str, name: tuple[str, ...]):
    assert stands_for(short, name)


@pytest.mark.parametrize(
    ("short", "name"), [("AMEX", ("american", "airlines")), ("GM", ("motors",)), ("G", ("general", "x"))]
)
def test_other_words_are_no_short_form(short: str, name: tuple[str, ...]):
    assert not stands_for(short, name)


def test_the_name_before_the_note_is_the_registrant():
    page = "FORM 10-K\nListed at the Example Stock Exchange, Inc.\nSEAWORTHY ROPES LTD\n(Exact name of registrant"
    assert registrant(page) == "SEAWORTHY ROPES LTD"


def test_without_a_note_the_first_organisation_is_taken():
    assert registrant("Quarterly news. Seaworthy Ropes, Inc. today announced") == "Seaworthy Ropes, Inc"
    assert registrant("nothing of the kind") == ""

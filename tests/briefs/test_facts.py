from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.briefs.facts.model import Fact, Facts
from assistant.briefs.facts.telling import facts_of
from assistant.library.library import Library
from tests.answers.shelf import shelf
from tests.briefs.papers import MINUTES

STORM = """Report on the storm at Elmsund
Author: Orla Brandt and Jon Aase
Date: 14 March 2031

Course of events
On 12 March 2031 a storm reached Elmsund, and the harbour of Blue Fjord Ltd was closed for 31 hours.
Captain Orla Brandt said that waves of 8.5 m broke over the breakwater of Port Skarvoy.
The Ministry of Fisheries paid 4.2 million euros for repairs in Elmsund on 30 April 2031.

Costs
Blue Fjord Ltd lost 1,250 containers, and the repairs of Norrland Shipping cost 12 % of the yearly budget.
Experts from Norway and Denmark helped, and Mr Holt wrote the summary.
The total damage in Elmsund was 17.6 million euros, because the wall was built too low.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("facts"), {"storm.txt": STORM, "minutes.txt": MINUTES}) as opened:
        yield opened


@pytest.fixture(scope="module")
def storm(library: Library) -> Facts:
    return facts_of(library, next(one.sha256 for one in library.documents() if one.path.endswith("storm.txt")))


def names(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.text for fact in facts}


def test_a_document_is_told_at_a_glance(storm: Facts):
    assert (storm.kind, storm.date, storm.authors, storm.pages) == (
        "text",
        "14 March 2031",
        ("Orla Brandt", "Jon Aase"),
        1,
    )
    assert storm.language == "en"
    assert storm.words == len(STORM.split())
    assert [heading.title for heading in storm.headings if heading.title in {"Course of events", "Costs"}] == [
        "Course of events",
        "Costs",
    ]
    assert storm.key_sentences


def test_names_are_told_apart_by_their_own_words_and_those_around(storm: Facts):
    assert names(storm.organisations) == {"Blue Fjord Ltd", "Ministry of Fisheries", "Norrland Shipping"}
    assert names(storm.places) == {"Elmsund", "Norway", "Denmark", "Port Skarvoy"}
    assert names(storm.people) == {"Orla Brandt", "Jon Aase", "Holt"}


def test_dates_come_in_order_of_time_and_figures_with_their_sentence(storm: Facts):
    assert [fact.text for fact in storm.dates] == ["12 March 2031", "14 March 2031", "30 April 2031"]
    assert names(storm.figures) & {"4.2 million euros", "17.6 million euros", "12 %", "31 hours"}
    assert all(fact.text in " ".join(fact.cited.quote.split()) for fact in storm.figures)


def test_what_is_named_most_often_comes_first_with_its_count(storm: Facts):
    assert (storm.places[0].text, storm.places[0].count) == ("Elmsund", 4)
    assert (storm.organisations[0].text, storm.organisations[0].count) == ("Blue Fjord Ltd", 2)


def test_every_fact_stands_where_it_is_said_to(library: Library, storm: Facts):
    told = (*storm.figures, *storm.organisations, *storm.places, *storm.people, *storm.dates)
    for fact in told:
        page = library.page(fact.cited.document, fact.cited.page)
        assert page.text[fact.cited.start : fact.cited.end] == fact.cited.quote


def test_people_are_known_by_the_label_of_their_line(library: Library):
    minutes = facts_of(library, next(one.sha256 for one in library.documents() if one.path.endswith("minutes.txt")))
    assert {"Elin Marker", "Jon Aase", "Pia Lund"} <= names(minutes.people)
    assert minutes.date == "12 June 2031"


def test_an_empty_document_has_no_facts(tmp_path: Path):
    with shelf(tmp_path, {"empty.txt": "\n", "other.txt": "One sentence about one thing stands here.\n"}) as opened:
        for record in opened.documents():
            told = facts_of(opened, record.sha256)
            assert (told.people, told.places, told.organisations, told.dates) == ((), (), (), ())

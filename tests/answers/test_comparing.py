from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.asking import ask
from assistant.answers.comparing import parties
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.scripted import ScriptedModel
from tests.answers.shelf import shelf

FILES = {
    "norvik.md": "# Norvik ferry\n\nThe Norvik carries 240 passengers. Its engine has 900 kW.\n",
    "talgarth.md": "# Talgarth ferry\n\nThe Talgarth carries 310 passengers. Its engine has 750 kW.\n",
    "canteen.md": "# Canteen\n\nThe canteen serves 250 meals a day to the crews of all ferries.\n",
}


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("ferries"), FILES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "compared"),
    [
        ("Compare the passengers of the Norvik and the Talgarth.", ["Norvik", "Talgarth"]),
        ("What is the difference between KP-40 and BW-70?", ["KP-40", "BW-70"]),
        ("Compare the revenue in 2021 with the revenue in 2022.", ["2021", "2022"]),
        ("How many passengers does the Norvik carry?", []),
        ("Compare the ferries.", []),
    ],
)
def test_what_is_compared_is_told_from_the_question(question: str, compared: list[str]):
    assert [party.text for party in parties(question)] == compared


def test_each_side_has_the_words_of_its_own_pages(ferries: Library):
    question = "Compare how many passengers the Norvik and the Talgarth carry."
    answer = finish(ask(ferries, Finder(ferries), None, question, CancelToken()))
    assert [side.name for side in answer.sides] == ["Norvik", "Talgarth"]
    assert [side.claims[0].text for side in answer.sides] == [
        "The Norvik carries 240 passengers.",
        "The Talgarth carries 310 passengers.",
    ]
    for side in answer.sides:
        (cited,) = side.claims[0].citations
        assert Path(cited.path).stem == side.name.lower()
        assert ferries.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote


def test_what_a_model_writes_stands_beneath_the_sides_and_is_checked(ferries: Library):
    model = ScriptedModel("The Talgarth carries 310 passengers [1]. The Norvik carries 999 passengers [2].")
    question = "Compare how many passengers the Norvik and the Talgarth carry."
    answer = finish(ask(ferries, Finder(ferries), model, question, CancelToken()))
    assert len(answer.sides) == 2
    assert [claim.status.value for claim in answer.claims] == ["supported", "partly"]


def test_a_thing_that_no_page_knows_is_refused_by_name(ferries: Library):
    question = "Compare how many passengers the Norvik and the Gulfstar carry."
    answer = finish(ask(ferries, Finder(ferries), None, question, CancelToken()))
    assert answer.refused
    assert "“Gulfstar”" in answer.refusal
    assert not answer.sides

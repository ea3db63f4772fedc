from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.briefs.joint.comparing import compare
from assistant.briefs.joint.model import Joint, Pair, Relation
from assistant.briefs.joint.together import summarise_together
from assistant.errors import Cancelled, UsageError
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from tests.answers.scripted import ScriptedModel
from tests.answers.shelf import shelf

NORTH = """Survey of the Skarvoy channel by the north team

The channel at Skarvoy light is 12.5 m deep at low water.
The old wreck beside the light is marked by a green buoy.
The harbour board approved the dredging of the channel.
The current in the sound reaches 4 knots in spring.
Seals rest on the northern sandbank during summer.
In 2031 the channel was used by 310 ships.
"""
SOUTH = """Survey of the Skarvoy channel by the south team

The channel at Skarvoy light is 9.8 m deep at low water.
A green buoy marks the old wreck beside the light.
The harbour board rejected the dredging of the channel.
The current in the sound reaches 4 knots in spring.
A cable of the power company crosses the bay near the quarry.
In 2032 the channel was used by 355 ships.
"""


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("joint"), {"north.txt": NORTH, "south.txt": SOUTH}) as library:
        yield library


def hashes(library: Library) -> list[str]:
    by_name = {Path(record.path).name: record.sha256 for record in library.documents()}
    return [by_name["north.txt"], by_name["south.txt"]]


@pytest.fixture(scope="module")
def joint(surveys: Library) -> Joint:
    return finish(compare(surveys, hashes(surveys), CancelToken()))


def said(pair: Pair) -> tuple[str, str]:
    return pair.first.text, pair.second.text


def test_different_figures_on_one_subject_stand_side_by_side(joint: Joint):
    pair = next(pair for pair in joint.contradictions if pair.relation is Relation.FIGURE)
    assert said(pair) == (
        "The channel at Skarvoy light is 12.5 m deep at low water.",
        "The channel at Skarvoy light is 9.8 m deep at low water.",
    )
    assert pair.differs == ("12.5 m", "9.8 m")


def test_an_opposite_is_a_contradiction_too(joint: Joint):
    pair = next(pair for pair in joint.contradictions if pair.relation is Relation.DENIAL)
    assert said(pair) == (
        "The harbour board approved the dredging of the channel.",
        "The harbour board rejected the dredging of the channel.",
    )
    assert pair.differs == ("approved", "rejected")


def test_what_both_say_is_an_agreement_in_whatever_order_of_words(joint: Joint):
    assert {said(pair) for pair in joint.agreements} == {
        (
            "The current in the sound reaches 4 knots in spring.",
            "The current in the sound reaches 4 knots in spring.",
        ),
        (
            "The old wreck beside the light is marked by a green buoy.",
            "A green buoy marks the old wreck beside the light.",
        ),
    }


def test_figures_of_different_years_contradict_nothing(joint: Joint):
    assert not any("ships" in pair.first.text for pair in (*joint.contradictions, *joint.agreements))


def test_what_only_one_says_is_told_of_it(joint: Joint):
    north, south = joint.alone
    assert "Seals rest on the northern sandbank during summer." in {one.text for one in north.statements}
    assert any("cable" in one.text for one in south.statements)
    assert not any("buoy" in one.text for one in (*north.statements, *south.statements))


def test_every_quotation_stands_on_its_page(surveys: Library, joint: Joint):
    quoted = [one for pair in (*joint.agreements, *joint.contradictions) for one in (pair.first, pair.second)]
    quoted += [one for alone in joint.alone for one in alone.statements]
    for claim in quoted:
        (cited,) = claim.citations
        assert surveys.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote


def test_a_rounded_figure_contradicts_nothing(tmp_path: Path):
    files = {
        "a.txt": "The harbour of Elmsund handled 4.12 million tonnes of cargo in the last season.\n",
        "b.txt": "The harbour of Elmsund handled 4,120,000 tonnes of cargo in the last season.\n",
    }
    with shelf(tmp_path, files) as library:
        both = [record.sha256 for record in library.documents()]
        found = finish(compare(library, both, CancelToken()))
    assert (len(found.agreements), found.contradictions) == (1, ())


def test_a_figure_that_is_printed_without_its_unit_contradicts_nothing(tmp_path: Path):
    files = {
        "a.txt": "The dry-run switch of the transfer pump had been set to 60 seconds instead of 8 by mistake.\n",
        "b.txt": "On page 2,960 the dry-run switch of the transfer pump is set to 8 seconds instead of 60 seconds.\n",
    }
    with shelf(tmp_path, files) as library:
        both = [record.sha256 for record in library.documents()]
        assert finish(compare(library, both, CancelToken())).contradictions == ()


def test_each_is_summarised_first_then_all_are_compared(surveys: Library):
    model = ScriptedModel("The current in the sound reaches 4 knots in spring.")
    together = finish(summarise_together(surveys, hashes(surveys), model, CancelToken()))
    assert [summary.document for summary in together.summaries] == hashes(surveys)
    assert all(summary.sentences for summary in together.summaries)
    assert together.joint.contradictions


def test_one_document_cannot_be_compared(surveys: Library):
    with pytest.raises(UsageError) as raised:
        finish(compare(surveys, hashes(surveys)[:1] * 2, CancelToken()))
    assert raised.value.code == "too-few-documents"


def test_a_stop_ends_it(surveys: Library):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(compare(surveys, hashes(surveys), cancel))

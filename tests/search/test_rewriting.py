from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.engine.protocols import Urgency
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.library import Library
from assistant.search.finder import Finder
from assistant.search.rewriting import FurtherFound, further, wordings
from tests.answers.scripted import ScriptedModel
from tests.search.conftest import filled

FILES = {
    "pump.txt": ("The lubricant seeps past the shaft gland when the packing is worn.",),
    "car.txt": ("Oil drips from the sump of the car.",),
    "house.txt": ("Parliament met on Tuesday.",),
}
QUESTION = "Why does oil drip out of the machine?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Iterator[Library]:
    with filled(tmp_path_factory.mktemp("rewriting"), embedder, FILES) as opened:
        yield opened


def saying(*phrases: str) -> ScriptedModel:
    return ScriptedModel(json.dumps({"phrases": phrases}))


def names(found: Sequence[object]) -> list[str]:
    return [str(getattr(item, "path", "")).rsplit("/", 1)[-1] for item in found]


def test_what_only_another_wording_finds_is_added_and_the_first_results_stay(library: Library, embedder: MiniLM):
    finder = Finder(library)
    first = finder.find(QUESTION, limit=1)
    before = replace(first)
    model = saying("why lubricant drips out of a machine", "oil drip machine")
    [more] = finish(further(finder, embedder, model, first, CancelToken()))
    assert more.wording == "why lubricant drips out of a machine"
    assert names(first.evidence) == ["car.txt"]
    assert "car.txt" not in names(more.evidence)
    assert names(more.evidence)[0] == "pump.txt"
    assert first == before
    [request] = model.requests
    assert request.urgency is Urgency.SUMMARY


def test_it_stays_within_the_documents_that_the_question_was_limited_to(library: Library, embedder: MiniLM):
    finder = Finder(library)
    car = library.document("car.txt").sha256
    first = finder.find(QUESTION, 1, [car])
    model = saying("why lubricant drips out of a machine")
    assert finish(further(finder, embedder, model, first, CancelToken(), [car])) == ()


@pytest.mark.parametrize(
    "reply",
    ["", "no JSON", "{}", '{"phrases": 3}', '{"phrases": [1, null, {}]}', '{"phrases": ["***", "\\"\\""]}', "[]"],
)
def test_a_reply_that_is_no_list_of_phrases_adds_nothing(embedder: MiniLM, reply: str):
    assert wordings(QUESTION, reply, embedder) == []


def test_a_reply_that_was_cut_gives_what_is_whole(embedder: MiniLM):
    reply = '{"phrases": ["why lubricant drips out of a machine", "oil leaks fr'
    assert wordings(QUESTION, reply, embedder) == ["why lubricant drips out of a machine"]


@pytest.mark.parametrize(
    "phrase",
    [
        "the machine oil drip",
        "parliament met on tuesday",
        "why oil dripped out of the machine in 2019",
        "why lubricant drips out of a machine " * 9,
    ],
    ids=["the same words", "another meaning", "a new figure", "too long"],
)
def test_what_is_no_other_wording_is_left_aside(embedder: MiniLM, phrase: str):
    assert wordings(QUESTION, json.dumps({"phrases": [phrase]}), embedder) == []


def test_a_models_quotes_and_stars_are_no_operators(embedder: MiniLM):
    reply = json.dumps({"phrases": ['why "lubricant drips" out of a machin*']})
    assert wordings(QUESTION, reply, embedder) == ["why lubricant drips out of a machin"]


def test_it_is_stopped_between_two_wordings(library: Library, embedder: MiniLM):
    finder, cancel = Finder(library), CancelToken()
    model = saying("why lubricant drips out of a machine", "cause of oil leaks from a machine")
    job = further(finder, embedder, model, finder.find(QUESTION, 1), cancel)
    step = next(job)
    assert isinstance(step, FurtherFound)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(job)


def test_an_engine_that_fails_is_said(library: Library, embedder: MiniLM):
    finder = Finder(library)
    model = ScriptedModel("words", fails=WorldError("engine-gone", "The engine stopped."))
    with pytest.raises(WorldError):
        finish(further(finder, embedder, model, finder.find(QUESTION, 1), CancelToken()))

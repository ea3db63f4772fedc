from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers.asking import ask
from assistant.answers.conversations import Conversations
from assistant.answers.marking import marked
from assistant.answers.model import Answer
from assistant.answers.prompt import Manner
from assistant.answers.talking import ask_in, go_on_in
from assistant.errors import UsageError
from assistant.jobs import CancelToken, Job, finish
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.scripted import ScriptedModel
from tests.answers.shelf import PUMP, REPORT, shelf

PEOPLE = "How many people does the port employ?"
GREASE = "How often are the bearings greased?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("talks"), {"pump.pdf": PUMP, "harbour_2030.pdf": REPORT}) as opened:
        yield opened


def answer(library: Library, question: str) -> Answer:
    return finish(ask(library, Finder(library), None, question, CancelToken()))


def test_a_conversation_comes_back_as_it_was(library: Library):
    talks, given = Conversations(library), answer(library, PEOPLE)
    talks.add("Harbour", "how many people?", given)
    (turn,) = talks.turns("Harbour")
    assert (turn.question, turn.answer) == ("how many people?", given)
    assert [(record.title, record.turns) for record in talks.records()] == [("Harbour", 1)]


def test_conversations_are_found_by_what_was_said(library: Library):
    talks = Conversations(library)
    talks.add("Bearings", GREASE, answer(library, GREASE))
    talks.add("Staff", PEOPLE, answer(library, PEOPLE))
    assert [record.title for record in talks.records("250 HOURS")] == ["Bearings"]
    assert "Staff" in [record.title for record in talks.records("employ")]
    assert talks.records("no such word") == []


def test_a_title_can_be_changed_but_not_into_one_that_is_taken(library: Library):
    talks = Conversations(library)
    talks.add("Old", PEOPLE, answer(library, PEOPLE))
    talks.add("Taken", PEOPLE, answer(library, PEOPLE))
    talks.rename("Old", "New")
    assert talks.turns("New")
    with pytest.raises(UsageError, match="already"):
        talks.rename("New", "Taken")
    with pytest.raises(UsageError, match="no conversation named"):
        talks.turns("Old")


def test_what_is_deleted_is_in_no_file(library: Library):
    talks = Conversations(library)
    talks.add("Secret", "What about the zanzibarquay?", answer(library, PEOPLE))
    talks.delete("Secret")
    left = [path for path in library.folder.rglob("*") if path.is_file() and b"zanzibarquay" in path.read_bytes()]
    assert left == []


def test_the_same_question_after_the_documents_changed_says_so(tmp_path: Path):
    with shelf(tmp_path, {"pump.pdf": PUMP, "harbour_2030.pdf": REPORT}) as library:
        talks = Conversations(library)
        assert talks.asked_before("Harbour", PEOPLE) == ""
        harbour = [record.sha256 for record in library.documents() if record.path.endswith("harbour_2030.pdf")]
        given = finish(ask(library, Finder(library), None, PEOPLE, CancelToken(), documents=harbour))
        talks.add("Harbour", PEOPLE, given)
        assert talks.asked_before("Harbour", PEOPLE) == ""
        library.remove(next(record.sha256 for record in library.documents() if record.path.endswith("pump.pdf")))
        assert "the documents have changed since" in talks.asked_before("Harbour", f" {PEOPLE.lower()}")


def test_answers_that_quote_a_removed_document_go_with_it(tmp_path: Path):
    with shelf(tmp_path, {"pump.pdf": PUMP, "harbour_2030.pdf": REPORT}) as library:
        talks = Conversations(library)
        talks.add("Harbour", PEOPLE, answer(library, PEOPLE))
        library.remove(
            next(record.sha256 for record in library.documents() if record.path.endswith("harbour_2030.pdf"))
        )
        assert talks.records() == []
        left = [path for path in library.folder.rglob("*") if path.is_file() and b"412 people" in path.read_bytes()]
        assert left == []


def test_a_follow_up_is_made_whole_said_and_kept(library: Library):
    talks, finder, wholes = Conversations(library), Finder(library), []

    def whole(question: str, manner: Manner) -> Job[Answer]:
        wholes.append((question, manner.conversation, len(manner.turns)))
        return (yield from ask(library, finder, None, question, CancelToken(), manner=manner))

    finish(ask_in(talks, "Money", "What was the revenue in 2029?", whole))
    given = finish(ask_in(talks, "Money", "And in 2030?", whole))
    assert wholes == [("What was the revenue in 2029?", "Money", 0), ("What was the revenue in 2030?", "Money", 1)]
    assert given.understood == "What was the revenue in 2030?"
    assert [turn.question for turn in talks.turns("Money")] == ["What was the revenue in 2029?", "And in 2030?"]


def test_an_answer_that_was_cut_goes_on_in_its_own_place(library: Library):
    talks, finder = Conversations(library), Finder(library)
    model = ScriptedModel("The port employs 412 people.", "It counted two accidents.", cut=True)

    def begin(question: str, manner: Manner) -> Job[Answer]:
        return (yield from ask(library, finder, model, question, CancelToken(), manner=manner))

    first = finish(ask_in(talks, "Cut", PEOPLE, begin))
    assert first.cut

    def go_on(question: str, manner: Manner) -> Job[Answer]:
        begun = "\n".join(claim.text for claim in first.claims)
        return (yield from ask(library, finder, model, question, CancelToken(), manner=replace(manner, begun=begun)))

    whole = finish(go_on_in(talks, "Cut", first.question, go_on))
    assert [claim.text for claim in whole.claims] == ["The port employs 412 people.", "It counted two accidents."]
    assert "The answer so far: The port employs 412 people." in model.prompts[1]
    assert [turn.answer for turn in talks.turns("Cut")] == [whole]


def test_what_a_model_writes_after_earlier_answers_is_marked_no_lower_than_these(library: Library):
    talks = Conversations(library)
    pump, harbour = library.document("pump.pdf").sha256, library.document("harbour_2030.pdf").sha256

    def asked(question: str, documents: set[str], model: str) -> None:
        def whole(asked_whole: str, _manner: Manner) -> Job[Answer]:
            found = ask(library, Finder(library), None, asked_whole, CancelToken(), documents=documents)
            return marked(library, replace((yield from found), model=model))

        finish(ask_in(talks, "Marked", question, whole))

    library.markings.mark([pump], "SECRET//NOFORN")
    library.markings.mark([harbour], "CONFIDENTIAL//ORCON")
    asked(GREASE, {pump}, "")
    asked(PEOPLE, {harbour}, "")
    asked(PEOPLE, {harbour}, "Llama 8B")
    library.markings.mark([pump, harbour], "", "the test is over")
    kept = [turn.answer.marking for turn in talks.turns("Marked")]
    assert kept == ["SECRET//NOFORN", "CONFIDENTIAL//ORCON", "SECRET//ORCON/NOFORN"]

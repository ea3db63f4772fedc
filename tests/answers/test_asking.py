from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.asking import ask
from assistant.answers.model import Answer, ClaimStatus, EvidenceReady, PromptRead, TextWritten
from assistant.errors import Cancelled, UsageError, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.scripted import ScriptedModel
from tests.answers.shelf import shelf

GREASE = "How often are the bearings greased?"


def answer(library: Library, question: str, model: ScriptedModel | None = None) -> Answer:
    return finish(ask(library, Finder(library), model, question, CancelToken()))


def test_evidence_comes_before_the_models_first_word(papers: Library, finder: Finder):
    model = ScriptedModel("Both bearings are greased every 250 hours [1].")
    steps = list(ask(papers, finder, model, GREASE, CancelToken()))
    assert isinstance(steps[0], EvidenceReady)
    assert steps[0].found.evidence
    assert steps[0].extract
    assert isinstance(steps[1], PromptRead)
    assert "".join(step.text for step in steps if isinstance(step, TextWritten)).strip() == model.replies[0]


def test_a_written_answer_cites_the_page_its_words_stand_on(papers: Library):
    given = answer(papers, GREASE, ScriptedModel("Both bearings are greased every 250 hours with 35 g [3]."))
    (claim,) = given.claims
    assert claim.status is ClaimStatus.SUPPORTED
    assert given.text == "Both bearings are greased every 250 hours with 35 g. [1]"
    cited = claim.citations[0]
    assert papers.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote
    assert given.model == "Scripted 1B"
    assert (given.coverage.documents, given.coverage.pages_unread) == (2, 0)
    assert given.timings.first_token_s is not None
    assert given.timings.evidence_s <= given.timings.first_token_s <= given.timings.total_s


def test_a_model_that_talks_nonsense_gets_no_citations(papers: Library):
    given = answer(papers, GREASE, ScriptedModel("Wizards grease 9,000 dragons [1]. The moon hums [2] 【3】 (1)."))
    assert [claim.status for claim in given.claims] == [ClaimStatus.UNSUPPORTED] * 2
    assert not any(claim.citations for claim in given.claims)
    assert any("could be found in the documents" in notice for notice in given.notices)


def test_a_wrong_figure_is_named_beside_the_right_sentence(papers: Library):
    given = answer(papers, GREASE, ScriptedModel("Both bearings are greased every 25 hours [1]."))
    assert given.claims[0].missing == ("25 hours",)
    assert given.extract[0].text.startswith("Grease both bearings every 250 hours")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What is the capital of Italy?", "not in your documents"),
        ("What was the revenue of the port in 2031?", "“2031”"),
        ("Who is the managing director of Gulfstar?", "“Gulfstar”"),
        ("What does the torque wrench CVE-2021-44228 say?", "“CVE-2021-44228”"),
    ],
)
def test_what_the_documents_do_not_hold_is_refused_before_any_model_is_asked(
    papers: Library, question: str, reason: str
):
    model = ScriptedModel("It is Rome, the revenue was 99 million [1].")
    given = answer(papers, question, model)
    assert given.refused
    assert reason in given.refusal
    assert not given.claims
    assert not given.extract
    assert not model.requests


def test_the_nearest_pages_are_offered_with_a_refusal(papers: Library):
    assert answer(papers, "What was the revenue of the port in 2031?").evidence


def test_an_empty_library_is_named_as_the_reason(tmp_path: Path):
    with shelf(tmp_path, {}) as library:
        given = answer(library, "How heavy is it?", ScriptedModel("Heavy."))
    assert given.refused
    assert "no documents in this library" in given.refusal


def test_a_model_that_finds_nothing_refuses_without_sources(papers: Library):
    given = answer(papers, GREASE, ScriptedModel("NOT IN THE DOCUMENTS"))
    assert given.refused
    assert not given.claims
    assert not given.extract
    assert given.evidence


def test_without_a_model_the_sentences_of_the_pages_answer(papers: Library):
    given = answer(papers, "How many people does the port employ?")
    assert given.claims[0].text == "The port employs 412 people."
    assert given.claims == given.extract
    assert given.model == ""
    assert given.text.startswith("The port employs 412 people. [1]")


def test_a_starter_model_adds_only_what_the_pages_hold(papers: Library):
    model = ScriptedModel("The port employs 412 people in all [1]. It is the largest port of Europe.", starter=True)
    given = answer(papers, "How many people does the port employ?", model)
    assert given.claims[: len(given.extract)] == given.extract
    assert [claim.text for claim in given.claims[len(given.extract) :]] == ["The port employs 412 people in all."]
    assert given.notices[0].startswith("Starter model, for trying out")


def test_a_failing_engine_leaves_the_sentences_of_the_pages_and_says_so(papers: Library):
    error = WorldError("engine-gone", "The engine stopped.")
    given = answer(papers, GREASE, ScriptedModel("Both bearings", fails=error))
    assert given.question == GREASE
    assert any("The engine stopped." in notice for notice in given.notices)
    assert given.extract


def test_a_reply_with_thoughts_only_is_no_answer(papers: Library):
    given = answer(papers, GREASE, ScriptedModel("<think>Let me see, every 250 hours"))
    assert given.claims == given.extract
    assert any("wrote nothing" in notice for notice in given.notices)


def test_a_reply_cut_at_its_greatest_length_is_said(papers: Library):
    given = answer(papers, GREASE, ScriptedModel("Both bearings are greased every 250 hours", cut=True))
    assert any("was cut" in notice for notice in given.notices)


def test_stopping_while_it_writes_stops_the_engine(papers: Library, finder: Finder):
    model, cancel = ScriptedModel("Both bearings are greased every 250 hours."), CancelToken()
    job = ask(papers, finder, model, GREASE, cancel)
    while not isinstance(next(job), TextWritten):
        pass
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(job)
    assert model.closed == 1


def test_dropping_the_job_stops_the_engine(papers: Library, finder: Finder):
    model = ScriptedModel("Both bearings are greased every 250 hours.")
    job = ask(papers, finder, model, GREASE, CancelToken())
    while not isinstance(next(job), TextWritten):
        pass
    job.close()
    assert model.closed == 1


def test_only_the_chosen_documents_are_searched(papers: Library, finder: Finder):
    (pump,) = [record.sha256 for record in papers.documents() if record.path.endswith("pump.pdf")]
    given = finish(ask(papers, finder, None, "How many people does the port employ?", CancelToken(), documents=[pump]))
    assert given.coverage.documents == 1
    assert {item.document for item in given.evidence} <= {pump}


def test_an_empty_question_is_no_question(papers: Library, finder: Finder):
    with pytest.raises(UsageError):
        finish(ask(papers, finder, None, "  ", CancelToken()))


def test_what_a_model_repeats_of_its_prompt_is_no_part_of_the_answer(papers: Library):
    model = ScriptedModel("Answer from the pages above only: Both bearings are greased every 250 hours [1].")
    assert [claim.text for claim in answer(papers, GREASE, model).claims] == [
        "Both bearings are greased every 250 hours."
    ]

from __future__ import annotations

import pytest

from assistant.briefs.focused import spans_about, summarise_about
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.scripted import ScriptedModel

QUESTION = "What happened to overtime and the staff?"


@pytest.fixture
def report(papers: Library) -> str:
    return next(record.sha256 for record in papers.documents() if record.path.endswith("harbour_2030.pdf"))


def test_the_pieces_that_say_most_come_first_and_never_twice(papers: Library, report: str):
    spans = spans_about(papers, Finder(papers), report, QUESTION)
    assert "Overtime" in papers.page(report, spans[0].page).text[spans[0].start : spans[0].end]
    for span in spans:
        others = [other for other in spans if other is not span and other.page == span.page]
        assert all(other.end <= span.start or other.start >= span.end for other in others)


def test_no_more_letters_than_asked_for(papers: Library, report: str):
    spans = spans_about(papers, Finder(papers), report, QUESTION, 100)
    assert sum(span.end - span.start for span in spans) <= 100


def test_a_model_words_it_and_what_the_pages_do_not_hold_is_left_out(papers: Library, report: str):
    model = ScriptedModel("Overtime fell by 9 percent [1]. Morale rose by 80 percent [1].")
    written = finish(summarise_about(papers, Finder(papers), report, QUESTION, model, CancelToken()))
    (sentence,) = written.sentences
    assert sentence.text == "Overtime fell by 9 percent."
    for cited in sentence.citations:
        assert papers.page(report, 3).text[cited.start : cited.end] == cited.quote
    assert QUESTION in model.prompts[0]


def test_without_a_model_the_document_speaks_for_itself(papers: Library, report: str):
    written = finish(summarise_about(papers, Finder(papers), report, QUESTION, None, CancelToken()))
    assert any("Overtime fell by 9 percent" in sentence.text for sentence in written.sentences)

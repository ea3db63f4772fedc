"""What is made of documents in a library that a model of the engine searches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answers.asking import ask
from assistant.briefs.focused import spans_about, summarise_about
from assistant.briefs.joint.comparing import compare
from assistant.briefs.key_sentences import key_sentences
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.library.reembedding import change_embedder
from assistant.search.finder import Finder
from tests.answers.shelf import PUMP, REPORT, embedder, shelf
from tests.library.embedders import Crowded

QUESTION = "What happened to overtime and the staff?"


@dataclass
class Changed:
    library: Library
    model: Crowded
    report: str


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Changed]:
    with shelf(tmp_path, {"pump.pdf": PUMP, "harbour_2030.pdf": REPORT}) as library:
        model = Crowded(embedder())
        finish(change_embedder(library, model, CancelToken()))
        yield Changed(library, model, library.document("harbour_2030.pdf").sha256)


def test_key_sentences_are_found_without_the_engine(changed: Changed):
    changed.model.gone = True
    texts = [key.text for key in key_sentences(changed.library, changed.report, 4)]
    assert any("second crane" in text for text in texts)


def test_a_summary_about_a_question_goes_by_words_where_the_engine_is_gone(changed: Changed):
    finder = Finder(changed.library)
    for gone in (False, True):
        changed.model.gone = gone
        span = spans_about(changed.library, finder, changed.report, QUESTION)[0]
        assert "Overtime" in changed.library.page(changed.report, span.page).text[span.start : span.end]
        written = finish(summarise_about(changed.library, finder, changed.report, QUESTION, None, CancelToken()))
        assert any("Overtime fell by 9 percent" in sentence.text for sentence in written.sentences)


def test_documents_are_compared_with_and_without_the_engine(changed: Changed):
    documents = [record.sha256 for record in changed.library.documents()]
    alone = []
    for gone in (False, True):
        changed.model.gone = gone
        found = finish(compare(changed.library, documents, CancelToken()))
        alone.append([claim.text for each in found.alone for claim in each.statements])
    assert alone[0]
    assert set(alone[0]) <= set(alone[1])


def test_an_answer_says_that_its_pages_were_found_by_words(changed: Changed):
    finder = Finder(changed.library)
    for gone in (False, True):
        changed.model.gone = gone
        answer = finish(ask(changed.library, finder, None, "By how much did overtime fall?", CancelToken()))
        assert "Overtime fell by 9 percent" in answer.text
        assert any("by their words only" in notice for notice in answer.notices) is gone

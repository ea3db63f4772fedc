from __future__ import annotations

import pytest

from assistant.answers.asking import ask
from assistant.answers.model import TextWritten
from assistant.briefs.summary import summarise
from assistant.engine.engine import Engine
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.search.finder import Finder


@pytest.mark.engine
def test_a_real_models_answer_cites_only_words_that_stand_on_pages(
    papers: Library, finder: Finder, running_engine: Engine
):
    steps = []
    job = ask(papers, finder, running_engine.model(), "How many people does the port employ?", CancelToken())
    try:
        while True:
            steps.append(next(job))
    except StopIteration as end:
        answer = end.value
    assert any(isinstance(step, TextWritten) for step in steps)
    assert answer.claims[0].text == "The port employs 412 people."
    assert answer.notices[0].startswith("Starter model")
    for claim in answer.claims:
        assert claim.citations
        for cited in claim.citations:
            assert papers.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote


@pytest.mark.engine
def test_a_real_models_summary_cites_pages_and_a_second_run_asks_nothing(papers: Library, running_engine: Engine):
    report = next(record.sha256 for record in papers.documents() if record.path.endswith("harbour_2030.pdf"))
    first = finish(summarise(papers, report, running_engine.model(), CancelToken()))
    second = finish(summarise(papers, report, running_engine.model(), CancelToken()))
    assert first.sentences == second.sentences
    assert all(sentence.citations for sentence in first.sentences)
    assert second.seconds < first.seconds

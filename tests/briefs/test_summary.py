from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.model import Claim, ClaimStatus
from assistant.briefs.model import KeySentencesReady, PartWritten, Summary
from assistant.briefs.summary import Length, Manner, Unsupported, estimate_seconds, summarise
from assistant.engine.protocols import Urgency
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from tests.answers.scripted import ScriptedModel
from tests.answers.shelf import REPORT, shelf

SAID = (
    "The port of Sandvik handled 4,120 thousand tonnes in 2030 [1].",
    "Revenue was 84.2 million euros in 2030 [1].",
    "The port employs 412 people [1].",
    (
        "Revenue was 84.2 million euros. The port employs 412 people. The port of Sandvik handled 4,120 thousand "
        "tonnes in 2030. The port won a prize in Madrid."
    ),
)


def report(library: Library) -> str:
    return next(record.sha256 for record in library.documents() if record.path.endswith("harbour_2030.pdf"))


def pages(claim: Claim) -> tuple[int, ...]:
    return tuple(sorted({cited.page for cited in claim.citations}))


def small(*replies: str, digest: str = "") -> ScriptedModel:
    """A model so small that each page is a part of its own; a new one each time unless its digest is given."""
    model = ScriptedModel(*replies, context=600)
    model.digest = digest or model.digest
    return model


def summary(library: Library, model: ScriptedModel | None, length: Length = Length.PARAGRAPH) -> Summary:
    return finish(summarise(library, report(library), model, CancelToken(), Manner(length)))


def test_every_page_is_read_and_every_sentence_cites_its_page(papers: Library):
    model = small(*SAID)
    written = summary(papers, model)
    for page in papers.pages(report(papers)):
        assert any(page.text.strip() in prompt for prompt in model.prompts)
    assert [pages(sentence) for sentence in written.sentences] == [(2,), (3,), (1,)]
    assert {sentence.status for sentence in written.sentences} == {ClaimStatus.SUPPORTED}
    assert written.model == model.name


def test_what_the_pages_do_not_hold_is_left_out_and_counted(papers: Library):
    written = summary(papers, small(*SAID))
    assert not any("Madrid" in sentence.text for sentence in written.sentences)
    assert any(notice.startswith("Left out") and notice.endswith(": 1 of its sentences.") for notice in written.notices)


def test_what_the_pages_do_not_hold_is_marked_where_that_is_set(papers: Library):
    manner = Manner(unsupported=Unsupported.MARK)
    written = finish(summarise(papers, report(papers), small(*SAID), CancelToken(), manner))
    marked = {claim.text: claim.status for claim in written.sentences}
    assert marked["The port won a prize in Madrid."] in {ClaimStatus.UNSUPPORTED, ClaimStatus.PARTLY}
    assert marked["The port employs 412 people."] is ClaimStatus.SUPPORTED
    assert not any(notice.startswith("Left out") for notice in written.notices)


def test_the_words_of_a_page_read_in_pieces_are_cited_where_they_stand(tmp_path: Path):
    page = " ".join(f"The crane of pier {number} lifts {number} tonnes of cargo." for number in range(1, 90))
    with shelf(tmp_path, {"cranes.txt": page}) as library:
        document = library.documents()[0].sha256
        model = small("The crane of pier 80 lifts 80 tonnes of cargo.")
        written = finish(summarise(library, document, model, CancelToken()))
        assert len(model.requests) > 2
        (cited,) = written.sentences[0].citations
        assert "pier 80 lifts" in library.page(document, cited.page).text[cited.start : cited.end]


def test_the_merge_sees_the_words_of_the_pages_beside_the_notes(papers: Library):
    model = small(*SAID)
    summary(papers, model)
    assert "Words of the page: In 2030 the port of Sandvik handled 4,120 thousand tonnes" in model.prompts[-1]


def test_key_sentences_come_first_then_each_part(papers: Library):
    steps = list(summarise(papers, report(papers), small(*SAID), CancelToken()))
    assert isinstance(steps[0], KeySentencesReady)
    assert (steps[1].done, steps[1].total) == (0, 3)
    assert steps[1].seconds_left is not None
    parts = [step for step in steps if isinstance(step, PartWritten)]
    assert [(part.done, part.total) for part in parts] == [(1, 3), (2, 3), (3, 3)]
    assert pages(parts[0].sentences[0]) == (1,)


def test_a_summary_waits_behind_questions(papers: Library):
    model = small(*SAID)
    summary(papers, model)
    assert {request.urgency for request in model.requests} == {Urgency.SUMMARY}


def test_a_second_run_asks_the_engine_nothing(papers: Library):
    first = summary(papers, small(*SAID, digest="first"))
    again = small("never said", digest="first")
    second = summary(papers, again)
    assert not again.requests
    assert second.sentences == first.sentences


def test_a_stop_keeps_what_is_done(papers: Library):
    cancel, model = CancelToken(), small(*SAID, digest="stopped")
    job = summarise(papers, report(papers), model, cancel)
    while not isinstance(next(job), PartWritten):
        pass
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(job)
    resumed = small(*SAID[1:], digest="stopped")
    summary(papers, resumed)
    assert len(resumed.requests) == len(SAID) - 1


def test_another_model_is_asked_anew(papers: Library):
    summary(papers, small(*SAID, digest="one"))
    other = small(*SAID, digest="other")
    summary(papers, other)
    assert len(other.requests) == len(SAID)


def test_a_part_of_which_nothing_holds_is_told_in_the_documents_own_words(papers: Library):
    written = summary(papers, small("Dragons sleep in 99 caves."))
    texts = [page.text for page in papers.pages(report(papers))]
    assert {pages(sentence) for sentence in written.sentences} == {(1,), (2,), (3,)}
    assert all(any(sentence.text in " ".join(text.split()) for text in texts) for sentence in written.sentences)
    assert any("in the document's own words" in notice for notice in written.notices)


def test_a_failing_engine_keeps_the_parts_that_are_done(papers: Library):
    model = small(*SAID)
    job = summarise(papers, report(papers), model, CancelToken())
    while not isinstance(next(job), PartWritten):
        pass
    model.fails = WorldError("engine-gone", "The engine stopped.")
    written = finish(job)
    assert [pages(sentence) for sentence in written.sentences] == [(1,)]
    assert any("The engine stopped." in notice for notice in written.notices)


def test_without_a_model_there_are_key_sentences_only(papers: Library):
    written = summary(papers, None)
    assert written.key_sentences
    assert not written.sentences
    assert written.model == ""


def test_one_line_is_one_sentence(papers: Library):
    assert len(summary(papers, small(*SAID), Length.LINE).sentences) == 1


def test_a_removed_document_takes_its_parts_with_it(tmp_path: Path):
    with shelf(tmp_path, {"harbour_2030.pdf": REPORT}) as library:
        summary(library, small(*SAID))
        library.remove(report(library))
        with library.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM summary_parts").fetchone()[0] == 0


def test_the_time_is_estimated_from_the_models_speed(papers: Library):
    fast, slow = small(""), small("")
    fast.prompt_speed, slow.prompt_speed = 1000.0, 100.0
    estimates = [estimate_seconds(papers, report(papers), model) for model in (fast, slow)]
    assert estimates[1] > 5 * estimates[0] > 0


def test_a_document_without_text_says_so_and_asks_nothing(tmp_path: Path):
    with shelf(tmp_path, {"empty.txt": "\n", "other.txt": "One sentence about one thing stands here.\n"}) as library:
        empty = next(record.sha256 for record in library.documents() if record.path.endswith("empty.txt"))
        model = small("never said")
        written = finish(summarise(library, empty, model, CancelToken()))
    assert not model.requests
    assert "The document has no text to summarise." in written.notices

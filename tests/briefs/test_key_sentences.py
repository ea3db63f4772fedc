from __future__ import annotations

from pathlib import Path

import pytest

from assistant.briefs.key_sentences import key_sentences
from assistant.library.library import Library
from tests.answers.shelf import shelf


def document(library: Library, name: str) -> str:
    return next(record.sha256 for record in library.documents() if record.path.endswith(name))


def test_key_sentences_stand_on_their_pages_word_for_word_in_order(papers: Library):
    report = document(papers, "harbour_2030.pdf")
    keys = key_sentences(papers, report)
    assert keys
    for key in keys:
        assert papers.page(report, key.page).text[key.start : key.end] == key.text
    assert [(key.page, key.start) for key in keys] == sorted((key.page, key.start) for key in keys)


def test_what_the_report_recommends_is_among_its_key_sentences(papers: Library):
    texts = [key.text for key in key_sentences(papers, document(papers, "harbour_2030.pdf"), 4)]
    assert any("second crane" in text for text in texts)


def test_the_same_sentence_is_not_chosen_twice(tmp_path: Path):
    said = "The northern pump station must be shut down before the flood arrives."
    other = "The board agreed to pay for a new wall of stone along the river."
    text = f"{said}\f{said}\f{other}"
    with shelf(tmp_path, {"flood.pdf": text}) as library:
        texts = {key.text for key in key_sentences(library, document(library, "flood.pdf"), 2)}
    assert texts == {said, other}


def test_a_table_of_contents_gives_no_key_sentences(tmp_path: Path):
    contents = "\n".join(f"Chapter {number} about the pumps of the station ........ {number}" for number in range(1, 9))
    said = "The northern pump station must be shut down before the flood arrives."
    with shelf(tmp_path, {"flood.pdf": f"Contents\n{contents}\f{said}"}) as library:
        assert [key.text for key in key_sentences(library, document(library, "flood.pdf"))] == [said]


def test_pages_can_be_chosen(papers: Library):
    report = document(papers, "harbour_2030.pdf")
    assert {key.page for key in key_sentences(papers, report, pages={2})} == {2}


@pytest.mark.parametrize("text", ["", "Title only\n"])
def test_a_document_with_nothing_to_say_has_none(tmp_path: Path, text: str):
    with shelf(
        tmp_path, {"empty.txt": text, "other.txt": "The other document says one thing in one sentence."}
    ) as library:
        found = [record for record in library.documents() if record.path.endswith("empty.txt")]
        assert all(key_sentences(library, record.sha256) == () for record in found)

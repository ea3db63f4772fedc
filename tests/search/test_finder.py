from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.library.embedder import MiniLM
from assistant.library.library import Library
from assistant.search.evidence import Found
from assistant.search.finder import Finder
from tests.search.conftest import Shelf, filled

FILES = {
    "pump-manual.pdf": (
        "Lubrication\nChange the oil of the bearing housing every 2,000 hours.\nFill to the middle of the sight glass.",
        "Starting\nOpen the suction valve fully.\nNever run the pump dry: the mechanical seal would fail.",
        "Spare parts\nThe mechanical seal is MS20470AD4-6.\nImpellers are kept under 72-21-05 by the store in Porto.",
        "Warranty\nClaims reach us by 1 July 2022 at (212) 555-0147.\nRepairs came to $1.6 billion across the fleet.",
    ),
    "security-bulletin.pdf": (
        "Advisory\nCVE-2021-44228 lets an attacker run code through a logged text.\nUpdate the logging library.",
        "Costs\nTable in millions: repairs 1,577; spare parts 312; training 45.",
    ),
    "annual-notes.md": ("# 年度報告\n\n本公司年度報告載明維修費用。",),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Iterator[Library]:
    with filled(tmp_path_factory.mktemp("shelf"), embedder, FILES) as opened:
        yield opened


def best(found: Found) -> str:
    return found.evidence[0].text


def test_the_page_that_answers_comes_first(library: Library):
    found = Finder(library).find("How often must the bearing oil be changed?")
    assert "every 2,000 hours" in best(found)
    assert found.pages[0].page == 1
    assert found.evidence[0].similarity is not None
    assert found.vectors_pending == 0


def test_evidence_is_what_stands_on_its_page(library: Library):
    for item in Finder(library).find("seal").evidence:
        assert library.page(item.document, item.page).text[item.start : item.end] == item.text


def test_one_entry_a_page_and_no_more_than_asked_for(library: Library):
    evidence = Finder(library).find("pump", limit=3).evidence
    assert len(evidence) == 3
    assert len({(item.document, item.page) for item in evidence}) == 3


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Where is MS20470AD4-6 used?", "MS20470AD4-6"),
        ("part 72-21-05", "72-21-05"),
        ("is CVE-2021-44228 dangerous?", "CVE-2021-44228"),
        ("who has +1 212.555.0147?", "(212) 555-0147"),
        ("what happens on 2022-07-01?", "1 July 2022"),
        ("what cost $1.6bn?", "1,577"),
        ("what cost 1,577 million?", "$1.6 billion"),
        ('"middle of the sight glass"', "sight glass"),
        ("impell* store", "Impellers"),
        ("年度報告", "年度報告"),
    ],
)
def test_exact_things_are_found_exactly(library: Library, question: str, words: str):
    texts = [item.text for item in Finder(library).find(question, limit=2).evidence]
    assert any(words in text for text in texts)


def test_a_phrase_limits_the_search_until_its_chip_is_removed(library: Library):
    finder = Finder(library)
    limited = finder.find('what is "run code"?')
    assert [limit.kind for limit in limited.narrowed] == ["phrase"]
    assert {item.path.rsplit("/", 1)[-1] for item in limited.evidence} == {"security-bulletin.pdf"}
    assert len({item.path for item in finder.find('what is "run code"?', without=["phrase"]).evidence}) == 3
    assert finder.find('what is "run code"?', narrow=False).narrowed == ()


def test_a_document_named_by_the_question_is_the_one_searched(library: Library):
    found = Finder(library).find("What does the pump manual say of costs?")
    assert {item.path.rsplit("/", 1)[-1] for item in found.evidence} == {"pump-manual.pdf"}


def test_documents_chosen_by_hand_are_kept_to(library: Library):
    bulletin = library.document("security-bulletin.pdf").sha256
    found = Finder(library).find("mechanical seal", documents=[bulletin])
    assert {item.document for item in found.evidence} == {bulletin}


def test_a_choice_of_documents_that_are_gone_finds_nothing(library: Library):
    found = Finder(library).find('the "mechanical seal" of the pump manual', documents=["f" * 64])
    assert found.evidence == ()
    assert found.pages == ()


@pytest.mark.parametrize("question", ["", "   ", '"', "AND OR NOT NEAR(", "(*)", "a" * 5000, "—", "\x00", "\ud800"])
def test_no_question_is_an_error(library: Library, question: str):
    assert Finder(library).find(question).question == question


def test_a_removed_document_is_not_found_again(shelf: Shelf):
    library = shelf(FILES)
    finder = Finder(library)
    finder.find("oil")
    gone = library.remove("pump-manual.pdf").sha256
    assert gone not in {item.document for item in finder.find("bearing oil").evidence}


def test_what_has_no_vectors_yet_is_found_by_its_words_and_told(shelf: Shelf):
    library = shelf({"pump-manual.pdf": FILES["pump-manual.pdf"]})
    library.index.drop([passage.id for passage in library.passages_of(library.documents()[0].sha256)])
    with library.store.writing() as connection:
        connection.execute("DELETE FROM vectors")
        connection.execute("UPDATE documents SET status = 'words-only'")
    found = Finder(library).find("How often must the bearing oil be changed?")
    assert "every 2,000 hours" in best(found)
    assert found.evidence[0].similarity is None
    assert found.vectors_pending == 1


def test_a_question_about_two_documents_gets_pages_of_both(library: Library):
    found = Finder(library).find("Compare the pump manual and the security bulletin", limit=2)
    assert len({item.document for item in found.evidence}) == 2


def test_an_empty_library_gives_nothing(shelf: Shelf):
    found = Finder(shelf({})).find("anything?")
    assert found.evidence == ()
    assert found.pages == ()

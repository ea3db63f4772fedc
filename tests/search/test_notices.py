from __future__ import annotations

from assistant.search.finder import Finder
from assistant.search.notices import thinned
from tests.search.conftest import Shelf

NOTICE = "This message is confidential and meant for its recipient alone, number {}."
BODIES = [
    "The pump was greased on Monday.", "Lunch is at noon.", "The train leaves at nine.", "Two bolts are missing.",
    "The meeting was moved.", "Paint is on order.",
]  # fmt: skip
MAILS = {f"mail{number}.txt": (f"{body}\n\n{NOTICE.format(number)}",) for number, body in enumerate(BODIES)}
RULES = (
    "Visitors sign in and wear a badge. Files on the staff are confidential: lock them away. The gate closes at six."
)
POLICY = {"policy.txt": (f"Rules of the house\n\n{RULES}",)}


def names(shelf: Shelf, question: str) -> list[str]:
    found = Finder(shelf(MAILS | POLICY)).find(question)
    return [item.path.rsplit("/", 1)[-1] for item in found.evidence]


def test_pages_that_hold_the_words_in_a_notice_of_many_documents_stand_behind_the_one_that_says_it(shelf: Shelf):
    assert "policy.txt" in names(shelf, "what is confidential?")[:2]


def test_a_page_that_says_the_words_outside_the_notice_as_well_keeps_its_place(shelf: Shelf):
    assert names(shelf, "is a confidential message about the pump there?")[0] == "mail0.txt"


def test_the_notice_itself_is_found_once_at_the_top(shelf: Shelf):
    assert names(shelf, "which message is meant for its recipient alone?")[0].startswith("mail")


def test_what_stands_in_few_documents_is_no_notice(shelf: Shelf):
    library = shelf(dict(list(MAILS.items())[:3]))
    ranked = [((record.sha256, 1), 1.0) for record in library.documents()]
    texts = library.page_texts([page for page, _ in ranked])
    assert thinned(ranked, texts, ["confidential"]) == ranked


def test_all_copies_but_the_best_go_down(shelf: Shelf):
    library = shelf(MAILS | POLICY)
    ranked = [((library.document(name).sha256, 1), 1.0) for name in (*MAILS, "policy.txt")]
    texts = library.page_texts([page for page, _ in ranked])
    moved = thinned(ranked, texts, ["confidential"])
    first = {library.document("mail0.txt").sha256, library.document("policy.txt").sha256}
    assert {page[0] for page, _ in moved[:2]} == first
    assert [score for _, score in moved] == [1.0, 1.0, *[0.5] * 5]

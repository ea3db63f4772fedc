from __future__ import annotations

import pytest

from assistant.answers.citations import check_text, in_order, numbered, numbers_in, without_numbers
from assistant.answers.model import ClaimStatus
from assistant.answers.pages import PageText

PAGES = [
    PageText("a" * 64, 1, "The strainer is cleaned each week."),
    PageText("a" * 64, 2, "The bearings need 35 g of grease."),
    PageText("b" * 64, 7, "The crane lifts 40 tonnes."),
    PageText("b" * 64, 9, "The port employs 412 people."),
]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("So it is [5].", [5]),
        ("So it is [0].", [0]),
        ("So it is [2,3].", [2, 3]),
        ("So it is [1-4].", [1, 2, 3, 4]),
        ("So it is [²].", [2]),
        ("So it is (1).", [1]),
        ("So it is 【1】.", [1]),
        ("So it is【2†source】.", [2]),
        ("So it is [page 3].", [3]),
        ("So it is [1][2].", [1, 2]),
        ("So it is [].", []),
        ("So it is [see above].", []),
    ],
)
def test_numbers_are_read_and_taken_out_in_any_spelling(written: str, numbers: list[int]):
    assert numbers_in(written) == numbers
    if numbers:
        assert without_numbers(written) == "So it is."


def test_an_endless_range_is_not_followed():
    assert len(numbers_in("x [1-999]")) < 100


def test_numbers_that_do_not_exist_are_removed_and_the_right_page_is_cited():
    (claim,) = check_text("The port employs 412 people [5] [0] [1-9] [²] (1) 【77】.", PAGES)
    assert claim.status is ClaimStatus.SUPPORTED
    assert [(cited.document, cited.page) for cited in claim.citations] == [("b" * 64, 9)]
    assert claim.text == "The port employs 412 people."


def test_a_wrong_number_is_replaced_by_where_the_words_are():
    (claim,) = check_text("The bearings need 35 g of grease [1].", PAGES)
    assert [cited.page for cited in claim.citations] == [2]


def test_an_uncited_sentence_is_cited_by_the_program():
    (claim,) = check_text("The crane lifts 40 tonnes.", PAGES)
    assert [cited.page for cited in claim.citations] == [7]


def test_nonsense_gets_no_citation_however_many_it_claims():
    claims = check_text(
        "Wizards brew 77 potions [1]. The moon is made of cheese [2][3]. Buy 9 hats at once! [4]", PAGES
    )
    assert len(claims) == 3
    assert not in_order(claims)


def test_a_figure_that_is_in_no_source_is_named():
    (claim,) = check_text("The bearings need 36 g of grease [2].", PAGES)
    assert claim.missing == ("36 g",)


def test_yes_goes_with_the_sentence_it_introduces():
    claims = check_text("Yes. The crane lifts 40 tonnes [3].", PAGES)
    assert [claim.text for claim in claims] == ["Yes. The crane lifts 40 tonnes."]
    assert claims[0].status is ClaimStatus.SUPPORTED


@pytest.mark.parametrize(
    "written", ["- The crane lifts **40 tonnes**.", "2. The crane lifts 40 tonnes.", "# The crane lifts 40 tonnes."]
)
def test_markdown_is_taken_off(written: str):
    assert [claim.text for claim in check_text(written, PAGES)] == ["The crane lifts 40 tonnes."]


def test_citations_are_numbered_in_order_of_first_use():
    claims = check_text(
        "The crane lifts 40 tonnes. The strainer is cleaned each week. The crane lifts 40 tonnes.", PAGES
    )
    assert [cited.page for cited in in_order(claims)] == [7, 1]
    assert numbered(claims).split("\n")[1:] == [
        "The strainer is cleaned each week. [2]",
        "The crane lifts 40 tonnes. [1]",
    ]

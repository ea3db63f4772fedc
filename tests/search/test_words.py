from __future__ import annotations

import pytest

from assistant.search.words import contains, fold, stem, stems, words


def test_case_accents_and_curly_quotes_do_not_matter():
    assert words("Société’s Résumé") == words("societe's resume")


def test_an_ampersand_inside_a_word_joins_it():
    assert fold("PP&E") == "ppande"
    assert words("research & development") == ["research", "development"]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("liabilities", "liability"), ("assets", "asset"), ("losses", "loss"), ("gas", "gas"), ("status", "status")],
)
def test_singular_and_plural_are_one(plural: str, singular: str):
    assert stem(plural) == singular


def test_words_must_stand_together_and_in_order():
    text = stems("total current assets and total assets")
    assert contains(text, ["total", "asset"])
    assert not contains(text, ["asset", "current"])
    assert not contains(text, [])

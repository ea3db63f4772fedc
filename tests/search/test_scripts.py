from __future__ import annotations

import pytest

from assistant.search.scripts import any_form_of, forms


def test_a_word_of_another_script_has_one_form():
    assert forms("pump") == ['"pump"']
    assert forms("purge valve") == ['"purge valve"']
    assert forms("насос") == ['"насос"']
    assert forms("!") == []


@pytest.mark.parametrize(
    ("asked", "written"),
    [("مضخة", "المضخة"), ("المضخة", "مضخة"), ("مضخة", "مضخه"), ("احمد", "أحمد"), ("משאבה", "המשאבה"), ("הבית", "בית")],
)
def test_small_words_in_front_and_letters_for_each_other_make_no_other_word(asked: str, written: str):
    assert f'"{written}"' in forms(asked)


def test_vowel_marks_are_left_out():
    assert forms("مِضَخَّة") == forms("مضخة")


def test_korean_words_are_looked_for_by_their_beginning():
    assert forms("펌프의") == ['"펌프의"', '"펌프의"*', '"펌프"*']


def test_a_short_word_is_not_taken_apart():
    assert '"ת"' not in forms("הת")


def test_all_forms_of_all_words_are_one_expression():
    assert any_form_of(["pump", "pump", "!", "seal"]) == '"pump" OR "seal"'
    assert any_form_of(["!"]) == ""

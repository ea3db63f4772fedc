from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from assistant.library.store.words import searchable


def matches(text: str, word: str) -> bool:
    connection = dbapi2.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO words VALUES (?)", (searchable(text),))
    expression = '"' + searchable(word).replace('"', '""') + '"'
    found = connection.execute("SELECT COUNT(*) FROM words WHERE words MATCH ?", (expression,)).fetchone()
    connection.close()
    return bool(found[0])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("it mis\ufb01ts the bore", "misfits"),
        ("Café Zürich", "cafe"),
        ("Ｐａｒｔ　Ｎｏ．４７", "part"),
        ("東京特許許可局", "特許"),
        ("ありがとうございます", "ござい"),
        ("ประเทศไทย", "ไทย"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("co\u00adoperation", "cooperation"),
        ("Ærø, Łódź, Groß", "lodz"),
        ("part AB-4711-C", "4711"),
    ],
)
def test_a_word_is_found_in_whatever_form_it_is_written(text: str, word: str):
    assert matches(text, word)


@pytest.mark.parametrize(("text", "word"), [("東京特許", "許特"), ("pump", "pum")])
def test_other_words_are_not_found(text: str, word: str):
    assert not matches(text, word)


def test_plain_text_is_unchanged():
    assert searchable("Torque 25 Nm") == "Torque 25 Nm"

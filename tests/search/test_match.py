from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search import match


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES ('the pump AND the valve NOT a NEAR miss')")
    yield connection
    connection.close()


@given(st.text())
def test_no_text_can_break_a_query(index: sqlite3.Connection, text: str):
    expression = match.any_of([text, *text.split()])
    if expression:
        index.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()


@pytest.mark.parametrize("word", ["AND", "not", "NEAR(", 'pump"', "x:pump", "pump*"])
def test_operators_are_words_like_others(index: sqlite3.Connection, word: str):
    expression = match.phrase(word)
    assert expression.startswith('"')
    index.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()


def test_a_prefix_finds_its_words(index: sqlite3.Connection):
    expression = match.phrase("val", prefix=True)
    assert index.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall() == [(1,)]


def test_text_without_a_word_gives_no_expression():
    assert match.phrase("— …") == ""
    assert match.any_of(["", "—"]) == ""

from __future__ import annotations

from pathlib import Path

from assistant.search.question import asked, terms
from assistant.search.vocabulary import Vocabulary, vocabulary
from assistant.search.words import stems

FIELD = """
field = "trade"
[[concepts]]
asks = ["turnover"]
expands = ["net sales"]
pages = ["result"]

[[concepts]]
asks = ["inventory turnover"]
expands = ["inventories"]
pages = ["stock"]

[[page_kinds]]
name = "result"
asks = ["statement of result"]
headings = ["result of the year"]
cues = ["net sales|revenue", "cost of sales"]
figures = true

[[page_kinds]]
name = "stock"
asks = []
headings = []
cues = ["inventories"]
"""


def field(folder: Path) -> Vocabulary:
    (folder / "trade.toml").write_text(FIELD, encoding="utf-8")
    return vocabulary(folder)


def test_a_longer_wording_hides_the_shorter_within_it(tmp_path: Path):
    found = field(tmp_path).asked(stems("What is the inventory turnover?"), ["trade"])
    assert [concept.expands for concept in found] == [("inventories",)]


def test_concepts_bring_phrases_and_kinds_of_page(tmp_path: Path):
    found = asked("How was the turnover?", (), field(tmp_path))
    assert found.expansions == ("net sales",)
    assert [kind.name for kind in found.page_kinds] == ["result"]


def test_a_kind_of_page_named_by_the_question_goes_before_those_implied(tmp_path: Path):
    found = asked("Inventory turnover by the statement of result?", (), field(tmp_path))
    assert [kind.name for kind in found.page_kinds] == ["result"]


def test_only_words_of_the_documents_own_field_count():
    shipped = vocabulary()
    leak = asked("Where does the oil leak?", (), shipped, ["manual"])
    assert "seeping" in leak.expansions
    assert asked("Where does the oil leak?", (), shipped, ["annual report"]).expansions == ()
    assert asked("Where does the oil leak?", (), shipped).expansions == leak.expansions


def test_words_that_say_nothing_of_the_page_are_left_out():
    assert terms("What is the torque of the Northwind bolts in FY2022?", {"northwind"}) == ("torque", "bolts")


def test_a_question_of_nothing_but_such_words_keeps_them():
    assert terms("what is it?") == ("what", "is", "it")


def test_scripts_without_spaces_are_taken_in_pairs():
    assert terms("年度報告") == ("年度", "度報", "報告")


def test_every_shipped_page_kind_that_a_concept_names_exists():
    shipped = vocabulary()
    known = {kind.name for kind in shipped.page_kinds}
    assert {page for concept in shipped.concepts for page in concept.pages} <= known

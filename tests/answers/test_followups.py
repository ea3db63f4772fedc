from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.followups import resolve
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.shelf import shelf

CAPEX = "What is the FY2018 capital expenditure amount for 3M?"
GREASE = "How often are the bearings of the P-101 greased?"
OIL = "How much oil does the bearing frame hold?"
PAGES = (
    "Revenue\n\nThe revenue of {name} was {a}.{b} million crowns in {year}.",
    "Employees\n\nThe number of employees of {name}: at the end of {year} it employed {b}{a} people.",
    "Board\n\nThe chief executive of {name} in {year} was {boss}.",
    "Research\n\n{name} spent {b} million crowns on research in {year}.",
    "Debt\n\nThe debt of {name} was {a} million crowns at the end of {year}.",
    "Dividend\n\n{name} paid a dividend of {b} crowns a share in {year}.",
    "Safety\n\n{name} reported {a} accidents in {year}, one of them grave.",
)
BOSSES = ("Maren Holt", "Iver Dahl", "Owen Pryce", "Carys Vaughan")


@pytest.mark.parametrize(
    ("before", "typed", "resolved"),
    [
        (CAPEX, "And in 2023?", "What is the FY2023 capital expenditure amount for 3M?"),
        (CAPEX, "What about Corning?", "What is the FY2018 capital expenditure amount for Corning?"),
        (CAPEX, "and for Best Buy in 2019?", "What is the FY2019 capital expenditure amount for Best Buy?"),
        (CAPEX, "And the net income?", "the net income? (3M, FY2018)"),
        (CAPEX, "Who is its chairman?", "Who is 3M's chairman? (FY2018)"),
        (CAPEX, "What was the revenue in 2021?", "What was the revenue in 2021? (3M)"),
        (CAPEX, "Why?", f"{CAPEX} Why?"),
        (GREASE, "What about the P-205?", "How often are the bearings of the P-205 greased?"),
        (GREASE, "Who built it?", "Who built P-101?"),
        (OIL, "And how often is it changed?", "how often is it changed? (oil bearing frame hold)"),
        (OIL, "Where do I find it?", "Where do I find it? (oil bearing frame hold)"),
        (OIL, "How do I bake bread?", "How do I bake bread?"),
        (GREASE, "and in 2021?", "How often are the bearings of the P-101 greased in 2021?"),
    ],
)
def test_what_a_follow_up_leaves_unsaid_is_taken_from_the_question_before(before: str, typed: str, resolved: str):
    assert resolve(typed, ["Something older?", before]) == resolved


@pytest.mark.parametrize(
    "typed",
    [
        "What is the capital of Italy?",
        "How do I bake bread?",
        "What was Corning's net income in 2020?",
        "",
        "List everything",
    ],
)
def test_a_new_subject_does_not_drag_the_old_one_along(typed: str):
    assert resolve(typed, [CAPEX]) == typed


def test_the_first_question_is_as_it_is():
    assert resolve("And in 2023?", []) == "And in 2023?"


def conversations() -> list[list[tuple[str, str, str, int]]]:
    path = Path(__file__).parent / "followup_turns.toml"
    return [talk["turns"] for talk in tomllib.loads(path.read_text(encoding="utf-8"))["conversation"]]


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two companies, two years each, seven pages a filing."""
    files = {}
    for number, (name, year) in enumerate((name, year) for name in ("Norvik", "Talgarth") for year in (2021, 2022)):
        values = {"name": name, "year": year, "a": 31 + 7 * number, "b": 4 + number, "boss": BOSSES[number]}
        text = "\f".join(f"{name} annual report {year}\n{page.format(**values)}" for page in PAGES)
        files[f"{name.lower()}_{year}.pdf"] = text
    with shelf(tmp_path_factory.mktemp("filings"), files) as library:
        yield library


def first_page(library: Library, finder: Finder, question: str) -> tuple[str, int]:
    best = finder.find(question).pages[0]
    return Path(library.document(best.document).path).name, best.page


def test_a_follow_up_finds_the_right_page_as_often_as_the_written_out_question(filings: Library):
    finder = Finder(filings)
    typed_hits = written_hits = turns = 0
    for talk in conversations():
        earlier: list[str] = []
        for typed, written, file, page in talk:
            earlier.append(resolve(typed, earlier))
            typed_hits += first_page(filings, finder, earlier[-1]) == (file, page)
            written_hits += first_page(filings, finder, written) == (file, page)
            turns += 1
    assert turns >= 30
    assert typed_hits >= written_hits - 0.05 * turns, f"{typed_hits} and {written_hits} of {turns}"
    assert written_hits >= 0.9 * turns

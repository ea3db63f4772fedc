from __future__ import annotations

import pytest

from assistant.answers.pages import PageText
from assistant.answers.refusal import Nearness, refusal, says_not_found
from assistant.search.evidence import Evidence, Found

PAGE = PageText("a" * 64, 1, "Grease both bearings of the pump every 250 hours.", path="/x/pump_2030.pdf", title="Pump")


def found(question: str, similarity: float | None) -> Found:
    item = Evidence(1, PAGE.document, PAGE.path, PAGE.title, 1, "1", 0, len(PAGE.text), PAGE.text, 1.0, similarity)
    return Found(question, (item,), ())


@pytest.mark.parametrize(
    ("question", "similarity", "reason"),
    [
        ("How often are the bearings greased?", 0.6, ""),
        ("How often are the bearings greased?", None, ""),
        ("How do I bake bread?", None, "nothing in them"),
        ("How do I bake bread?", 0.1, "nothing in them"),
        ("How often were bearings greased in 2030?", 0.6, ""),
        ("How often were bearings greased in 2031?", 0.6, "“2031”"),
        ("How often does Gulfstar grease bearings?", 0.6, "“Gulfstar”"),
        ("How often are bearings of the X-900 greased?", 0.6, "“X-900”"),
    ],
)
def test_a_question_is_refused_with_the_reason(question: str, similarity: float | None, reason: str):
    said = refusal(question, found(question, similarity), [PAGE], 1)
    assert reason in said
    assert bool(said) is bool(reason)


@pytest.mark.parametrize(
    ("question", "path", "refuses"),
    [
        ("How often were the bearings of the pump greased in 2033?", "/x/pump_2030.pdf", True),
        ("How often were the bearings of the pump greased in 2031 and 2030?", "/x/pump_2030.pdf", False),
        ("How often will the bearings of the pump be greased in 2033?", "/x/pump_2030.pdf", False),
        ("How often were the bearings of the pump greased in 2033?", "/x/pump.pdf", False),
    ],
)
def test_a_report_of_one_year_does_not_tell_the_results_of_a_later_one(question: str, path: str, refuses: bool):
    page = PageText("a" * 64, 1, f"{PAGE.text} The next service of the pump is in 2033; one was in 2031.", path=path)
    said = refusal(question, found(question, 0.6), [page], 1)
    assert bool(said) is refuses
    assert ("the newest of those that come near the question is of 2030" in said) is refuses


def test_either_pair_of_floors_is_enough():
    floors = [(0.4, 0.3), (0.1, 0.9)]
    assert Nearness(0.5, 0.3, ()).answers(floors)
    assert Nearness(0.2, 1.0, ()).answers(floors)
    assert not Nearness(0.2, 0.8, ()).answers(floors)


@pytest.mark.parametrize(
    ("reply", "refuses"),
    [
        ("NOT IN THE DOCUMENTS", True),
        ("Not in the documents.", True),
        ("The pages do not contain this.", True),
        ("Bearings need 35 g.", False),
        (f"Bearings need 35 g. {'More words. ' * 20}The torque is not in the documents.", False),
    ],
)
def test_a_models_refusal_is_recognised(reply: str, refuses: bool):
    assert says_not_found(reply) is refuses

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.library.records import DocumentRecord
from assistant.search.catalogue import Card, card
from assistant.search.narrowing import Scope, scope
from assistant.search.vocabulary import vocabulary

REGISTRANT = "NORTHWIND TRADERS, INC.\n(Exact name of registrant as specified in its charter)"
FIRST_PAGES = {
    "NORTHWIND_2022_10K.pdf": f"FORM 10-K\nFor the fiscal year ended December 31, 2022\n{REGISTRANT}",
    "NORTHWIND_2023_10K.pdf": f"FORM 10-K\nFor the fiscal year ended December 31, 2023\n{REGISTRANT}",
    "NORTHWIND_2023Q2_10Q.pdf": f"FORM 10-Q\nFor the quarterly period ended June 30, 2023\n{REGISTRANT}",
    "a4711.pdf": "FORM 8-K\nDate of report: July 1, 2022\nSeaworthy Marine Ropes plc\n(Exact name of registrant",
    "pump-manual.pdf": "Operation and maintenance of the P-200 centrifugal pump",
}


def cards() -> list[Card]:
    return [
        card(DocumentRecord(name, f"/files/{name}", (), name, "pdf", 1, 1, "indexed", {}), text, vocabulary())
        for name, text in FIRST_PAGES.items()
    ]


def narrowed(question: str, without: tuple[str, ...] = ()) -> Scope:
    return scope(question, cards(), vocabulary(), without)


@dataclass(frozen=True)
class Case:
    question: str
    documents: frozenset[str]


@pytest.mark.parametrize(
    "case",
    [
        Case("What were Northwind's total assets in FY2022?", frozenset({"NORTHWIND_2022_10K.pdf"})),
        Case("northwind total assets fiscal 2023", frozenset({"NORTHWIND_2023_10K.pdf"})),
        Case("Sales of Northwind in Q2 of FY2023?", frozenset({"NORTHWIND_2023Q2_10Q.pdf"})),
        Case("What does the Northwind 10-Q say?", frozenset({"NORTHWIND_2023Q2_10Q.pdf"})),
        Case("What did Seaworthy announce on 1st July 2022?", frozenset({"a4711.pdf"})),
        Case("Did SMR change its auditor?", frozenset({"a4711.pdf"})),
        Case("How often is the oil changed according to the pump manual?", frozenset({"pump-manual.pdf"})),
        Case("Assets of Northwind between FY2021 and FY2023", frozenset({"NORTHWIND_2023_10K.pdf"})),
        Case("Assets of Northwind in FY2021", frozenset({"NORTHWIND_2022_10K.pdf", "NORTHWIND_2023_10K.pdf"})),
    ],
    ids=lambda case: case.question,
)
def test_a_question_is_limited_to_what_it_speaks_of(case: Case):
    assert narrowed(case.question).documents == case.documents


def test_a_question_that_names_nothing_is_not_limited():
    assert narrowed("what is the torque of the bolts?").documents is None


def test_a_limit_that_would_leave_nothing_is_none():
    assert narrowed("What were Northwind's assets in FY1999?").documents == frozenset(
        name for name in FIRST_PAGES if name.startswith("NORTHWIND")
    )


def test_a_limit_can_be_taken_away():
    found = narrowed("What were Northwind's total assets in FY2022?", without=("year",))
    assert [limit.kind for limit in found.narrowed] == ["company"]


@pytest.mark.parametrize(
    "question", ["Is the PM at noon?", "Pump speed?", "US and UK sales by the CEO", "NT sales in SM"]
)
def test_chance_initials_and_first_words_of_files_name_nothing(question: str):
    assert narrowed(question).documents is None or "NT" in question


def test_a_document_that_belongs_to_nobody_is_told_by_its_own_name():
    assert [(limit.kind, limit.value) for limit in narrowed("oil of the pump manual?").narrowed] == [
        ("document", "pump manual")
    ]


def test_the_name_says_nothing_of_the_page():
    assert narrowed("What were Northwind's total assets?").spoken == {"northwind"}


def test_each_party_is_told():
    found = narrowed("Compare Northwind and Seaworthy")
    assert {frozenset({"a4711.pdf"})} < set(found.parties)
    assert len(found.parties) == 2

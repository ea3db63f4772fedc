from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.asking import ask
from assistant.answers.sweep import Sweeping, Swept, as_answer, asks_for_all, estimate, sweep
from assistant.errors import Cancelled, UsageError
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.shelf import shelf

LOGS = {
    f"log_{number}.pdf": f"Flight log {number}\nThe left bearing was greased on {number} May 2021.\f"
    f"Flight log {number}\nThe crew had coffee. "
    + ("The left bearing was noisy and ran hot at 92 °C." if number % 2 else "All was quiet.")
    for number in range(1, 7)
}


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("logs"), LOGS) as library:
        yield library


def swept(library: Library, question: str) -> Swept:
    return finish(sweep(library, question, CancelToken()))


@pytest.mark.parametrize(
    ("question", "everything"),
    [
        ("List all noisy bearings", True),
        ("How many bearings ran hot?", True),
        ("Which documents mention coffee?", True),
        ("Is there any mention of coffee?", True),
        ("When was the bearing greased?", False),
        ("What is the wall made of?", False),
    ],
)
def test_questions_about_everything_are_told_from_others(question: str, everything: bool):
    assert asks_for_all(question) is everything


def test_every_statement_is_found_and_the_program_counts(logs: Library):
    found = swept(logs, "How many times was the left bearing noisy?")
    assert [Path(row.page.path).name for row in found.rows] == ["log_1.pdf", "log_3.pdf", "log_5.pdf"]
    assert {row.page.page for row in found.rows} == {2}
    assert (found.documents, found.pages, found.pages_unread) == (6, 12, 0)
    assert as_answer(found).notices == ("3 statements on 3 pages of 3 documents; read: 12 pages.",)


def test_each_row_gives_its_words_and_its_value(logs: Library):
    found = swept(logs, "List how much the noisy left bearing ran hot")
    assert {row.value for row in found.rows} == {"92 °C"}
    answer = as_answer(found)
    for claim in answer.claims:
        (cited,) = claim.citations
        assert logs.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote
    assert answer.claims[0].note == "92 °C"


def test_a_date_must_be_in_the_statement(logs: Library):
    found = swept(logs, "List all bearings greased on 3 May 2021")
    assert [Path(row.page.path).name for row in found.rows] == ["log_3.pdf"]


def test_nothing_found_is_said_with_the_pages_read(logs: Library):
    assert as_answer(swept(logs, "List all propellers")).text == "No statement matches; read: 12 pages."


def test_a_smaller_scope_takes_less_time(logs: Library):
    one = [logs.documents()[0].sha256]
    assert (estimate(logs).documents, estimate(logs).pages) == (6, 12)
    assert estimate(logs, one).seconds < estimate(logs).seconds
    assert finish(sweep(logs, "list all bearings", CancelToken(), documents=one)).documents == 1


def test_asking_about_everything_offers_a_sweep(logs: Library):
    given = finish(ask(logs, Finder(logs), None, "How many bearings were greased?", CancelToken()))
    assert given.offer == estimate(logs)


def test_it_can_be_stopped_between_two_documents(logs: Library):
    cancel = CancelToken()
    job = sweep(logs, "list all bearings", cancel)
    first = next(job)
    assert isinstance(first, Sweeping)
    assert (first.done, first.total) == (2, 12)
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(job)


def test_a_question_that_names_nothing_is_no_question(logs: Library):
    with pytest.raises(UsageError):
        swept(logs, "list all")


def test_things_are_listed_by_their_kind_whatever_stands_around_them(logs: Library):
    found = swept(logs, "List all dates")
    assert [row.value for row in found.rows] == [f"{number} May 2021" for number in range(1, 7)]


def test_a_kind_and_words_hold_together(logs: Library):
    found = swept(logs, "List all figures of the hot bearing")
    assert {row.value for row in found.rows} == {"92 °C"}
    assert len(found.rows) == 3


PARTS = """# Spare parts

| Part number | Part | Torque in Nm |
|---|---|---|
| BW7-021 | Casing gasket | 12 |
| BW7-110 | Seal kit | 85 |

The parts last five years.
"""


def test_the_heading_of_a_table_counts_for_its_rows(tmp_path: Path):
    with shelf(tmp_path, {"parts.md": PARTS}) as library:
        codes, torques = swept(library, "List all part numbers"), swept(library, "List all torques")
    assert [row.value for row in codes.rows] == ["BW7-021", "BW7-110"]
    assert [row.value for row in torques.rows if row.value] == ["12", "85"]

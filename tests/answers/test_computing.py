from __future__ import annotations

import pytest

from assistant.answers.checks import check_claim
from assistant.answers.model import Claim, ClaimStatus
from assistant.answers.pages import PageText

INCOME = PageText(
    "a" * 64,
    4,
    """Consolidated statement of income (€ in millions)
Years ended 31 December 2030 2029 2028
Net sales 840.0 800.0 720.0
Cost of sales 504.0 496.0 460.0
Gross profit 336.0 304.0 260.0
Operating income 84.0 96.0 72.0
Net income 63.0 56.0 50.4""",
    path="/papers/norvik_2030.pdf",
)
BALANCE = PageText(
    "a" * 64,
    5,
    """Consolidated balance sheet (€ in millions)
At 31 December 2030 2029
Total current assets 250.0 240.0
Inventories 100.0 120.0
Property, plant and equipment, net (note 4) 150.0 140.0
Total assets 600.0 560.0
Total current liabilities 200.0 160.0""",
    path="/papers/norvik_2030.pdf",
)
CARGO = PageText(
    "b" * 64,
    2,
    """Cargo handled by quay, in tonnes
Quay Grain Timber
North quay 120 45
South quay 310 60
East quay 95 20
Fish market 12 8""",
    path="/papers/port.pdf",
)
CRANE = PageText("c" * 64, 1, "The board bought a second crane for 3.6 million euros.", path="/papers/minutes.pdf")
DREDGER = PageText(
    "d" * 64, 7, "A dredger was ordered in May. The dredger cost 5.5 million euros.", path="/papers/log.pdf"
)


def checked(claim: str, *pages: PageText, question: str = "") -> Claim:
    return check_claim(claim, pages, question)


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        ("The gross margin was 40% in 2030.", "336.0 ÷ 840.0 = 40%"),
        ("The gross margin improved by 2.0% from 2029 to 2030.", "336.0 ÷ 840.0 − 304.0 ÷ 800.0 = 2.0%"),
        ("The quick ratio of Norvik was 0.75 in 2030.", "(250.0 − 100.0) ÷ 200.0 = 0.75"),
        ("Norvik had a working capital of 50 million euros.", "250.0 − 200.0 = 50 million euros"),
        ("The return on assets was 10.5%.", "63.0 ÷ 600.0 = 10.5%"),
        ("Operating income fell by 12.5% from 2029 to 2030.", "(84.0 − 96.0) ÷ 96.0 = 12.5%"),
        ("The average net profit margin was 7.2%.", "mean of 63.0 ÷ 840.0, 56.0 ÷ 800.0, 50.4 ÷ 720.0 = 7.2%"),
    ],
)
def test_a_measure_is_worked_out_from_the_lines_it_is_made_of(claim: str, note: str):
    found = checked(claim, INCOME, BALANCE)
    assert (found.status, found.note) == (ClaimStatus.COMPUTED, note)


@pytest.mark.parametrize(
    "claim",
    [
        "The gross margin was 41% in 2030.",
        "The gross margin worsened by 2.0% from 2029 to 2030.",
        "The quick ratio of Norvik was 0.57 in 2030.",
        "Norvik had a working capital of 50 billion euros.",
        "Norvik had a working capital of 50 million dollars.",
        "Operating income rose by 12.5% from 2029 to 2030.",
        "The gross margin of Gulfstar was 40% in 2030.",
        "The gross margin was 40% in 2031.",
        "The crew of the lifeboat has a gross margin of 40%.",
    ],
)
def test_an_altered_measure_is_marked(claim: str):
    assert checked(claim, INCOME, BALANCE).status in {ClaimStatus.PARTLY, ClaimStatus.UNSUPPORTED}


def test_a_measure_may_take_its_lines_from_two_pages_and_cites_both():
    found = checked("The return on assets was 10.5%.", INCOME, BALANCE)
    assert {cited.page for cited in found.citations} == {4, 5}


def test_a_short_answer_takes_the_measure_from_its_question():
    found = checked("7.5%", INCOME, question="What was the net profit margin of Norvik in 2030?")
    assert (found.status, found.note) == (ClaimStatus.COMPUTED, "63.0 ÷ 840.0 = 7.5%")


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        ("In total 537 tonnes of grain were handled.", "120 + 310 + 95 + 12 = 537 tonnes"),
        ("In total 133 tonnes of timber were handled.", "45 + 60 + 20 + 8 = 133 tonnes"),
    ],
)
def test_a_column_is_added_up(claim: str, note: str):
    found = checked(claim, CARGO)
    assert (found.status, found.note) == (ClaimStatus.COMPUTED, note)


@pytest.mark.parametrize(
    "claim",
    [
        "In total 538 tonnes of grain were handled.",
        "In total 537 litres of grain were handled.",
        "In total 537 tonnes of ice melted.",
    ],
)
def test_a_wrong_sum_or_a_sum_of_something_else_is_marked(claim: str):
    assert checked(claim, CARGO).status is not ClaimStatus.COMPUTED


def test_figures_of_two_statements_on_two_pages_are_put_together():
    found = checked("The crane and the dredger cost 9.1 million euros in total.", CRANE, DREDGER)
    assert (found.status, found.note) == (
        ClaimStatus.COMPUTED,
        "3.6 million euros + 5.5 million euros = 9.1 million euros",
    )
    assert {cited.document for cited in found.citations} == {CRANE.document, DREDGER.document}


def test_a_sum_of_two_statements_that_says_something_else_is_marked():
    found = checked("The lighthouse and the school cost 9.1 million euros in total.", CRANE, DREDGER)
    assert found.status is not ClaimStatus.COMPUTED


def test_an_amount_asked_for_in_another_scale_is_found():
    page = PageText("e" * 64, 1, "Cash flows (in thousands)\nNet cash from operations $ 381,603 466,699")
    found = checked("$382.00", page, question="What was the net cash from operations in USD millions?")
    assert found.status is ClaimStatus.SUPPORTED
    wrong = checked("$383.00", page, question="What was the net cash from operations in USD millions?")
    assert wrong.status is not ClaimStatus.SUPPORTED


GROWTH = PageText(
    "f" * 64,
    3,
    "Comparable sales rose 15.6% in the year, driven by a 10.8% rise in visits and a 4.3% rise in average ticket.",
)


def test_a_sentence_told_again_with_another_figure_is_no_arithmetic():
    told = GROWTH.text.replace("4.3%", "4.8%")  # which happens to be 15.6 less 10.8
    found = checked(told, GROWTH)
    assert found.status is ClaimStatus.PARTLY
    assert found.missing == ("4.8%",)

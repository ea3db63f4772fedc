from __future__ import annotations

import pytest

from assistant.answers.checks import check_claim
from assistant.answers.model import ClaimStatus
from assistant.answers.pages import PageText

PUMP = PageText(
    document="d" * 64,
    page=12,
    label="4-2",
    path="/papers/p101_manual.pdf",
    title="Ferrox P-101 pump manual",
    text="""Weekly care
Grease both bearings every 250 hours with 35 g of lithium grease NLGI 2.
The greatest discharge pressure is 12.5 bar at 60 °C. Do not start the pump when the inlet valve is closed.
Order seal kit 415-6630-01 from Ferrox Industries, which has made it since 14 March 2021.""",
)
MONEY = PageText(
    document="e" * 64,
    page=3,
    path="/papers/harbour_2030_report.pdf",
    text="""Consolidated results (€ in millions) 2030 2029
Total revenue 84.2 79.5
Net income (1,577) 1,420
Effective tax rate 21.6 % 24.6 %
Ships at the end of the year 969 982
Sales of the Baltic segment declined by 9 percent in 2030.""",
)


def status(claim: str) -> str:
    return check_claim(claim, [PUMP, MONEY]).status.value


@pytest.mark.parametrize(
    "claim",
    [
        "Both bearings are greased every 250 hours.",
        "Grease the bearings with 35 g of lithium grease.",
        "The greatest discharge pressure is 12.5 bar.",
        "Do not start the pump when the inlet valve is closed.",
        "Seal kit 415–6630–01 is ordered from Ferrox Industries.",
        "Ferrox Industries has made the seal kit since 2021-03-14.",
        "Ferrox Industries has made the seal kit since March 14, 2021.",
        "Total revenue was 84.2 million euros in 2030.",
        "Total revenue was €84.2m in 2030.",
        "The effective tax rate was 21.6% in 2030.",
        "Net income was -1,577 in 2030.",
        "Baltic sales fell 9% in 2030.",
    ],
)
def test_what_the_page_says_is_supported(claim: str):
    assert status(claim) == "supported"


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("Both bearings are greased every 25 hours.", "25 hours"),
        ("Both bearings are greased every 250 minutes.", "250 minutes"),
        ("Grease the bearings with 35 kg of lithium grease.", "35 kg"),
        ("The greatest discharge pressure is 12.5 psi.", "12.5 psi"),
        ("Order seal kit 415-6630-02 from Ferrox Industries.", "415-6630-02"),
        ("Order seal kit 415-6630-01 from Gulfstar Industries.", "Gulfstar Industries"),
        ("Ferrox Industries has made the seal kit 415-6630-01 since 15 March 2021.", "15 March 2021"),
        ("Total revenue was 84.2 billion euros in 2030.", "84.2 billion euros"),
        ("Total revenue was 84.2 million dollars in 2030.", "84.2 million dollars"),
        ("Total revenue was 84.3 million euros in 2030.", "84.3 million euros"),
        ("Total revenue was 84.2 million euros in 2031.", "2031"),
        ("Total revenue was -84.2 million euros in 2030.", "-84.2 million euros"),
        ("The effective tax rate was 21.6 euros in 2030.", "21.6 euros"),
        ("The least discharge pressure is 12.5 bar at 60 °C.", "least"),
        ("Start the pump when the inlet valve is closed.", "not"),
        ("Do not start the pump when the inlet valve is open.", "open"),
    ],
)
def test_one_altered_word_is_named(claim: str, missing: str):
    checked = check_claim(claim, [PUMP, MONEY])
    assert checked.status in {ClaimStatus.PARTLY, ClaimStatus.UNSUPPORTED}
    assert missing in checked.missing


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        ("Total revenue grew by 5.9%.", "(84.2 − 79.5) ÷ 79.5 = 5.9%"),
        ("Ships at the end of the year fell by 13 from 982 to 969.", "969 − 982 = 13"),
        ("The number of ships declined by 1.32% from 982 to 969.", "(969 − 982) ÷ 982 = 1.32%"),
        ("The effective tax rate dropped by 3.0 percentage points.", "21.6 % − 24.6 % = 3.0 percentage points"),
    ],
)
def test_arithmetic_is_done_again_and_shown(claim: str, note: str):
    checked = check_claim(claim, [PUMP, MONEY])
    assert checked.status is ClaimStatus.COMPUTED
    assert checked.note == note
    assert {cited.page for cited in checked.citations} == {3}


@pytest.mark.parametrize(
    "claim", ["Total revenue grew by 6.9%.", "Total revenue was 4.7 million.", "Sales grew by 5.9%."]
)
def test_arithmetic_that_no_named_row_gives_is_not_computed(claim: str):
    assert check_claim(claim, [MONEY]).status is not ClaimStatus.COMPUTED


@pytest.mark.parametrize(
    "claim",
    ["Rome is the capital of Italy.", "The crew painted the hull blue.", "Yes.", "", "Quantum computers are fast."],
)
def test_what_no_page_says_is_unsupported_and_uncited(claim: str):
    checked = check_claim(claim, [PUMP, MONEY])
    assert checked.status is ClaimStatus.UNSUPPORTED
    assert not checked.citations


def test_a_figure_of_an_unrelated_row_does_not_support_a_claim():
    assert status("The crane lifts 969 tonnes.") == "unsupported"


TORQUES = PageText(
    document="f" * 64,
    page=11,
    path="/papers/p101_manual.pdf",
    text="""Tightening torques
Fastener Thread Torque in N·m Order

Bearing frame to base plate, 4 M16 145 crosswise

Motor feet, 4 M12 70 crosswise

Terminal box cover, 4 M5 3 crosswise

Fit the guard before the padlock comes off.

Service record
Date Hours Work Parts

2024-09-12 2,010 Bearing oil changed, 0.65 litres —""",
)


def test_a_figure_does_not_take_its_unit_from_another_table_of_the_page():
    claim = check_claim("The bearing oil holds a maximum of 70 litres of oil per month.", [TORQUES])
    assert claim.status is not ClaimStatus.SUPPORTED
    assert claim.missing == ("70 litres",)


def test_the_row_above_is_no_label_of_the_next_one():
    claim = check_claim("The torque of the bearing frame is 70 N·m crosswise.", [TORQUES])
    assert claim.status is not ClaimStatus.SUPPORTED


def test_a_word_that_no_page_holds_is_named_where_there_is_no_figure_to_hold_on_to():
    claim = check_claim("Both bearings are greased with lithium grease, not with butter.", [PUMP])
    assert claim.status is ClaimStatus.PARTLY
    assert "butter" in claim.missing


def test_the_quotation_is_the_sentence_of_the_page_word_for_word():
    (cited,) = check_claim("Both bearings are greased every 250 hours.", [PUMP, MONEY]).citations
    assert cited.quote == "Grease both bearings every 250 hours with 35 g of lithium grease NLGI 2."
    assert PUMP.text[cited.start : cited.end] == cited.quote
    assert (cited.document, cited.page, cited.label) == (PUMP.document, 12, "4-2")


def test_a_claim_that_joins_two_pages_cites_both():
    checked = check_claim("Grease takes 35 g and total revenue was 84.2 million euros.", [PUMP, MONEY])
    assert checked.status is ClaimStatus.SUPPORTED
    assert {cited.page for cited in checked.citations} == {3, 12}


def test_the_file_name_may_name_the_year_and_the_subject():
    page = PageText("f" * 64, 1, "Inventories 5,409 5,209\nTotal assets 12,901 13,049", path="/x/BESTBOAT_2019_10K.pdf")
    assert check_claim("Best Boat had inventories of 5,409 in FY2019.", [page]).status is ClaimStatus.SUPPORTED
    assert check_claim("Best Boat had inventories of 5,409 in FY2018.", [page]).status is not ClaimStatus.SUPPORTED


def test_a_short_answer_takes_its_subject_from_the_question():
    question = "What was the net income?"
    (cited,) = check_claim("1,577", [MONEY], question).citations
    assert cited.quote.startswith("Net income")


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("The effective tax rate was 21.6% in 2030 and 24.6% in 2029.", True),
        ("The effective tax rate was 24.6% in 2029 and 21.6% in 2030.", True),
        ("The effective tax rate was 24.6% in 2030 and 21.6% in 2029.", False),
        ("The effective tax rate went from 21.6% in 2029 to 24.6% in 2030.", False),
        ("The tolls were 3.1 million euros in 2029 and 3.4 million euros in 2030.", True),
        ("The tolls were 3.4 million euros in 2029 and 3.1 million euros in 2030.", False),
    ],
)
def test_figures_given_to_the_wrong_years_are_marked(claim: str, right: bool):
    page = PageText(
        "f" * 64, 1, f"{MONEY.text}\nTolls were 3.4 million euros in 2030 against 3.1 million euros in 2029."
    )
    assert (check_claim(claim, [page]).status is ClaimStatus.SUPPORTED) is right


PROSE = PageText(
    "f" * 64,
    4,
    "Comparable sales increased 15.6% compared to an increase of 37.9% in fiscal 2021.\n"
    "Costs fell primarily because of lower wages and higher output.\n"
    "Organic sales by segment\nConsumer (0.9)% 2.6%\nIndustrial 4.1% 3.0%",
)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("Comparable sales decreased 15.6% compared to an increase of 37.9% in fiscal 2021.", "decreased"),
        ("Sales fell by 15.6%.", "fell"),
        ("Consumer organic sales grew by 0.9%.", "grew"),
        ("Costs fell primarily because of higher wages and higher output.", "higher"),
        ("Comparable sales have risen from 37.9% to 15.6%.", "risen"),
    ],
)
def test_a_direction_turned_round_is_named(claim: str, missing: str):
    checked = check_claim(claim, [PROSE])
    assert checked.status is not ClaimStatus.SUPPORTED
    assert missing in checked.missing


@pytest.mark.parametrize(
    "claim",
    [
        "Comparable sales rose 15.6% after an increase of 37.9% in fiscal 2021.",
        "Consumer organic sales shrank by 0.9%.",
        "Industrial organic sales grew by 4.1%.",
        "Costs fell because of lower wages.",
    ],
)
def test_another_word_for_the_same_direction_is_as_good(claim: str):
    assert check_claim(claim, [PROSE]).status is ClaimStatus.SUPPORTED


def test_an_amount_without_the_scale_of_its_table_is_marked_unless_the_question_tells_it():
    assert check_claim("Total revenue was €84.2 in 2030.", [MONEY]).missing == ("€84.2",)
    told = check_claim("Total revenue was €84.2 in 2030.", [MONEY], "What was the revenue in million euros?")
    assert told.status is ClaimStatus.SUPPORTED

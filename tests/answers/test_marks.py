from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answers.marks.dates import find_moments, find_periods
from assistant.answers.marks.figures import caption_scales, find_figures
from assistant.answers.marks.reading import read_marks


@pytest.mark.parametrize(
    ("text", "value", "negative", "scale", "unit"),
    [
        ("$2,018mn", "2018", False, 6, "$"),
        ("$ (1,577)", "1577", True, None, "$"),
        ("(44)%", "44", True, None, "%"),
        ("24.6 \n%", "24.6", False, None, "%"),
        ("-3.5 °C", "3.5", True, None, "°C"),
        ("−3,5 bar", "3.5", True, None, "bar"),
        ("US$ 3.2 billion", "3.2", False, 9, "$"),
        ("1.234.567,89 €", "1234567.89", False, None, "€"),
        ("1\u202f577 kg", "1577", False, None, "kg"),
        ("３５ kg", "35", False, None, "kg"),
        ("٣٥ kg", "35", False, None, "kg"),
        ("5 m", "5", False, None, "m"),
        ("$5m", "5", False, 6, "$"),
        ("twenty-two percent", "22", False, None, "%"),
        ("five hours", "5", False, None, "h"),
        ("50 basis points", "50", False, None, "bp"),
    ],
)
def test_a_figure_is_read_with_its_sign_scale_and_unit(text: str, value: str, negative: bool, scale: int, unit: str):
    (figure,) = find_figures(text)
    assert (figure.value, figure.negative, figure.scale, figure.unit) == (Decimal(value), negative, scale, unit)


def test_a_range_holds_two_positive_figures():
    assert [(int(figure.value), figure.negative) for figure in find_figures("5-10 bar")] == [(5, False), (10, False)]


def test_numbers_of_a_list_are_no_figures():
    assert find_figures("(1) the pump and (2) the motor") == []


@pytest.mark.parametrize(
    "caption", ["(in millions)", "($ million)", "(Millions)", "($ in millions, except per share data)", "(€m)"]
)
def test_a_table_caption_tells_the_scale(caption: str):
    assert [power for _, power in caption_scales(caption)] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "January 28, 2023",
        "28 January 2023",
        "28th of January 2023",
        "2023-01-28",
        "28.01.2023",
        "01/28/2023",
        "Jan. 28, 2023",
    ],
)
def test_a_date_is_the_same_in_any_spelling(text: str):
    (moment,) = find_moments(text)
    assert moment.readings == ((2023, 1, 28),)


def test_an_ambiguous_date_has_both_readings():
    (moment,) = find_moments("03/04/2022")
    assert set(moment.readings) == {(2022, 3, 4), (2022, 4, 3)}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("FY22 and FY 2023", [2022, 2023]),
        ("fiscal 2021", [2021]),
        ("2019-2020", [2019, 2020]),
        ("Q2'2023", [2023]),
        ("2Q23", [2023]),
        ("$2018 and 2,018 and 2018mn", []),
    ],
)
def test_years_are_told_from_amounts(text: str, years: list[int]):
    assert [moment.year for moment in find_moments(text)] == years


def test_quarters_and_halves_have_one_name():
    assert [period.name for period in find_periods("Q2 2023, second quarter, 2Q23, first half")] == [
        "Q2",
        "Q2",
        "Q2",
        "H1",
    ]


@pytest.mark.parametrize(
    "code", ["CVE-2021-44228", "415-6630-01", "MIL-STD-810G", "P-101", "10-K", "10.0.0.1", "COVID-19"]
)
def test_codes_are_read_whole(code: str):
    marks = read_marks(f"see {code} for more")
    assert [found.text for found in marks.codes] == [code]
    assert not marks.figures
    assert not marks.moments


@pytest.mark.parametrize("text", ["5kW", "100 mm", "3rd", "2x", "FY22", "Q3"])
def test_measures_ordinals_and_periods_are_no_codes(text: str):
    assert not read_marks(text).codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The bank is run by Elin Marker of Sandvik.", ["Elin Marker", "Sandvik"]),
        ("Revenue rose. Costs fell. Lower wages helped.", []),
        ("Poseidon grossed little.", ["Poseidon"]),
        ("They use an EBITDA figure.", ["EBITDA"]),
        ("However, Monday is free.", []),
        ("Answer from Best Buy's report.", ["Best Buy's"]),
    ],
)
def test_names_are_told_from_first_words(text: str, names: list[str]):
    assert [name.text for name in read_marks(text).names] == names

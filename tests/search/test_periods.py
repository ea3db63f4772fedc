from __future__ import annotations

from datetime import date

import pytest

from assistant.search.periods import days, periods


@pytest.mark.parametrize(
    "text", ["FY2023", "FY 2023", "FY23", "fy'23", "fiscal 2023", "fiscal year 2023", "financial year 2023"]
)
def test_a_fiscal_year_is_read_in_any_spelling(text: str):
    assert periods(text).fiscal == (2023,)


@pytest.mark.parametrize(
    "text",
    ["Q2 of FY2024", "Q2'2024", "Q22024", "2024Q2", "2Q24", "second quarter of 2024", "2nd quarter 2024", "H1 FY2024"],
)
def test_a_quarter_is_read_with_its_year(text: str):
    found = periods(text)
    assert found.quarters == (2,)
    assert found.years == (2024,)


@pytest.mark.parametrize(
    "text", ["1st July 2022", "July 1, 2022", "1 Jul 2022", "2022-07-01", "07/01/2022", "01.07.2022", "01-Jul-2022"]
)
def test_a_day_is_read_in_any_spelling(text: str):
    assert date(2022, 7, 1) in days(text)


def test_an_ambiguous_day_is_read_both_ways():
    assert set(days("03/04/2022")) == {date(2022, 3, 4), date(2022, 4, 3)}


def test_impossible_days_are_passed_over():
    assert days("31.02.2022 and 2022-13-45") == ()


@pytest.mark.parametrize("text", ["$2,019.50", "1.2022", "12019", "20231"])
def test_amounts_are_not_years(text: str):
    assert periods(text).years == ()

from __future__ import annotations

import pytest

from assistant.documents.formats.xlsx.number_format import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12.0, "", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (0.00000015, "", "1.5E-07"),
        (7, "000", "007"),
        (0.455, "0%", "46%"),
        (0.455, "0.0%", "45.5%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1200.5, "#,##0.00;(#,##0.00)", "(1,200.50)"),
        (-5, "#,##0;[Red]-#,##0", "-5"),
        (0, '0;-0;"nil"', "nil"),
        (1500000, '#,##0.0,,"M"', "1.5M"),
        (12, '"€" 0.00', "€ 12.00"),
        (12, "[$€-407] #,##0.00", "€ 12.00"),
        (12345, "0.00E+00", "1.23E+04"),
        (1.5, "0.###", "1.5"),
        (3, "0.0##", "3.0"),
        (123456789012, "0", "123456789012"),
        (47916, "yyyy-mm-dd", "2031-03-09"),
        (47916, "d mmmm yyyy", "9 March 2031"),
        (47916.75, "dd/mm/yyyy hh:mm", "09/03/2031 18:00"),
        (0.5, "h:mm AM/PM", "12:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (0.0104166667, "mm:ss", "15:00"),
        (1, "d mmm yyyy", "1 Jan 1900"),
        (-3, "yyyy-mm-dd", "-3"),
        (5, "@", "5"),
        (0.25, "# ?/?", "0.25"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, text: str):
    assert shown(value, code) == text


def test_dates_may_count_from_1904():
    assert shown(46454, "yyyy-mm-dd", from_1904=True) == "2031-03-09"

from __future__ import annotations

import pytest

from assistant.documents.formats.numbers.calendars import calendars
from assistant.documents.formats.numbers.codes import shown, text_shown


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
        (0.25, "# ?/?", "1/4"),
        (2.25, "# ?/?", "2 1/4"),
        (0.333, "# ??/??", "1/3"),
        (2, "# ?/?", "2"),
        (0.5, "# ?/8", "4/8"),
        (4912345678, "(###) ###-####", "(491) 234-5678"),
        (5551234, "[<=9999999]###-####;(###) ###-####", "555-1234"),
        (2075551234, "[<=9999999]###-####;(###) ###-####", "(207) 555-1234"),
        (123456789, "000-00-0000", "123-45-6789"),
        (100, '[Blue][>=100]"big "0;[Red]"small "0', "big 100"),
        (50, '[Blue][>=100]"big "0;[Red]"small "0', "small 50"),
        (-3, "[<0](0);0", "(3)"),
        (2.675, "0.00", "2.68"),
        (1.005, "#,##0.00", "1.01"),
        (0, "#,###", ""),
        (12345, "##0.0E+0", "12.3E+3"),
        (9.996, "0.00E+00", "1.00E+01"),
        (12, 'General" kg"', "12 kg"),
        (0, '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', "-"),
        (-1234.5, "#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", "-1,234.50 €"),
        (5, ";;;", "[hidden: 5]"),
        (-5, "0;;0", "[hidden: -5]"),
        (0, "0;-0;;@", ""),
        (47916, "[$-407]d. mmmm yyyy", "9. März 2031"),
        (47916, "[$-407]d/\\ mmmm\\ yyyy", "9. März 2031"),
        (47916, '[$-C0A]d "de" mmmm "de" yyyy;@', "9 de marzo de 2031"),
        (47916, "[$-F800]dddd, mmmm dd, yyyy", "Sunday, March 09, 2031"),
        (47916, "[$-411]aaaa", "日曜日"),
        (47916, 'yyyy"年"m"月"d"日"', "2031年3月9日"),
        (47916.75, "hh:mm:ss.000", "18:00:00.000"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, text: str):
    assert shown(value, code) == text


def test_dates_may_count_from_1904():
    assert shown(46454, "yyyy-mm-dd", from_1904=True) == "2031-03-09"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("General", "Ann"),
        ("0.00", "Ann"),
        ("@", "Ann"),
        ('"Dr. "@', "Dr. Ann"),
        ("0;-0;;@", "Ann"),
        (";;;", "[hidden: Ann]"),
    ],
)
def test_a_text_is_shown_with_what_its_format_puts_around_it(code: str, told: str):
    assert text_shown("Ann", code) == told


def test_calendars_name_all_months_and_days():
    for calendar in calendars().values():
        assert len(calendar.months) == len(calendar.short_months) == 12
        assert len(calendar.days) == len(calendar.short_days) == 7

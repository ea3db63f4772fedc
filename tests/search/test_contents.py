from __future__ import annotations

from assistant.search.contents import is_contents

HEADINGS = (
    "Introduction",
    "Safety",
    "Lubrication",
    "Starting",
    "Stopping",
    "Troubleshooting",
    "Spare parts",
    "Warranty",
)


def test_headings_with_rising_page_numbers_are_a_list_of_contents():
    dotted = "Contents\n" + "\n".join(
        f"{number} {title} ........ {number * 3}" for number, title in enumerate(HEADINGS, 1)
    )
    plain = "Contents\n" + "\n".join(f"{title} {page}" for page, title in enumerate(HEADINGS, 4))
    assert is_contents(dotted)
    assert is_contents(plain)


def test_a_table_of_figures_is_none():
    table = "\n".join(
        f"{title} {value}" for title, value in zip(HEADINGS, (310, 12, 95, 7, 450, 20, 88, 3), strict=True)
    )
    assert not is_contents(table)


def test_prose_is_none():
    assert not is_contents("\n".join(f"The pump was stopped for {hours} hours and then ran on." for hours in range(20)))
    assert not is_contents("")

"""Tables that go on over the next page have their heads there too, though its text does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.documents.model import Page
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import cells, sheet

XS = (72, 190, 360, 540)
HEADS = ("Symptom", "Cause", "Remedy")
FAULTS = (
    ("Motor hums", "The bearing has run dry", "Grease it"),
    ("No pressure", "Air in the line", "Bleed it at valve"),
    ("Leak at seal", "Seal has aged", "Fit another one"),
)
PLACES = ("Mole", "Pier", "Dock", "Quay")
EDGES = (330.0, 430.0, 530.0)
Lines = Sequence[Sequence[tuple[float, str]]]


def written(path: Path, pages: Sequence[Lines]) -> Path:
    """Write pages of lines; a text at a negative place ends there."""
    drawn = sheet(path)
    for lines in pages:
        drawn.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            for place, text in line:
                (drawn.drawString if place > 0 else drawn.drawRightString)(abs(place), 740 - 14 * number, text)
        drawn.showPage()
    drawn.save()
    return path


def figures(first: int, edges: Sequence[float] = EDGES) -> Lines:
    """Return rows of figures."""
    return [
        [(72, f"{place} {first}"), *((-edge, f"{first + at},{first + 10 * at}") for at, edge in enumerate(edges))]
        for place in PLACES
    ]


def years(*edges: float) -> Lines:
    return [[(-edge, str(2031 - at)) for at, edge in enumerate(edges)]]


def headers(read: Read, path: Path) -> list[list[str]]:
    return [[table.header for table in page.tables] for page in read(path).pages]


RUNNING: Lines = [[(72, "Harbour office, accounts of the year, page 7")]]


def test_rows_of_figures_go_on_with_the_heads_of_the_page_before(tmp_path: Path, read: Read):
    pages = [[*RUNNING, *years(*EDGES), *figures(110)], [*RUNNING, *figures(210)], figures(310)]
    told = read(written(tmp_path / "a.pdf", pages)).pages
    assert [[table.header for table in page.tables] for page in told] == [["2031 | 2030 | 2029"]] * 3
    assert "2031" not in told[1].text + told[2].text
    assert [table.among_text for page in told for table in page.tables] == [True, False, False]


@pytest.mark.parametrize(
    "lines",
    [
        [*RUNNING, [(72, "Ships by the flag they carried")], *figures(210)],
        [*RUNNING, *figures(210, EDGES[:2])],
        [*RUNNING, *figures(210, [edge - 45 for edge in EDGES])],
    ],
    ids=["below a title", "fewer columns", "elsewhere"],
)
def test_another_table_has_not_the_heads_of_the_page_before(tmp_path: Path, read: Read, lines: Lines):
    path = written(tmp_path / "a.pdf", [[*RUNNING, *years(*EDGES), *figures(110)], lines])
    assert headers(read, path) == [["2031 | 2030 | 2029"], [""]]


def test_a_table_that_text_follows_does_not_go_on(tmp_path: Path, read: Read):
    text = [[(72, "Fewer ships came, as two of the four piers were being mended until the spring.")]] * 4
    path = written(tmp_path / "a.pdf", [[*years(*EDGES), *figures(110), *text], figures(210)])
    assert headers(read, path)[1] == [""]


def test_a_page_between_ends_a_table(tmp_path: Path, read: Read):
    path = written(tmp_path / "a.pdf", [[*years(*EDGES), *figures(110)], RUNNING, figures(210)])
    assert headers(read, path) == [["2031 | 2030 | 2029"], [], [""]]


def test_heads_that_are_printed_again_are_told_once(tmp_path: Path, read: Read):
    page = [*years(*EDGES), *figures(110)]
    told = read(written(tmp_path / "a.pdf", [page, page])).pages
    assert [table.header for page in told for table in page.tables] == ["2031 | 2030 | 2029"] * 2
    assert all(table.among_text for page in told for table in page.tables)


def ruled(path: Path, pages: Sequence[Sequence[Sequence[str]]]) -> Path:
    """Write each page as a table between rules."""
    drawn = sheet(path)
    for table in pages:
        drawn.setFont("Helvetica", 10)
        ys = [700 - 20 * row for row in range(len(table) + 1)]
        drawn.grid(list(XS), ys)
        cells(drawn, XS, ys, table)
        drawn.showPage()
    drawn.save()
    return path


@pytest.mark.parametrize("again", [True, False])
def test_cells_between_rules_go_on_with_the_heads_of_the_page_before(tmp_path: Path, read: Read, again: bool):
    following = [HEADS, *FAULTS] if again else FAULTS
    told: list[Page] = read(ruled(tmp_path / "a.pdf", [[HEADS, *FAULTS], following])).pages
    assert [table.header for page in told for table in page.tables] == ["Symptom | Cause | Remedy"] * 2
    assert ("Symptom" in told[1].text) is again
    assert told[1].tables[0].among_text is again

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.ingest import add
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.search.finder import Finder
from assistant.search.question import asked
from assistant.search.rows import rows
from assistant.search.vocabulary import vocabulary

PAGE = 40
"""Rows, a little more than a page of a sheet holds."""
FAULTS = ["oil line chafed", "bracket loose", "seal worn", "cooler dirty", "hose leaking", "gauge dead"]


def entry(number: int, fault: str) -> str:
    return f"{number},{fault.upper()} ON THE LEFT SIDE OF THE ENGINE,REPAIRED AND CHECKED BY THE CREW\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Iterator[Library]:
    """A log in which the words `oil cooler leaking` stand in one row of one page, and apart on all others."""
    folder = tmp_path_factory.mktemp("log")
    lines = [entry(number, FAULTS[number % len(FAULTS)]) for number in range(8 * PAGE)]
    lines[5 * PAGE] = entry(5 * PAGE, "oil cooler leaking")
    (folder / "log.csv").write_text("NUMBER,FAULT,WORK\n" + "".join(lines))
    (folder / "note.txt").write_text("The oil cooler of the bus was leaking last week.")
    opened = Libraries(folder / "libraries", lambda: embedder).open("log", create=True)
    reader = Reader(Launcher())
    finish(add(opened, [folder / "log.csv", folder / "note.txt"], [reader], CancelToken()))
    reader.close()
    yield opened
    opened.close()


def test_the_page_with_all_the_words_in_one_row_comes_first_of_its_sheet(library: Library):
    found = Finder(library).find("oil cooler leaking")
    pages = [item for item in found.evidence if item.path.endswith("log.csv")]
    page = library.page(pages[0].document, pages[0].page)
    assert "OIL COOLER LEAKING" in page.text
    assert "OIL COOLER LEAKING" in pages[0].text


def test_only_rows_of_sheets_are_looked_at(library: Library):
    note = library.document("note.txt").sha256
    log = library.document("log.csv").sha256
    question = asked("oil cooler leaking", (), vocabulary())
    found = rows(library, question, {(note, 1): 1.0, (log, 1): 0.5})
    assert set(found) == {(log, 1)}
    assert 0 < found[log, 1].says < 1


def test_a_row_that_says_it_in_the_fields_words_counts_as_well(library: Library):
    log = library.document("log.csv").sha256
    pages = {(log, number): 1.0 for number in range(1, library.document("log.csv").pages + 1)}
    for question in ("hose leaking", "hose leaks"):
        found = rows(library, asked(question, (), vocabulary()), pages)
        assert max(row.says for row in found.values()) == pytest.approx(1)


def test_without_sheets_nothing_is_looked_up(library: Library):
    note = library.document("note.txt").sha256
    assert rows(library, asked("oil", (), vocabulary()), {(note, 1): 1.0}) == {}

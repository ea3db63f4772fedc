"""A citation's words are marked where they are seen: in their own column, and on pages that are turned."""

from __future__ import annotations

from collections.abc import Iterator

import pypdf
import pytest

from assistant.answers.asking import ask
from assistant.answers.model import Citation
from assistant.documents.reader import Reader
from assistant.documents.values import Box
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.ingest import add
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.shelf import shelf
from tests.documents import made

TURNED = ("The winch lifts 4.5 tonnes.", "Its rope is 80 metres long.", "It was overhauled in Lindholm.")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A page of two columns, and a page turned by a quarter."""
    folder = tmp_path_factory.mktemp("drawn")
    columns = made.columns_drawn_across(folder / "columns.pdf", [made.PUMP, made.BUDGET])
    writer = pypdf.PdfWriter(clone_from=made.pdf(folder / "plain.pdf", [TURNED]))
    writer.pages[0].rotate(90)
    turned = folder / "turned.pdf"
    writer.write(turned)
    reader = Reader(Launcher())
    with shelf(folder, {}) as library:
        finish(add(library, [columns, turned], [reader], CancelToken()))
        reader.close()
        yield library


def cited(library: Library, question: str) -> tuple[Citation, list[Box]]:
    claim = finish(ask(library, Finder(library), None, question, CancelToken())).claims[0]
    (citation,) = claim.citations
    return citation, library.boxes(citation.document, citation.page, citation.start, citation.end)


def test_a_quotation_in_the_right_column_is_marked_there_only(drawn: Library):
    citation, boxes = cited(drawn, "By how many percent did the budget of the committee grow?")
    assert "The budget of the committee grew" in " ".join(citation.quote.split())
    assert boxes
    assert all(box.left > 0.45 for box in boxes)


def test_a_quotation_in_the_left_column_is_marked_there_only(drawn: Library):
    citation, boxes = cited(drawn, "What must be done with the pump before the cover is taken off?")
    assert "The pump must be drained" in " ".join(citation.quote.split())
    assert boxes
    assert all(box.right < 0.55 for box in boxes)


def test_on_a_turned_page_the_marks_stand_upright(drawn: Library):
    citation, boxes = cited(drawn, "How many tonnes does the winch lift?")
    assert citation.quote == TURNED[0]
    assert boxes
    assert all(box.bottom - box.top > box.right - box.left for box in boxes)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.checking import check_files
from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from tests.answers.shelf import PUMP, REPORT, print_pdf


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader(Launcher())
    yield made
    made.close()


def test_any_text_is_checked_against_any_documents(tmp_path: Path, reader: Reader):
    print_pdf(tmp_path / "pump.pdf", PUMP)
    print_pdf(tmp_path / "harbour.pdf", REPORT)
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# Notes\n\n- The port employs 412 people [7].\n- Revenue was 94.2 million euros in 2030.\n"
        "- Dragons guard the quay.\n",
        encoding="utf-8",
    )
    claims = finish(check_files(draft, [tmp_path / "pump.pdf", tmp_path / "harbour.pdf"], reader, CancelToken()))
    by_text = {claim.text: claim for claim in claims}
    assert by_text["The port employs 412 people."].status.value == "supported"
    assert by_text["The port employs 412 people."].citations[0].path.endswith("harbour.pdf")
    assert by_text["Revenue was 94.2 million euros in 2030."].missing == ("94.2 million euros",)
    assert by_text["Dragons guard the quay."].status.value == "unsupported"


def test_a_file_that_is_not_there_is_named(tmp_path: Path, reader: Reader):
    with pytest.raises(WorldError):
        finish(check_files(tmp_path / "none.md", [], reader, CancelToken()))

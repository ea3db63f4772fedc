"""What is said of a page whose picture cannot be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import WorldError
from assistant.jobs import CancelToken, finish
from assistant.workspace import Workspace


def test_a_page_that_cannot_be_drawn_names_the_document_and_no_hash(tmp_path: Path):
    paper = tmp_path / "pump manual.pdf"
    canvas = Canvas(str(paper))
    canvas.drawString(72, 720, "The pump is greased every 250 hours.")
    canvas.save()
    with Workspace(tmp_path / "home") as workspace:
        finish(workspace.reading.add([paper], CancelToken()))
        (record,) = workspace.library().documents()
        workspace.library().original(record.sha256).write_bytes(b"")
        with pytest.raises(WorldError) as failed:
            workspace.reading.picture(record.sha256, 1, 100)
    assert "pump manual.pdf" in failed.value.message
    assert record.sha256 not in failed.value.message

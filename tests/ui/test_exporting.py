"""Saving the conversation as a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.test_conversation import ask_and_wait


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf"])
def test_a_conversation_is_saved_with_its_pages(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, suffix: str):
    window, _workspace = make_window()
    ask_and_wait(window, qtbot, "How often are the bearings greased?")
    assert window.desk is not None
    path = tmp_path / f"answers{suffix}"
    window.desk.exporting.export(path)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert window.notices.notices()[0].text == f"The conversation was saved as {path}."
    assert path.stat().st_size > 200
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_what_cannot_be_saved_is_said(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window()
    assert window.desk is not None
    window.desk.exporting.export(tmp_path / "nothing.md")
    assert "ask a question first" in window.notices.notices()[0].text
    ask_and_wait(window, qtbot, "q")
    window.desk.exporting.export(tmp_path / "answers.xyz")
    qtbot.waitUntil(lambda: "Choose a file name" in window.notices.notices()[0].text, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)

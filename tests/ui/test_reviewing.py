"""The review of a brief: asked for, kept with who and when, taken back, and told in what is exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assistant.errors import WorldError
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted_writing import REVIEWER
from tests.ui.states import settle
from tests.ui.test_briefs import desk_of, fill
from ui.main_window import MainWindow
from ui.models.briefs import BRIEF_ROLE
from ui.views.review import ReviewLine


def review_of(window: MainWindow, qtbot: QtBot) -> ReviewLine:
    """Fill a brief and return what stands over it."""
    fill(window, qtbot)
    return desk_of(window, qtbot).page.review


def test_a_new_brief_needs_review_and_keeps_who_has_confirmed_it(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window()
    review = review_of(window, qtbot)
    assert review.words.text() == "Needs review: nobody has confirmed it yet."
    qtbot.mouseClick(review.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: review.words.text().startswith(f"Reviewed by {REVIEWER}, "), timeout=WAIT)
    settle(window, qtbot)
    assert not review.confirm.isVisible()
    (kept,) = workspace.briefs().all()
    assert kept.reviewer == REVIEWER
    assert desk_of(window, qtbot).model.index(0).data(BRIEF_ROLE) == kept
    assert window.desk is not None
    window.desk.briefs.export(tmp_path / "brief.md")
    settle(window, qtbot)
    assert REVIEWER in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_a_review_is_taken_back(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    review = review_of(window, qtbot)
    qtbot.mouseClick(review.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(review.again.isVisible, timeout=WAIT)
    qtbot.mouseClick(review.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(review.confirm.isVisible, timeout=WAIT)
    settle(window, qtbot)
    assert [brief.reviewer for brief in workspace.briefs().all()] == [""]


def test_the_list_of_briefs_says_which_need_review(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    review = review_of(window, qtbot)
    settle(window, qtbot)
    model = desk_of(window, qtbot).model
    assert str(model.index(0).data()).endswith("needs review")
    qtbot.mouseClick(review.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(model.index(0).data()).endswith("reviewed"), timeout=WAIT)
    settle(window, qtbot)


def test_a_review_that_cannot_be_kept_is_told(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    review = review_of(window, qtbot)
    workspace.reviewing_fails = WorldError("disk-full", "The disk is full: make room and try again.")
    qtbot.mouseClick(review.confirm, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert window.notices.notices()[0].text == "The disk is full: make room and try again."
    assert review.confirm.isVisible()


def test_a_review_that_comes_late_leaves_another_brief_as_it_is(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    review = review_of(window, qtbot)
    review.confirmed.emit()
    desk_of(window, qtbot).show_all()
    fill(window, qtbot)
    assert review.words.text() == "Needs review: nobody has confirmed it yet."


def test_a_window_that_is_closed_while_a_review_is_kept_leaves_nothing_behind(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    review_of(window, qtbot).confirmed.emit()
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()

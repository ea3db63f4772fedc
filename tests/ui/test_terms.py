"""The ceiling of a library and the rules of its folders, set in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from ui.main_window import MainWindow
from ui.views.terms import TermsView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def opened(window: MainWindow) -> TermsView:
    window.dialogs.show_terms()
    view = window.findChild(TermsView)
    assert isinstance(view, TermsView)
    return view


def set_ceiling(view: TermsView, marking: str, reason: str = "") -> None:
    view.ceiling.setCurrentText(marking)
    view.reason.setText(reason)
    view.limit.click()


def test_a_ceiling_is_set_and_changed_only_with_a_reason(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = opened(window)
    set_ceiling(view, "SECRET", "The room is shared.")
    qtbot.waitUntil(lambda: not view.reason.text(), timeout=WAIT)  # what holds now is shown
    assert workspace.marking.kept_ceiling == "SECRET"
    set_ceiling(view, "")
    qtbot.waitUntil(view.problem.isVisible, timeout=WAIT)
    assert "reason" in view.problem.text()
    assert workspace.marking.kept_ceiling == "SECRET"
    set_ceiling(view, "", "The room is open again.")
    qtbot.waitUntil(view.problem.isHidden, timeout=WAIT)
    assert workspace.marking.kept_ceiling == ""
    view.close()


def test_a_folder_is_given_a_rule_that_is_listed(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = make_window()
    view = opened(window)
    assert not view.rule.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    view.choose.click()
    view.marking.setCurrentText("SECRET")
    view.rule.click()
    qtbot.waitUntil(lambda: view.table.topLevelItemCount() == 1, timeout=WAIT)
    item = view.table.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1)) == (str(tmp_path), "SECRET")
    assert list(workspace.marking.kept_rules) == [str(tmp_path)]
    view.close()


def test_closing_while_it_is_set_leaves_nothing_open(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = opened(window)
    set_ceiling(view, "SECRET")
    view.reject()
    qtbot.waitUntil(lambda: workspace.marking.kept_ceiling == "SECRET", timeout=WAIT)

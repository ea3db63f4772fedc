from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow
from ui.views.command_palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def test_an_action_is_found_by_some_of_its_letters_and_done_on_enter(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    window.dialogs.show_commands()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    assert palette.list.count() > 20
    qtbot.keyClicks(palette.field, "sear fie")
    assert palette.list.item(0).text() == "Search field   (Ctrl+Shift+F)"
    assert palette.list.count() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.tabs.currentWidget() is window.search


def test_the_arrow_keys_move_the_mark_and_escape_goes_away(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    window.dialogs.show_commands()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 0
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()

"""Pages of a locked document: its password is asked for once, and its picture drawn then."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from assistant.errors import WorldError
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedWorkspace
from ui.main_window import MainWindow
from ui.spots import Spot

NEEDED = WorldError("password-needed", "“manual.pdf” needs a password.")


def shown(window: MainWindow, workspace: ScriptedWorkspace, page: int, qtbot: QtBot) -> None:
    [document] = workspace.library().documents()
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.pages.open(Spot(document.sha256, page))


def answer(window: MainWindow, password: str, *, remember: bool = False) -> None:
    notice = window.notices.notices()[0]
    notice.findChildren(QCheckBox)[0].setChecked(remember)
    field = notice.findChildren(QLineEdit)[0]
    assert field.accessibleName() == "Password of manual.pdf"
    field.setText(password)
    field.returnPressed.emit()


def test_a_locked_page_is_drawn_after_its_password_was_given(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.picture_fails = NEEDED
    shown(window, workspace, 1, qtbot)
    shown(window, workspace, 2, qtbot)
    assert [notice.text for notice in window.notices.notices()] == ["manual.pdf: “manual.pdf” needs a password."]
    answer(window, "wrong")
    qtbot.waitUntil(lambda: any("is not the password" in each.text for each in window.notices.notices()), timeout=WAIT)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        answer(window, "sesame")
    assert not workspace.remembered
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_the_key_store_keeps_a_password_only_where_one_asks_for_it(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.picture_fails = NEEDED
    shown(window, workspace, 1, qtbot)
    answer(window, "sesame", remember=True)
    qtbot.waitUntil(lambda: workspace.remembered and not window.jobs.running, timeout=WAIT)

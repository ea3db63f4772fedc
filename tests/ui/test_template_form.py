"""The form that edits a template, over a scripted workspace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QPushButton, QSpinBox, QTableWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow, focusable
from tests.ui.test_briefs import desk_of
from ui.main_window import MainWindow
from ui.views.template_form import TemplateForm

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def form_of(window: MainWindow, qtbot: QtBot, name: str) -> TemplateForm:
    desk_of(window, qtbot).form.choose(name)
    assert window.desk is not None
    controller = window.desk.briefs.templates
    template = controller.template(name)
    assert template is not None
    form = controller.edit(template)
    qtbot.waitExposed(form)
    return form


def press(form: TemplateForm, text: str, qtbot: QtBot) -> None:
    chosen = next(each for each in form.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)


def test_a_shipped_template_is_copied_first(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    form = form_of(window, qtbot, "money-flow")
    assert (form.name.text(), form.title.text()) == ("own-money-flow", "Money flow (own)")
    before = workspace.templates.get("money-flow")
    form.section.name.setText("Transfers")
    press(form, "Keep", qtbot)
    qtbot.waitUntil(lambda: workspace.templates.own() == {"own-money-flow"}, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    kept = workspace.templates.get("own-money-flow")
    assert kept.sections[0].name == "Transfers"
    assert kept.sections[0].columns == before.sections[0].columns
    assert kept.sections[1:] == before.sections[1:]
    assert window.desk is not None
    assert window.desk.briefs.view.form.template.currentData() == "own-money-flow"


def test_what_is_wrong_is_said_in_the_form(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    form = form_of(window, qtbot, "money-flow")
    form.name.setText("Own Money")
    press(form, "Keep", qtbot)
    assert "may hold small letters, digits and hyphens only" in form.problem.text()
    form.name.setText("trend-brief")
    press(form, "Keep", qtbot)
    assert "ships with the program" in form.problem.text()
    form.name.setText("own-money")
    form.section.name.setText("")
    press(form, "Keep", qtbot)
    assert "section 1, “name” must not be empty" in form.problem.text()
    assert workspace.templates.own() == frozenset()
    press(form, "Cancel", qtbot)


def test_sections_and_columns_are_added_moved_and_removed(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    form = form_of(window, qtbot, "meeting-minutes")
    names = [part["name"] for part in form.data()["sections"]]
    form.add_section()
    form.section.name.setText("Guests")
    form.section.cues.setText("guest, visitor")
    form.section.add_column()
    form.section.columns.closePersistentEditor(form.section.columns.currentItem())
    form.section.columns.model().setData(form.section.columns.model().index(0, 0), "Guest")
    form.move_section(-1)
    added = form.data()["sections"][0]
    assert (added["name"], added["cues"], added["columns"][0]["name"]) == ("Guests", ["guest", "visitor"], "Guest")
    form.section.columns.selectRow(0)
    form.section.remove_column()
    assert form.data()["sections"][0]["columns"] == []
    form.remove_section()
    assert [part["name"] for part in form.data()["sections"]] == names
    form.reject()


def test_ones_own_template_is_deleted_and_brought_back(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    shipped = workspace.templates.get("money-flow")
    workspace.templates.save(shipped.model_copy(update={"name": "ours", "title": "Ours"}))
    kept = workspace.home / "templates" / "ours.toml"
    assert kept.exists()
    assert window.desk is not None
    window.desk.briefs.templates.refresh()
    form = form_of(window, qtbot, "ours")
    press(form, "Delete the template", qtbot)
    qtbot.waitUntil(lambda: not kept.exists(), timeout=WAIT)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    notice = window.notices.notices()[0]
    back = next(each for each in notice.findChildren(QPushButton) if each.text() == "Bring it back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(kept.exists, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_every_field_of_the_form_has_a_name(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    form = form_of(window, qtbot, "trend-brief")
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, QListWidget, QTableWidget)
    controls = [each for each in focusable(form) if isinstance(each, kinds)]
    assert len(controls) > 20
    assert [each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())] == []
    form.reject()

"""The tab of briefs, over a scripted workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from assistant.briefs.filled import NOT_FOUND, FilledSection
from assistant.briefs.template import Shape
from assistant.errors import WorldError
from tests.ui.conftest import WAIT, MakeWindow, focusable
from tests.ui.scripted import record
from tests.ui.scripted_writing import scripted_brief, section
from ui.main_window import MainWindow
from ui.models.briefs import BRIEF_ROLE
from ui.views.brief_desk import BriefDesk
from ui.views.brief_section import SHOWN_AT_FIRST, BriefSection
from ui.views.claim import StatusBadge

TWO = (record("old.pdf", 1), record("new.pdf", 2))


def desk_of(window: MainWindow, qtbot: QtBot) -> BriefDesk:
    """Show the tab; its form is ready once the templates are there."""
    assert window.desk is not None
    window.tabs.setCurrentWidget(window.briefs)
    view = window.desk.briefs.view
    qtbot.waitUntil(lambda: view.form.template.count() > 0, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    return view


def select_all(window: MainWindow) -> None:
    window.library.tree.selectAll()


def chips(view: BriefDesk) -> list[QPushButton]:
    return [each for each in view.page.findChildren(QPushButton) if each.property("role") == "chip"]


def fill(window: MainWindow, qtbot: QtBot) -> BriefDesk:
    view = desk_of(window, qtbot)
    view.form.choose("trend-brief")
    select_all(window)
    qtbot.mouseClick(view.form.fill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    return view


def test_a_brief_is_filled_from_the_selected_documents_and_kept(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = fill(window, qtbot)
    assert workspace.filled == [("trend-brief", (record("manual.pdf").sha256,), "", False)]
    assert view.page.isVisible()
    assert view.page.title.text() == "Trend brief: manual"
    assert "5 of 5 claims were found" in view.page.phase.text()
    assert {badge.accessibleName() for badge in view.page.findChildren(StatusBadge)} == {"Found on the page"}
    view.show_all()
    assert view.model.rowCount() == 1
    assert view.kept.isVisible()


def test_every_cell_has_its_badge_and_its_page_opens(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = fill(window, qtbot)
    assert window.desk is not None
    assert len(view.page.findChildren(StatusBadge)) == len(chips(view)) == 5
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(chips(view)[0], Qt.MouseButton.LeftButton)
    assert window.desk.pages.spot is not None
    assert window.desk.pages.spot.page == 3


def test_sections_appear_one_by_one_with_the_time_left_and_a_stop_keeps_them(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("brief")
    view = desk_of(window, qtbot)
    view.form.choose("trend-brief")
    select_all(window)
    view.form.fill.click()
    qtbot.waitUntil(lambda: len(view.page.findChildren(BriefSection)) == 1, timeout=WAIT)
    assert view.page.phase.text() == "Summary · 1 of 2 sections · about 20 s left"
    assert gate.reached.is_set()
    qtbot.mouseClick(view.page.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert view.page.phase.text().startswith("Stopped.")
    assert len(view.page.findChildren(BriefSection)) == 1
    assert workspace.briefs().all() == []
    gate.opened.set()
    qtbot.mouseClick(view.page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(workspace.briefs().all()), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_what_goes_wrong_is_said_and_what_is_done_stays(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.filling_fails = WorldError("engine-gone", "The engine stopped.")
    view = fill(window, qtbot)
    assert "The engine stopped." in [each.text() for each in view.page.findChildren(type(view.page.phase))]
    assert len(view.page.findChildren(BriefSection)) == 1
    assert view.page.again.isVisible()


def test_a_window_that_is_closed_midway_stops_the_brief(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("brief")
    view = desk_of(window, qtbot)
    select_all(window)
    view.form.choose("trend-brief")
    view.form.fill.click()
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    window.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert workspace.briefs().all() == []


def test_the_form_asks_for_what_the_template_needs(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    form = desk_of(window, qtbot).form
    assert not form.fill.isEnabled()
    assert "Select one document" in form.named.text()
    select_all(window)
    form.choose("maintenance-diagnosis")
    assert form.symptom.isVisible()
    assert not form.fill.isEnabled()
    qtbot.keyClicks(form.symptom, "seal leaks")
    qtbot.keyClick(form.symptom, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.filled), timeout=WAIT)
    assert workspace.filled[0][2] == "seal leaks"
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_key_leads_from_the_documents_to_the_form_and_on_by_keys_alone(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = desk_of(window, qtbot)
    window.tabs.setCurrentWidget(window.conversation)
    select_all(window)
    window.go_to_brief()
    assert view.form.template.hasFocus()
    view.form.choose("meeting-minutes")
    for _ in range(12):
        if view.form.fill.hasFocus():
            break
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert view.form.fill.hasFocus()
    qtbot.keyClick(view.form.fill, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(workspace.filled) and not window.jobs.running, timeout=WAIT)
    assert view.page.isVisible()


def test_two_versions_can_be_swapped(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    form = desk_of(window, qtbot).form
    form.choose("version-comparison")
    form.source.setCurrentIndex(form.source.findData("all"))
    assert form.named.text() == "Older: old · newer: new"
    form.own_words.setChecked(True)
    form.swap.click()
    assert form.named.text() == "Older: new · newer: old"
    form.fill.click()
    qtbot.waitUntil(lambda: bool(workspace.filled), timeout=WAIT)
    assert workspace.filled[0][1] == (TWO[1].sha256, TWO[0].sha256)
    assert workspace.filled[0][3] is True
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_kept_brief_is_reopened_deleted_and_brought_back(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.briefs().keep(scripted_brief(record("manual.pdf").sha256))
    assert window.desk is not None
    window.desk.briefs.refresh()
    view = desk_of(window, qtbot)
    assert view.model.index(0, 0).data(BRIEF_ROLE) == workspace.briefs().all()[0]
    view.kept.setCurrentIndex(view.model.index(0, 0))
    qtbot.keyClick(view.kept, Qt.Key.Key_Return)
    assert view.page.isVisible()
    qtbot.mouseClick(view.page.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.rowCount() == 0, timeout=WAIT)
    assert view.form.isVisible()
    notice = window.notices.notices()[0]
    assert "was deleted" in notice.text
    back = next(each for each in notice.findChildren(QPushButton) if each.text() == "Bring it back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    view.kept.setCurrentIndex(view.model.index(0, 0))
    view.kept.setFocus()
    qtbot.keyClick(view.kept, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: view.model.rowCount() == 0, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".md", ".xlsx"])
def test_a_brief_is_exported(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, suffix: str):
    window, _workspace = make_window()
    fill(window, qtbot)
    assert window.desk is not None
    path = tmp_path / f"brief{suffix}"
    window.desk.briefs.export(path)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert window.notices.notices()[0].text == f"The brief was saved as {path}."
    assert path.stat().st_size > 500
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_an_export_that_cannot_be_written_is_said(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window()
    fill(window, qtbot)
    assert window.desk is not None
    window.desk.briefs.export(tmp_path / "none" / "brief.md")
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert "cannot be written" in window.notices.notices()[0].text
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_long_table_shows_all_rows_on_demand_and_an_empty_section_says_so(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    document = record("manual.pdf").sha256
    many = section("Payments", document, *((str(n), "paid") for n in range(40)), columns=("Nr", "What"))
    none = FilledSection("Risks", Shape.LIST, ("Text",), (), "No risks were found.")
    gone = section("Gap", document, (NOT_FOUND, "x"), columns=("A", "B"))
    view = desk_of(window, qtbot)
    view.page.show_brief(scripted_brief(document, sections=(many, none, gone)))
    view.show_page()
    first, second, third = view.page.findChildren(BriefSection)
    assert len(first.findChildren(StatusBadge)) == 2 * SHOWN_AT_FIRST
    qtbot.mouseClick(first.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(first.findChildren(StatusBadge)) == 80, timeout=WAIT)
    said = [each.text() for part in (second, third) for each in part.findChildren(type(view.page.phase))]
    assert {"No risks were found.", "Not found in the documents"} <= set(said)


def test_a_brief_leaves_the_list_with_its_document(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = fill(window, qtbot)
    assert window.desk is not None
    workspace.briefs().kept.clear()  # as the library does when a document is removed
    window.desk.libraries.removal.remove((window.desk.session.documents[0],))
    window.notices.notices()[0].dismiss()
    qtbot.waitUntil(lambda: view.model.rowCount() == 0, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_another_library_has_its_own_briefs(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = fill(window, qtbot)
    assert window.desk is not None
    workspace.libraries.create("other")
    window.desk.session.open("other")
    qtbot.waitUntil(lambda: view.model.rowCount() == 0 and view.form.isVisible(), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_every_control_of_the_tab_has_a_name(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = fill(window, qtbot)
    view.show_all()
    controls = [
        each for each in focusable(view) if isinstance(each, (QAbstractButton, QLineEdit, QComboBox, QListView))
    ]
    inside = [each for each in controls if not isinstance(each.window(), QFrame)]
    assert len(inside) > 8
    assert [each for each in inside if not (each.accessibleName() or getattr(each, "text", str)())] == []

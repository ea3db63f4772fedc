"""The audit log in the window: its entries in words, sifted, checked, exported, failed and closed midway."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from assistant.errors import WorldError
from assistant.library.audit.entries import Action
from assistant.library.audit.findings import RANGED, Finding, Kind
from assistant.workspace import Workspace
from tests.ui.conftest import WAIT, MakeWindow, focusable
from tests.ui.scripted import ScriptedWorkspace, record
from tests.ui.states import settle
from ui import wording
from ui.main_window import MainWindow
from ui.models import audit_words
from ui.views.audit import AuditView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

FULL = WorldError("disk-full", "The disk is full: make room and try again.")


def opened(window: MainWindow) -> AuditView:
    window.dialogs.show_audit()
    view = window.findChild(AuditView)
    assert view is not None
    return view


def shown(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> AuditView:
    """The view of a log of three entries."""
    workspace.auditing.note(Action.CREATED, library="b6f1", documents=0)
    workspace.auditing.note(Action.ADDED, document=record("manual.pdf").sha256, pages=12)
    workspace.auditing.note(Action.ASKED, question="How often is it greased?")
    view = opened(window)
    settle(window, qtbot)
    return view


def rows(view: AuditView) -> list[list[str]]:
    model = view.table.model()
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def told(window: MainWindow, qtbot: QtBot) -> list[str]:
    """What the newest entry says was done, and with what."""
    view = opened(window)
    settle(window, qtbot)
    said = rows(view)[0][3:]
    view.close()
    qtbot.waitUntil(lambda: window.findChild(AuditView) is None, timeout=WAIT)
    return said


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_newest_entry_stands_first_in_words_with_the_time_as_the_locale_writes_it(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    view = shown(window, workspace, qtbot)
    when = wording.moment("2026-01-02T03:04:05.678+00:00")
    assert rows(view) == [
        ["3", when, "mara@field-07", "Question asked", "Question: How often is it greased?"],
        ["2", when, "mara@field-07", "Document added", "Document: manual.pdf · Pages: 12"],
        ["1", when, "mara@field-07", "Library created", "Library: b6f1 · Documents: 0"],
    ]
    assert view.count.text() == "3 of 3 entries"
    assert "2026-01-02T03:04:05.678+00:00" in view.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    view.close()


def test_a_moment_has_day_and_time_of_the_locale_and_other_texts_stay():
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    german = wording.moment("2026-07-02T12:34:56.789+00:00")
    QLocale.setDefault(QLocale.c())
    plain = wording.moment("2026-07-02T12:34:56.789+00:00")
    QLocale.setDefault(before)
    assert "02.07.26" in german
    assert ":34" in german
    assert plain.startswith("2026-07-02 ")
    assert wording.moment("SECRET//NOFORN") == "SECRET//NOFORN"


def test_words_sift_the_entries_whatever_their_column(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = shown(window, workspace, qtbot)
    view.filter.setText("MANUAL added")
    qtbot.waitUntil(lambda: view.count.text() == "1 of 3 entries", timeout=WAIT)
    assert [row[0] for row in rows(view)] == ["2"]
    view.close()


def test_documents_that_are_gone_are_told_by_their_digits_and_markings_from_what_to_what(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    log, gone = workspace.auditing, "ab" * 32
    log.note(Action.MARKED, subject=gone, how="by hand", before="SECRET", after="CUI", lowered=True, reason="Old.")
    told_marked = "Subject: abababababab… · How: by hand · Before: SECRET · After: CUI · Lowered: yes · Reason: Old."
    assert told(window, qtbot) == ["Marked", told_marked]
    log.note(Action.MARKED, subject=gone, how="by hand", before="CUI", after="", lowered=True, reason="")
    taken_away = "Subject: abababababab… · How: by hand · Before: CUI · After: no marking · Lowered: yes"
    assert told(window, qtbot) == ["Marked", taken_away]
    log.note(Action.REVIEWED, template="trend-brief", reviewer="", documents=[gone, record("manual.pdf").sha256])
    taken_back = "Template: trend-brief · Documents: abababababab…, manual.pdf"
    assert told(window, qtbot) == ["Review taken back", taken_back]
    log.note(Action.POLICY_SEEN, digest="", fault="", rules={"log_questions": "digest"})
    assert told(window, qtbot) == ["Rules of the administrator", 'Rules: {"log_questions": "digest"}']


def test_every_action_has_words(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    for action in Action:
        workspace.auditing.note(action)
    view = opened(window)
    settle(window, qtbot)
    assert not {row[3] for row in rows(view)} & set(Action)
    view.close()


def test_a_whole_log_is_said_to_be_whole_and_a_damaged_one_with_each_finding(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = shown(window, workspace, qtbot)
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    assert view.check.text() == "Stop checking"
    settle(window, qtbot)
    assert view.state.text() == "The log is whole: 3 entries, from no. 1 to no. 3."
    assert view.findings.isHidden()
    workspace.auditing.findings = (Finding(2, Kind.ALTERED, (2,)), Finding(3, Kind.MISSING, (3, 3)))
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.state.text() == "The log is not whole:"
    assert view.findings.toPlainText() == (
        "Entry 2 was altered: it is not what was written there.\nEntry 3 is missing."
    )
    assert view.findings.isVisible()
    view.close()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("last", [4, 6])
def test_every_kind_of_finding_is_told_in_words_of_the_window_as_the_commands_tell_it(last: int):
    for kind in Kind:
        found = Finding(4, kind, (4, last) if kind in RANGED else (4, 6, 7))
        assert audit_words.finding(found) == found.sentence


def test_a_check_can_be_stopped_and_begun_again(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("verify")
    view = shown(window, workspace, qtbot)
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.state.text() == "The check was stopped: it has shown nothing."
    gate.opened.set()
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.state.text().startswith("The log is whole")
    view.close()


def test_the_log_is_exported_and_the_export_stands_in_it(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = make_window()
    view = shown(window, workspace, qtbot)
    path = tmp_path / "log.json"
    choose(monkeypatch, path)
    qtbot.mouseClick(view.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.count.text() == "4 of 4 entries", timeout=WAIT)
    assert workspace.auditing.exported == [path]
    assert view.state.text() == f"The log is saved as {path}."
    assert rows(view)[0][3:] == ["Exported", "Kind: audit log · File: log.json"]
    settle(window, qtbot)
    view.close()


def test_what_fails_is_told_as_a_sentence_and_can_be_tried_again(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = make_window()
    workspace.auditing.fails = FULL
    view = shown(window, workspace, qtbot)
    assert view.state.text() == FULL.message
    for wanted in (view.check, view.export):
        choose(monkeypatch, tmp_path / "log.csv")
        view.state.clear()
        qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
        settle(window, qtbot)
        assert view.state.text() == FULL.message
        assert wanted.isEnabled()
    view.close()


def test_escape_closes_the_view_while_the_log_is_checked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("verify")
    view = shown(window, workspace, qtbot)
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(AuditView) is None, timeout=WAIT)
    gate.opened.set()
    settle(window, qtbot)
    assert window.notices.notices() == []


def test_a_window_that_is_closed_while_the_log_is_checked_closes(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("verify")
    view = shown(window, workspace, qtbot)
    qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
        gate.opened.set()
    view.close()


def test_the_view_closes_with_its_library(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    shown(window, workspace, qtbot)
    workspace.libraries.create("other")
    assert window.desk is not None
    window.desk.session.open("other")
    qtbot.waitUntil(lambda: window.findChild(AuditView) is None, timeout=WAIT)
    settle(window, qtbot)


def test_an_export_that_outlives_the_view_is_told_in_the_window(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window()
    assert window.desk is not None
    window.desk.auditing.export(tmp_path / "log.csv")
    settle(window, qtbot)
    assert window.notices.notices()[0].text == f"The log is saved as {tmp_path / 'log.csv'}."
    workspace.auditing.fails = FULL
    window.desk.auditing.export(tmp_path / "log.csv")
    settle(window, qtbot)
    assert window.notices.notices()[0].text == FULL.message


def test_every_control_has_a_name(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = shown(window, workspace, qtbot)
    assert [each for each in focusable(view) if not each.accessibleName()] == []
    view.close()


def test_the_log_of_a_real_library_is_shown_checked_and_exported(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, scripted = make_window(())
    with Workspace(tmp_path / "real") as workspace:
        workspace.libraries.create("default")
        workspace.library("default")
        scripted.auditing = workspace.auditing  # type: ignore[assignment] # the real one over a scripted library
        view = opened(window)
        settle(window, qtbot)
        assert [row[3] for row in rows(view)] == ["Library opened", "Library created"]
        view.check.click()
        settle(window, qtbot)
        assert view.state.text() == "The log is whole: 2 entries, from no. 1 to no. 2."
        assert window.desk is not None
        window.desk.auditing.export(tmp_path / "log.csv")
        settle(window, qtbot)
        assert "created" in (tmp_path / "log.csv").read_text(encoding="utf-8")
        view.close()

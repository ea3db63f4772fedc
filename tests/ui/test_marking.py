"""Markings in the window: banners, chips, the tree, setting and confirming them, and what is copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from assistant.documents.values import Box
from assistant.library.records import DocumentRecord
from assistant.workspace import Workspace
from tests.markings import combinations
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedWorkspace, answer, evidence, record
from tests.ui.states import settle
from tests.ui.test_theme import luminance
from ui.look import Mode
from ui.main_window import MainWindow
from ui.mark_reader import MarkReader
from ui.models.arranging import Order
from ui.spots import Spot

LOW = record("low.pdf", 1, marking="CONFIDENTIAL")
HIGH = record("high.pdf", 2, marking="TOP SECRET//SI")
OPEN = record("open.pdf", 3)
READ = record("read.pdf", 4, marking="SECRET//NOFORN", marking_source="banner", marking_proposed=True)


def banners(window: MainWindow) -> set[str]:
    return {banner.text_in_full for banner in window.banners}


def until_banner_says(window: MainWindow, qtbot: QtBot, marking: str) -> None:
    qtbot.waitUntil(lambda: banners(window) == {marking}, timeout=WAIT)


def ask(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot, *documents: DocumentRecord) -> None:
    """Ask a question whose answer is made of some documents."""
    question = f"What do {len(documents)} say?"
    found = tuple(evidence(document) for document in documents)
    workspace.answers[question] = answer(question, documents[0], evidence=found)
    assert window.desk is not None
    window.desk.asking.talks.begin()
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        window.desk.asking.ask(question)


def kept(workspace: ScriptedWorkspace, document: DocumentRecord) -> DocumentRecord:
    return workspace.shelf["default"].kept[document.sha256]


def mark(window: MainWindow, qtbot: QtBot, documents: list[DocumentRecord], marking: str) -> None:
    """Select documents, open the field by its key, type a marking and press Enter."""
    window.library.select_all([document.sha256 for document in documents])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    field = window.library.marking.marking.lineEdit()
    assert field is not None
    qtbot.waitUntil(window.library.marking.isVisible, timeout=WAIT)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, marking)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_banners_show_the_library_then_what_is_in_view(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((LOW, HIGH, OPEN))
    until_banner_says(window, qtbot, "TOP SECRET//SI")
    ask(window, workspace, qtbot, LOW)
    until_banner_says(window, qtbot, "CONFIDENTIAL")
    assert window.desk is not None
    window.desk.pages.open(Spot(HIGH.sha256, 3))
    until_banner_says(window, qtbot, "TOP SECRET//SI")
    assert window.viewer.bar.marking.text_in_full == "TOP SECRET//SI"
    assert {banner.accessibleName() for banner in window.banners} == {"Marking: TOP SECRET//SI"}
    settle(window, qtbot)


def test_a_library_in_which_nothing_is_marked_has_no_banner(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window((OPEN,))
    settle(window, qtbot)
    assert banners(window) == {""}
    assert not any(banner.isVisible() for banner in window.banners)


def test_every_combination_makes_its_banner(make_window: MakeWindow, qtbot: QtBot, figure: Callable[[str], None]):
    window, workspace = make_window((OPEN,))
    assert window.desk is not None
    wrong = []
    for made in combinations():
        documents = tuple(record(f"{at}.pdf", at, marking=text) for at, text in enumerate(made.documents, 1))
        workspace.shelf["default"].kept = {document.sha256: document for document in documents}
        workspace.settings.marking_scheme = made.scheme
        window.desk.marking.learn()
        window.desk.session.refresh()
        ask(window, workspace, qtbot, *documents)
        settle(window, qtbot)
        window.desk.banners.refresh()
        if {text.casefold() for text in banners(window)} != {made.together.casefold()}:
            wrong.append(f"{made}: {banners(window)}")
    figure(f"{len(combinations()) - len(wrong)} of {len(combinations())} combinations of markings make their banner")
    assert len(combinations()) >= 30
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scheme", ["government", "tlp", "corporate"])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_letters_of_every_level_are_told_from_their_ground(make_window: MakeWindow, mode: Mode, scheme: str):
    window, workspace = make_window((OPEN,))
    window.theme.set_mode(mode)
    reader = MarkReader(workspace.marking.schemes.get(scheme))
    for level in [*reader.levels, "WHAT NOBODY KNOWS"]:
        ground, ink = (luminance(QColor(colour)) + 0.05 for colour in reader.colours(level))
        assert max(ground, ink) / min(ground, ink) >= 4.5, level


def test_several_documents_are_marked_at_once_by_keyboard(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((LOW, OPEN))
    mark(window, qtbot, [LOW, OPEN], "SECRET//NF")
    qtbot.waitUntil(lambda: not window.library.marking.isVisible(), timeout=WAIT)
    assert {kept(workspace, each).marking for each in (LOW, OPEN)} == {"SECRET//NOFORN"}
    until_banner_says(window, qtbot, "SECRET//NOFORN")


def test_lowering_asks_for_a_reason_in_place(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((HIGH,))
    mark(window, qtbot, [HIGH], "SECRET")
    field = window.library.marking
    assert field.problem.text() == "This lowers the marking: say why."
    assert field.reason.hasFocus()
    assert kept(workspace, HIGH).marking == "TOP SECRET//SI"
    qtbot.keyClicks(field.reason, "downgraded by the originator")
    qtbot.keyClick(field.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not field.isVisible(), timeout=WAIT)
    assert workspace.marking.reasons == ["downgraded by the originator"]
    assert kept(workspace, HIGH).marking == "SECRET"


def test_a_document_above_the_ceiling_is_refused_with_a_sentence_in_place(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((LOW,))
    workspace.marking.kept_ceiling = "SECRET"
    mark(window, qtbot, [LOW], "TOP SECRET")
    qtbot.waitUntil(lambda: "nothing above SECRET" in window.library.marking.problem.text(), timeout=WAIT)
    assert kept(workspace, LOW).marking == "CONFIDENTIAL"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.library.marking.isVisible()


def test_a_proposed_marking_is_a_question_until_it_is_confirmed(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((READ, OPEN))
    model = window.library.model
    spoken = model.find(READ.sha256).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Marked SECRET//NOFORN by its own banner lines. Nobody has confirmed it yet" in spoken
    assert window.library.proposals.text_in_full == "1 marking to confirm"
    qtbot.mouseClick(window.library.proposals, Qt.MouseButton.LeftButton)
    assert window.library.selected() == (READ,)
    qtbot.mouseClick(window.library.marking.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not kept(workspace, READ).marking_proposed, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.library.proposals.isVisible(), timeout=WAIT)
    settle(window, qtbot)


def test_a_proposal_is_confirmed_or_changed_from_the_menu_of_the_tree(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((READ,))
    window.library.select(READ.sha256)
    menu: QMenu = window.library.menu_for(READ)
    named = {action.text(): action for action in menu.actions()}
    named["Marking…"].trigger()
    assert window.library.marking.isVisible()
    named["Confirm the marking SECRET//NOFORN"].trigger()
    qtbot.waitUntil(lambda: not kept(workspace, READ).marking_proposed, timeout=WAIT)
    settle(window, qtbot)


def test_documents_sorted_by_marking_stand_in_the_order_of_levels(make_window: MakeWindow, qtbot: QtBot):
    unknown = record("odd.pdf", 5, marking="EYES ONLY")
    window, _workspace = make_window((OPEN, LOW, HIGH, READ, unknown))
    settle(window, qtbot)
    window.library.set_order(Order.MARKING)
    assert [each.title for each in window.library.model.documents()] == ["odd", "high", "read", "low", "open"]


def test_an_answer_is_marked_and_copied_between_its_markings(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((LOW, READ))
    ask(window, workspace, qtbot, LOW, READ)
    assert window.desk is not None
    window.desk.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == lines[-1] == "SECRET//NOFORN"
    html = bytes(QGuiApplication.clipboard().mimeData().data("text/html").data()).decode()
    assert html.count("<b>SECRET//NOFORN</b>") == 2


def test_words_of_a_page_are_copied_between_its_markings(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((HIGH,))
    workspace.library().boxes = lambda *_: [Box(0, 0, 1, 1)]  # type: ignore[method-assign] # any place will do
    assert window.desk is not None
    window.viewer.text_wanted.emit(True)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.pages.open(Spot(HIGH.sha256, 3, 0, 6))
    window.viewer.text.selectAll()
    window.desk.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == lines[-1] == "TOP SECRET//SI"
    settle(window, qtbot)


def test_the_real_workspace_marks_refuses_and_confirms(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    paper = tmp_path / "paper.txt"
    paper.write_text("CONFIDENTIAL\n\nThe pumps are greased every 250 hours.\n\nCONFIDENTIAL\n", encoding="utf-8")
    window, scripted = make_window(())
    desk = window.desk
    assert desk is not None
    with Workspace(tmp_path / "real") as workspace:
        scripted.library = workspace.library  # type: ignore[method-assign,assignment] # the real one from now on
        scripted.add = workspace.reading.add  # type: ignore[method-assign] # as above
        scripted.marking = workspace.marking  # type: ignore[assignment] # as above
        desk.ingest.add_paths([paper])
        qtbot.waitUntil(lambda: bool(desk.session.documents) and not window.jobs.running, timeout=60_000)
        until_banner_says(window, qtbot, "CONFIDENTIAL")
        (document,) = desk.session.documents
        assert document.marking_proposed
        mark(window, qtbot, [document], "")
        assert window.library.marking.reason.isVisible()
        qtbot.keyClicks(window.library.marking.reason, "a sample")
        qtbot.keyClick(window.library.marking.reason, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not any(each.marking for each in desk.session.documents), timeout=WAIT)
        settle(window, qtbot)
        assert banners(window) == {""}

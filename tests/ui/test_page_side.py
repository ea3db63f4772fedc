"""The outline and the small pictures beside the page."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.documents.values import Section
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import no_picture, record
from ui.controllers.desk import Desk
from ui.main_window import MainWindow
from ui.spots import Spot

OUTLINE = (Section("Care", 1, 1), Section("Weekly", 2, 3, 12), Section("Parts", 1, 5))


@pytest.fixture
def opened(make_window: MakeWindow, qtbot: QtBot) -> tuple[MainWindow, Desk]:
    """A window with the side open at a document's first page."""
    window, _workspace = make_window((record("manual.pdf", outline=OUTLINE),))
    desk = window.desk
    assert desk is not None
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        desk.pages.open(Spot(desk.session.documents[0].sha256, 1))
    window.viewer.bar.side.setChecked(True)
    return window, desk


def test_a_heading_opens_its_page(opened: tuple[MainWindow, Desk], qtbot: QtBot):
    window, desk = opened
    outline = window.viewer.side.outline
    assert outline.topLevelItemCount() == 2
    first = outline.topLevelItem(0)
    assert first is not None
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        outline.itemClicked.emit(first.child(0), 0)
    assert desk.pages.spot is not None
    assert desk.pages.spot.page == 3


def test_small_pictures_are_fetched_only_for_the_pages_in_view(opened: tuple[MainWindow, Desk], qtbot: QtBot):
    window, desk = opened
    side = window.viewer.side
    assert side.small.count() == 12
    with qtbot.waitSignal(side.pictures_wanted, timeout=WAIT) as wanted:
        side.setCurrentWidget(side.small)
    assert wanted.args is not None
    assert 1 in wanted.args[0]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        side.small.itemClicked.emit(side.small.item(4))
    assert side.small.currentRow() == 4
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_document_without_pictures_and_headings_leaves_the_side_quiet(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.picture_fails = no_picture()
    desk = window.desk
    assert desk is not None
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        desk.pages.open(Spot(desk.session.documents[0].sha256, 1))
    with qtbot.waitSignal(window.viewer.side.pictures_wanted, timeout=WAIT):
        window.viewer.bar.side.setChecked(True)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert not window.viewer.side.isTabVisible(0)
    assert window.notices.notices() == []

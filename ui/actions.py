"""Every action of the window: its words, its shortcut and what it does, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.theme import Mode
from ui.views.menus import Entry, Item, fill_menu

if TYPE_CHECKING:  # the window imports this module
    from ui.main_window import MainWindow


def fill_menu_bar(window: MainWindow) -> None:
    """Give the window its menus."""
    bar = window.menuBar()
    fill_menu(bar, _tr("&File"), _file(window))
    fill_menu(bar, _tr("&Edit"), _edit(window))
    fill_menu(bar, _tr("&View"), _view(window))
    fill_menu(bar, _tr("&Go"), _go(window))
    fill_menu(bar, _tr("&Help"), (Entry(_tr("&About Haversack"), window.show_about),))


def _file(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(_tr("Add &files…"), window.choose_files, QKeySequence.StandardKey.Open),
        Entry(_tr("Add f&older…"), window.choose_folder, "Ctrl+Shift+O"),
        Entry(_tr("Add the &sample documents"), lambda: window.with_desk(lambda desk: desk.add_samples())),
        None,
        Entry(_tr("&New library…"), window.library.chooser.ask_name, "Ctrl+Shift+N"),
        Entry(_tr("Se&ttings…"), window.show_settings, "Ctrl+,"),
        None,
        Entry(_tr("&Quit"), window.close, "Ctrl+Q"),
    )


def _edit(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(
            _tr("&Copy answer with citations"),
            lambda: window.with_desk(lambda desk: desk.asking.copy_last()),
            "Ctrl+Shift+C",
        ),
        None,
        Entry(
            _tr("&Summarise selected documents"),
            lambda: window.with_desk(lambda desk: desk.summarise_selected()),
            "Ctrl+M",
        ),
        Entry(
            _tr("&How the selected document was read"),
            lambda: window.with_desk(lambda desk: desk.show_ledger()),
            "Ctrl+I",
        ),
        Entry(
            _tr("&Remove selected documents…"),
            lambda: window.with_desk(lambda desk: desk.remove_selected()),
            QKeySequence.StandardKey.Delete,
        ),
    )


def _view(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(_tr("Colours of the s&ystem"), lambda: window.set_mode(Mode.SYSTEM)),
        Entry(_tr("&Light colours"), lambda: window.set_mode(Mode.LIGHT)),
        Entry(_tr("&Dark colours"), lambda: window.set_mode(Mode.DARK)),
        None,
        Entry(_tr("&Outline and pages"), window.viewer.bar.side.toggle, "F9"),
        Entry(_tr("Zoom &in"), lambda: window.viewer.zoom(1.25), QKeySequence.StandardKey.ZoomIn),
        Entry(_tr("Zoom &out"), lambda: window.viewer.zoom(1 / 1.25), QKeySequence.StandardKey.ZoomOut),
        Entry(_tr("&Fit the page to the width"), window.viewer.fit, "Ctrl+0"),
    )


def _go(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(_tr("&Question field"), window.go_to_question, "Ctrl+L"),
        Entry(_tr("&Documents"), window.library.tree.setFocus, "Ctrl+D"),
        Entry(_tr("&Filter documents"), window.library.filter.setFocus, "Ctrl+Shift+D"),
        Entry(_tr("S&earch field"), window.go_to_search, "Ctrl+Shift+F"),
        Entry(_tr("Co&mmand…"), window.show_commands, "Ctrl+K"),
        None,
        Entry(_tr("&Conversation"), lambda: window.tabs.setCurrentWidget(window.conversation), "Ctrl+1"),
        Entry(_tr("&Summaries"), lambda: window.tabs.setCurrentWidget(window.summaries), "Ctrl+2"),
        Entry(_tr("Sea&rch"), lambda: window.tabs.setCurrentWidget(window.search), "Ctrl+3"),
        None,
        Entry(
            _tr("F&ind in the document"),
            lambda: window.with_desk(lambda desk: desk.finding.begin()),
            QKeySequence.StandardKey.Find,
        ),
        Entry(_tr("Next ci&tation"), lambda: window.with_desk(lambda desk: desk.citations.step(1)), "F8"),
        Entry(_tr("Previous citati&on"), lambda: window.with_desk(lambda desk: desk.citations.step(-1)), "Shift+F8"),
        Entry(_tr("&Next page"), lambda: window.with_desk(lambda desk: desk.pages.turn(1)), "Ctrl+PgDown"),
        Entry(_tr("&Previous page"), lambda: window.with_desk(lambda desk: desk.pages.turn(-1)), "Ctrl+PgUp"),
        None,
        Entry(_tr("S&top the answer"), window.escape, "Esc"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menu", text)

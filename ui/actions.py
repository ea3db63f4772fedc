"""Every action of the window: its words, its shortcut and what it does, in one table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from ui.look import Mode
from ui.views.document_filter import order_names
from ui.views.menus import Entry, Item, Submenu, fill_menu
from ui.wording import tr

if TYPE_CHECKING:  # the window imports this module
    from ui.main_window import MainWindow


def fill_menus(window: MainWindow) -> None:
    """Give the window's menus their entries."""
    entries = (_file(window), _edit(window), _view(window), _go(window), _help(window))
    for menu, items in zip(window.menus, entries, strict=True):
        fill_menu(menu, items)


def _help(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(tr("&Proof that the program is offline…"), window.dialogs.show_proof, "Ctrl+Shift+P"),
        Entry(tr("&Self-test…"), window.dialogs.show_self_test, "Ctrl+Alt+T"),
        Entry(tr("&Commands and keys…"), window.dialogs.show_commands, "F1"),
        Entry(tr("Crash &reports…"), window.dialogs.show_reports, "Shift+F1"),
        None,
        Entry(tr("&About Haversack"), window.dialogs.show_about, "Ctrl+F1"),
    )


def _file(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(tr("Add &files…"), window.dialogs.choose_files, QKeySequence.StandardKey.Open),
        Entry(tr("Add f&older…"), window.dialogs.choose_folder, "Ctrl+Shift+O"),
        Entry(tr("Recent &documents…"), window.dialogs.show_recent, "Ctrl+R"),
        Entry(
            tr("Add the &sample documents"), lambda: window.with_desk(lambda desk: desk.add_samples()), "Ctrl+Shift+S"
        ),
        Entry(tr("Follo&w a folder…"), window.dialogs.choose_followed, "Ctrl+Shift+W"),
        Entry(tr("Followe&d folders…"), window.dialogs.show_followed, "Ctrl+Alt+W"),
        Entry(tr("&Pause adding, or go on"), window.queue.toggle_pause, "Ctrl+Shift+R"),
        Entry(tr("Files of the &last adding…"), window.dialogs.show_files, "Ctrl+Shift+L"),
        Entry(tr("&Import a model…"), window.dialogs.choose_model, "Ctrl+Shift+I", "model_import"),
        None,
        Entry(tr("New con&versation"), window.conversation.bar.new.click, "Ctrl+Shift+T"),
        Entry(tr("All &conversations…"), window.conversation.bar.all.click, "Ctrl+H"),
        Entry(tr("&Export the conversation…"), window.dialogs.choose_export, "Ctrl+E", "export"),
        None,
        Entry(tr("&New library…"), window.library.chooser.ask_name, "Ctrl+Shift+N"),
        Entry(tr("Sea&l this library…"), lambda: window.with_desk(lambda desk: desk.sealing.ask_seal()), "Ctrl+Alt+K"),
        Entry(tr("Loc&k this library"), lambda: window.with_desk(lambda desk: desk.sealing.lock()), "Ctrl+Shift+K"),
        Entry(tr("&Markings of this library…"), window.dialogs.show_terms, "Ctrl+Alt+R"),
        Entry(tr("A&udit log…"), window.dialogs.show_audit, "Ctrl+Alt+A"),
        Entry(tr("Se&ttings…"), window.dialogs.show_settings, "Ctrl+,"),
        None,
        Entry(tr("&Quit"), window.close, "Ctrl+Q"),
    )


def _edit(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(
            tr("&Copy with citations"),
            lambda: window.with_desk(lambda desk: desk.copy()),
            "Ctrl+Shift+C",
        ),
        None,
        Entry(
            tr("&Summarise selected documents"),
            lambda: window.with_desk(lambda desk: desk.summarise_selected()),
            "Ctrl+M",
        ),
        Entry(tr("Fill a &brief from selected documents…"), window.go_to_brief, "Ctrl+B"),
        Entry(
            tr("&How the selected document was read"),
            lambda: window.with_desk(lambda desk: desk.show_ledger()),
            "Ctrl+I",
        ),
        Entry(tr("&Tags of the selected documents…"), window.library.edit_tags, "Ctrl+T"),
        Entry(tr("Mar&king of the selected documents…"), window.library.edit_marking, "Ctrl+Shift+M"),
        Entry(
            tr("Marking&s to confirm…"),
            lambda: window.with_desk(lambda desk: desk.marking.show_proposals()),
            "Ctrl+Alt+M",
        ),
        Entry(tr("&Note on this page"), window.write_note, "Ctrl+N"),
        Entry(
            tr("&Remove selected documents…"),
            lambda: window.with_desk(lambda desk: desk.remove_selected()),
            QKeySequence.StandardKey.Delete,
        ),
    )


def _view(window: MainWindow) -> tuple[Item, ...]:
    colours = (
        Entry(tr("Colours of the s&ystem"), lambda: window.set_mode(Mode.SYSTEM), "Ctrl+Alt+Y"),
        Entry(tr("&Light colours"), lambda: window.set_mode(Mode.LIGHT), "Ctrl+Alt+L"),
        Entry(tr("&Dark colours"), lambda: window.set_mode(Mode.DARK), "Ctrl+Alt+D"),
    )
    orders = tuple(
        Entry(text, partial(window.library.set_order, order), f"Ctrl+Alt+{number}")
        for number, (order, text) in enumerate(order_names().items(), 1)
    )
    return (
        Submenu(tr("&Colours"), colours),
        Submenu(tr("&Sort documents"), orders),
        None,
        Entry(tr("&Outline and pages"), window.viewer.bar.side.toggle, "F9"),
        Entry(tr("Zoom &in"), lambda: window.viewer.zoom(1.25), QKeySequence.StandardKey.ZoomIn),
        Entry(tr("Zoom &out"), lambda: window.viewer.zoom(1 / 1.25), QKeySequence.StandardKey.ZoomOut),
        Entry(tr("&Fit the page to the width"), window.viewer.fit, "Ctrl+0"),
    )


def _begin(window: MainWindow) -> None:
    """Begin a conversation with the cursor where its first question is typed."""
    window.conversation.bar.new_wanted.emit()
    window.go_to_question()


def _tabs(window: MainWindow) -> tuple[Item, ...]:
    return tuple(
        Entry(name, partial(window.tabs.setCurrentWidget, view), f"Ctrl+{number}")
        for number, (view, name) in enumerate(zip(window.tab_views(), window.tab_names(), strict=True), 1)
    )


def _go(window: MainWindow) -> tuple[Item, ...]:
    return (
        Entry(tr("&Question field"), window.go_to_question, "Ctrl+L"),
        Entry(tr("&Documents"), window.library.go_to_documents, "Ctrl+D"),
        Entry(tr("&Filter documents"), window.library.filter.setFocus, "Ctrl+Shift+D"),
        Entry(tr("S&earch field"), window.go_to_search, "Ctrl+Shift+F"),
        Entry(tr("Co&mmand…"), window.dialogs.show_commands, "Ctrl+K"),
        None,
        *_tabs(window),
        Entry(tr("Ne&w conversation"), lambda: _begin(window), "Ctrl+Alt+N"),
        Entry(tr("&All conversations…"), window.conversation.bar.all_wanted.emit, "Ctrl+Alt+O"),
        Entry(tr("&Limit the question or the search…"), window.limit, "Ctrl+Alt+F"),
        None,
        Entry(
            tr("F&ind in the document"),
            lambda: window.with_desk(lambda desk: desk.finding.begin()),
            QKeySequence.StandardKey.Find,
        ),
        Entry(tr("Next ci&tation"), lambda: window.with_desk(lambda desk: desk.citations.step(1)), "F8"),
        Entry(tr("Previous citati&on"), lambda: window.with_desk(lambda desk: desk.citations.step(-1)), "Shift+F8"),
        Entry(tr("&Next page"), lambda: window.with_desk(lambda desk: desk.pages.turn(1)), "Ctrl+PgDown"),
        Entry(tr("&Previous page"), lambda: window.with_desk(lambda desk: desk.pages.turn(-1)), "Ctrl+PgUp"),
        None,
        Entry(tr("S&top the answer"), window.escape, "Esc"),
    )

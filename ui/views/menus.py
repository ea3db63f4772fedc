"""The menu bar: every action of the window with its words and its shortcut, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

Shortcut = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class Entry:
    """One action.

    Attributes:
        text: With an ampersand before its letter.
        run: What it does.
        shortcut: A standard key, a sequence such as `Ctrl+L`, or None.
    """

    text: str
    run: Callable[[], object]
    shortcut: Shortcut = None


Item = Entry | None
"""An entry, or None for a line between groups."""


def fill_menu(bar: QMenuBar, title: str, items: tuple[Item, ...]) -> QMenu:
    """Add a menu."""
    menu = bar.addMenu(title)
    for item in items:
        if item is None:
            menu.addSeparator()
        else:
            menu.addAction(_action(menu, item))
    return menu


def _action(menu: QMenu, entry: Entry) -> QAction:
    action = QAction(entry.text, menu)
    if entry.shortcut is not None:
        action.setShortcut(QKeySequence(entry.shortcut))
    action.triggered.connect(lambda _checked=False: entry.run())
    return action

"""What a menu is made of: actions with their words and shortcuts, lines between them, menus within."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Shortcut = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class Entry:
    """One action.

    Attributes:
        text: With an ampersand before its letter.
        run: What it does.
        shortcut: A standard key, a sequence such as `Ctrl+L`, or None.
        feature: What an administrator can turn off, as in `assistant.guard.policy.Feature`; "" for nothing.
    """

    text: str
    run: Callable[[], object]
    shortcut: Shortcut = None
    feature: str = ""


@dataclass(frozen=True)
class Submenu:
    """Some actions behind one word."""

    text: str
    items: tuple[Item, ...]


Item = Entry | Submenu | None
"""An entry, a menu of its own, or None for a line between groups."""


def fill_menu(menu: QMenu, items: tuple[Item, ...]) -> None:
    """Put entries into a menu."""
    for item in items:
        if item is None:
            menu.addSeparator()
        elif isinstance(item, Submenu):
            fill_menu(menu.addMenu(item.text), item.items)
        else:
            menu.addAction(_action(menu, item))


def _action(menu: QMenu, entry: Entry) -> QAction:
    action = QAction(entry.text, menu)
    if entry.shortcut is not None:
        action.setShortcut(QKeySequence(entry.shortcut))
    action.setProperty("feature", entry.feature)
    action.triggered.connect(lambda _checked=False: entry.run())
    return action

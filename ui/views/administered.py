"""Controls that the administrator of the machine has turned off: they say so themselves."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from ui import wording
from ui.wording import tr


def administered(control: QAbstractButton | QAction) -> bool:
    """Whether the administrator has turned a control off."""
    return bool(control.property("administered"))


def administer(control: QAbstractButton | QAction, sentence: str) -> None:
    """Turn a button or an action off, and say by whom in its own words; the rest of the sentence is its tooltip."""
    if administered(control):
        return
    words = tr("%1 (set by your administrator)", control.text().replace("&", "").removesuffix("…"))
    control.setProperty("administered", True)
    control.setText(wording.on_button(words))
    control.setToolTip(wording.tooltip(sentence))
    control.setEnabled(False)
    if isinstance(control, QAbstractButton):
        control.setAccessibleName(words)
        control.setAccessibleDescription(sentence)

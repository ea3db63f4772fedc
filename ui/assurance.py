"""What the window opens for whoever has to answer for its use: dialogs that show what works and what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.wording import tr

if TYPE_CHECKING:  # the window imports what imports this
    from ui.main_window import MainWindow


def show_self_test(window: MainWindow) -> None:
    """Try out every part of the installation before the user's eyes."""
    from ui.views.self_test import SelfTestView  # noqa: PLC0415 - not needed to paint

    view = SelfTestView(window.theme, window)
    view.save_wanted.connect(lambda: _choose_self_test(window))
    window.with_desk(lambda desk: desk.self_test.show_in(view))
    view.open()


def _choose_self_test(window: MainWindow) -> None:
    """Let the user choose where what the self-test found is saved."""
    name, _kind = QFileDialog.getSaveFileName(
        window, tr("Save the self-test"), "self-test.txt", f"{tr('Text')} (*.txt)"
    )
    if name:
        window.with_desk(lambda desk: desk.self_test.save(Path(name)))

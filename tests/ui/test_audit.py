"""Every state of the window, light and dark, mirrored and with long words, at 100 and 200 %: nothing cut off or faint.

At 200 % the smallest window is audited, in a process of its own, because Qt reads the scale once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.audit import faults
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.states import STATES
from ui.look import Look, Mode
from ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


class Longer(QTranslator):
    """A language whose sentences are half as long again, as German or Finnish may be."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _number: int = -1) -> str:
        words = ["also", "und", "nach", "dem", "über", "ein", "weiteres", "so", "wie", "es", "war"]
        more = " ".join(words[: max(1, round(len(source) / 12))])
        return f"{source} {more}" if source.strip() else source


SCALED = "QT_SCALE_FACTOR" in os.environ
LARGE = 1.15 if SCALED else 1.5
"""Size of text, in which tabs and fields may shorten what they say by themselves."""
PATIENCE = 120
"""Seconds for the second process."""


def size(window: MainWindow) -> tuple[int, int]:
    return (window.minimumWidth(), window.minimumHeight()) if SCALED else (1280, 800)


class Flashes(QObject):
    """Notes widgets that are shown before they have a place: each is a window of its own for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QMainWindow | QDialog | QMenu):
            self.seen.append(f"{type(watched).__name__} “{watched.objectName()}”")
        return False


def lay_out(qapp: QApplication) -> None:
    """Let layouts within layouts find their places: each needs a turn of the event loop."""
    for _turn in range(5):
        qapp.processEvents()


def leave(window: MainWindow, qtbot: QtBot) -> None:
    """Close what a state has opened, and stop what it has started."""
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.jobs.cancel_all()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_whole_in_light_and_in_dark_mirrored_and_with_large_text(
    make_window: MakeWindow, qapp: QApplication, qtbot: QtBot, name: str
):
    documents, state = STATES[name]
    window, workspace = make_window(documents)
    window.resize(*size(window))
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    audited = state(window, workspace, qtbot)
    lay_out(qapp)
    qapp.removeEventFilter(flashes)
    found = [f"flashes up as a window: {each}" for each in flashes.seen]
    found += [f"light: {each}" for each in faults(audited, foreign=SCALED)]
    window.theme.set_look(Look(Mode.DARK, LARGE))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    lay_out(qapp)
    found += [f"dark, right to left, large: {each}" for each in faults(audited, foreign=True)]
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    leave(window, qtbot)
    assert not found, "\n".join(found)


@pytest.mark.skipif(SCALED, reason="the smallest window may shorten words of another language")
@pytest.mark.parametrize("name", STATES)
def test_a_state_is_whole_with_words_half_as_long_again(
    make_window: MakeWindow, qapp: QApplication, qtbot: QtBot, name: str
):
    words = Longer()
    qapp.installTranslator(words)
    documents, state = STATES[name]
    window, workspace = make_window(documents)
    window.resize(*size(window))
    audited = state(window, workspace, qtbot)
    lay_out(qapp)
    found = faults(audited, foreign=True)
    qapp.removeTranslator(words)
    leave(window, qtbot)
    assert not found, "\n".join(found)


@pytest.mark.skipif(SCALED, reason="this is the process that audits at 200 %")
def test_every_state_is_whole_at_200_percent_in_the_smallest_window():
    scaled = os.environ | {"QT_SCALE_FACTOR": "2"}
    audit = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(Path(__file__))]
    done = subprocess.run(audit, env=scaled, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout

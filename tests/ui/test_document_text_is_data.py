from __future__ import annotations

import ast
import ctypes
import os
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from assistant.answers.model import ClaimStatus
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.payloads import payloads
from tests.ui.scripted import answer, claim, evidence, record
from ui.main_window import MainWindow

QUESTION = "How often are the bearings greased?"
ROOT = Path(__file__).resolve().parent.parent.parent
RICH = {
    "QTextBrowser", "QWebEngineView", "QDesktopServices", "setHtml", "setMarkdown", "insertHtml", "appendHtml",
    "openUrl", "loadResource",
}  # fmt: skip


class Trap:
    """A file and a port that tell whether anybody came."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "marker.png"
        self.file.write_bytes(b"not a picture")
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.address = f"127.0.0.1:{self._server.getsockname()[1]}"
        self._watch = self._watch_opens()

    def came(self) -> tuple[int, int]:
        """Return how often the file was opened and the port connected to since the last call."""
        return self._opens(), self._connections()

    def close(self) -> None:
        self._server.close()
        os.close(self._watch)

    def _watch_opens(self) -> int:
        in_open, nonblocking = 0x20, 0x800
        libc = ctypes.CDLL(None, use_errno=True)
        watch: int = libc.inotify_init1(nonblocking)
        assert libc.inotify_add_watch(watch, os.fsencode(self.file), in_open) >= 0
        return watch

    def _opens(self) -> int:
        size_of_event = 16
        try:
            return len(os.read(self._watch, 1 << 16)) // size_of_event
        except BlockingIOError:
            return 0

    def _connections(self) -> int:
        try:
            self._server.accept()[0].close()
        except BlockingIOError:
            return 0
        return 1


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    if sys.platform != "linux":
        pytest.skip("opens are watched by inotify")
    made = Trap(tmp_path)
    yield made
    made.close()


def test_nothing_in_a_document_is_opened_by_showing_it(
    make_window: MakeWindow, qtbot: QtBot, trap: Trap, figure: Callable[[str], None]
):
    texts = payloads(str(trap.file), trap.address)
    document = record("manual.pdf", title=next(iter(texts.values())))
    window, workspace = make_window((document,))
    assert window.desk is not None
    claims = tuple(claim(document, text, ClaimStatus.SUPPORTED) for text in texts.values())
    passages = tuple(replace(evidence(document), text=text, title=text) for text in texts.values())
    workspace.answers[QUESTION] = answer(
        QUESTION, document, claims=claims, evidence=passages, notices=tuple(texts.values())
    )
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        window.desk.asking.ask(QUESTION)
    window.grab()
    _show_as_pages(window, texts.values())
    opens, connects = trap.came()
    figure(f"{len(texts)} payloads shown as claim, evidence, notice and page: {opens} opens, {connects} connects")
    assert len(texts) >= 60
    assert (opens, connects) == (0, 0)
    assert _guessed_as_markup(window) == []


def _show_as_pages(window: MainWindow, texts: Iterable[str]) -> None:
    """Show each text as a page that has no picture."""
    for text in texts:
        window.viewer.show_text(text, 0, len(text), has_picture=False)
        window.viewer.grab()


def _guessed_as_markup(window: QWidget) -> list[str]:
    """Labels and tooltips that Qt would take for rich text although nobody said that they are."""
    labels = [
        label.text() for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and "<" in label.text()
    ]  # fmt: skip
    tips = [widget.toolTip() for widget in window.findChildren(QWidget)]
    return labels + [tip for tip in tips if "<" in tip and not tip.startswith("<qt>")]


def test_the_trap_tells_when_somebody_comes(trap: Trap, qtbot: QtBot):
    assert trap.came() == (0, 0)
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.setHtml(f'<img src="file://{trap.file}">')
    browser.show()
    qtbot.waitExposed(browser)
    browser.grab()
    with socket.create_connection(trap.address.split(":")):  # type: ignore[arg-type]
        opens, connects = trap.came()
    assert opens > 0, "the control must be seen"
    assert connects == 1


@pytest.mark.parametrize("path", sorted((ROOT / "ui").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_has_no_part_that_loads_what_a_text_names(path: Path):
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names |= {node.id for node in nodes if isinstance(node, ast.Name)}
    assert not names & RICH

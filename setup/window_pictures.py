"""Draws the window's states at the scale that the environment sets; started by `setup.screenshots`."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QPushButton

from assistant.guard.isolation import Wall, enter
from ui.app import Application, make_application
from ui.controllers.desk import Desk
from ui.theme import Mode

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
JOURNEY = Path(__file__).parent / "samples" / "questions.toml"
SIZE = (1280, 800)
PATIENCE = 600
"""Longest wait for a step, in seconds: the starter model runs on the processor."""
COLOURS = 255
"""Colours kept in a picture, so that none weighs more than 300 kB."""


def draw() -> int:
    """Go through the journey, drawing each state; return the exit code."""
    isolation = enter()
    make_application()
    application = Application(Path(os.environ["HAVERSACK_HOME"]))
    if isolation.wall is Wall.KERNEL:
        application.window.status.show_network(kernel=True, sentence=isolation.sentence)
    application.start([])
    try:
        Journey(application, os.environ["QT_SCALE_FACTOR"]).run()
    finally:
        QTimer.singleShot(0, application.window.close)
        wait(application.window.closed)
        application.stop()
    return 0


class Journey:
    """The window on its way from the first start to a cited answer."""

    def __init__(self, application: Application, scale: str) -> None:
        self._window = application.window
        self._scale = scale
        self._window.theme.set_mode(Mode.LIGHT)
        self._window.resize(*SIZE)

    def run(self) -> None:
        """Draw every state."""
        questions = tomllib.loads(JOURNEY.read_text(encoding="utf-8"))["questions"]
        desk = self._open()
        self._add_samples(desk)
        self._ask(desk, questions[1]["question"])
        self._shoot("refusal")
        self._ask(desk, questions[0]["question"])
        self._open_citation(desk)
        self._shoot("window")
        self._window.theme.set_mode(Mode.DARK)
        self._shoot("dark")
        self._window.theme.set_mode(Mode.LIGHT)
        self._summarise(desk)

    def _open(self) -> Desk:
        while self._window.desk is None:
            pause(50)
        wait(self._window.desk.session.documents_changed)
        if not self._window.desk.session.documents:
            self._shoot("welcome")
        return self._window.desk

    def _add_samples(self, desk: Desk) -> None:
        if desk.session.documents:
            return
        desk.add_samples()
        wait(desk.ingest.ready)
        wait(desk.session.documents_changed)
        self._shoot("indexing")
        wait(self._window.jobs.idle)

    def _ask(self, desk: Desk, question: str) -> None:
        desk.asking.ask(question)
        wait(desk.asking.answered)

    def _open_citation(self, desk: Desk) -> None:
        pause(300)
        newest = self._window.conversation.turns()[-1]
        chip = next(each for each in newest.findChildren(QPushButton) if each.property("role") == "chip")
        QTimer.singleShot(0, chip.click)
        wait(desk.pages.page_shown)

    def _summarise(self, desk: Desk) -> None:
        document = min(desk.session.documents, key=lambda each: each.pages)
        desk.summaries.summarise(document)
        wait(self._window.jobs.idle)
        self._shoot("summary")

    def _shoot(self, name: str) -> None:
        """Save what the window shows as a picture of few colours."""
        pause(500)
        suffix = "" if self._scale == "1" else f"@{self._scale}x"
        path = FOLDER / f"{name}{suffix}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._window.grab().save(str(path))
        with Image.open(path) as drawn:
            few = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)


def wait(signal: SignalInstance) -> None:
    """Go on once a signal comes. Raises TimeoutError when it doesn't."""
    loop = QEventLoop()
    signal.connect(lambda *_: loop.exit(0))
    QTimer.singleShot(PATIENCE * 1000, loop, lambda: loop.exit(1))
    if loop.exec():
        raise TimeoutError


def pause(milliseconds: int) -> None:
    """Let the window lay itself out and paint."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(draw())

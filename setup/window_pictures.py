"""Draws the window's states at the scale that the environment sets; started by `setup.screenshots`."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QRect, Qt, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QPushButton

from assistant.answers.model import Answer, ClaimStatus
from assistant.guard.isolation import Wall, enter
from ui import wording
from ui.app import Application, make_application
from ui.controllers.desk import Desk
from ui.look import Mode
from ui.views.brief_form import Wish
from ui.views.brief_page import BriefPage

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
JOURNEY = Path(__file__).parent / "samples" / "questions.toml"
SIZE = (1280, 800)
PATIENCE = 600
"""Longest wait for a step, in seconds: the starter model runs on the processor."""
SIMPLER = ("How much oil does the bearing frame hold?", "What oil does the bearing frame hold?")
"""Asked where the starter model strays from the pages over the first question."""
NOTE = "Asked the works: the same oil serves in summer and winter."
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
        self._ask_for_answer(desk, [questions[0]["question"], *SIMPLER])
        self._shoot("conversation")
        self._open_citation(desk)
        self._shoot("citation")
        self._window.theme.set_mode(Mode.DARK)
        self._shoot("dark")
        self._turn_round()
        self._show_side(desk)
        self._search()
        self._show_dialogs(desk)
        self._summarise(desk)
        self._fill_brief(desk)

    def _open(self) -> Desk:
        while self._window.desk is None:
            pause(50)
            if self._window.furnished and self._window.notices.notices():
                raise RuntimeError(self._window.notices.notices()[0].text)
        self._rest()
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
        self._rest()
        self._label(desk)
        self._shoot("empty")

    def _label(self, desk: Desk) -> None:
        """Give the documents some tags, and one a note."""
        for document in desk.session.documents:
            tags = ("pump",) if document.kind == "pdf" else ("supply",)
            desk.tags.change([document], tags, ())
        manual = max(desk.session.documents, key=lambda each: each.pages)
        desk.session.workspace.library(desk.session.library_name).labels.write(manual.sha256, NOTE, 9)
        self._rest()
        desk.session.refresh()
        self._rest()

    def _rest(self) -> None:
        """Wait until nothing runs, nor is about to: what one job brings may start the next."""
        pause(300)
        while self._window.jobs.running:
            wait(self._window.jobs.idle)
            pause(300)

    def _ask_for_answer(self, desk: Desk, questions: Sequence[str]) -> None:
        """Ask until every sentence shown as found stands word for word on its page: nothing else is published."""
        for question in questions:
            desk.asking.talks.begin()
            if _stands(desk, self._ask(desk, question)):
                return
        message = "The starter model wrote a sentence that is shown as found and isn't: look at it first."
        raise ValueError(message)

    @staticmethod
    def _ask(desk: Desk, question: str) -> Answer:
        answers: list[Answer] = []
        desk.asking.answered.connect(answers.append)
        desk.asking.ask(question)
        wait(desk.asking.answered)
        return answers[-1]

    def _open_citation(self, desk: Desk) -> None:
        pause(300)
        newest = self._window.conversation.turns()[-1]
        chip = next(each for each in newest.findChildren(QPushButton) if each.property("role") == "chip")
        QTimer.singleShot(0, chip.click)
        wait(desk.pages.page_shown)
        if not self._window.viewer.picture.has_picture:
            message = "The cited page came without its picture."
            raise ValueError(message)

    def _turn_round(self) -> None:
        """Draw the window as it is for languages that are written from the right."""
        self._window.tabs.setCurrentWidget(self._window.conversation)
        self._set_direction(Qt.LayoutDirection.RightToLeft)
        self._shoot("right-to-left")
        self._set_direction(Qt.LayoutDirection.LeftToRight)

    def _set_direction(self, direction: Qt.LayoutDirection) -> None:
        QGuiApplication.setLayoutDirection(direction)
        self._window.theme.set_mode(Mode.LIGHT)

    def _show_side(self, desk: Desk) -> None:
        side = self._window.viewer.side
        self._window.viewer.bar.side.setChecked(True)
        side.setCurrentWidget(side.small)
        desk.finding.begin()
        self._window.viewer.find_bar.field.setText("bearing oil")
        wait(desk.pages.page_shown)
        self._rest()
        self._shoot("reading")
        self._window.viewer.find_bar.close_bar()
        self._window.viewer.bar.side.setChecked(False)

    def _search(self) -> None:
        self._window.go_to_search()
        self._window.search.field.setText("spare parts for the seal")
        self._rest()
        self._shoot("search")

    def _show_dialogs(self, desk: Desk) -> None:
        self._window.dialogs.show_settings()
        self._rest()
        self._shoot_over("settings")
        longest = max(desk.session.documents, key=lambda each: each.pages)
        desk.pages.show_ledger(longest)
        self._rest()
        self._shoot_over("ledger")

    def _shoot_over(self, name: str) -> None:
        """Draw the dialog that is open over the window, then close it."""
        dialog = [each for each in self._window.findChildren(QDialog) if each.isVisible()][-1]
        pause(300)
        drawn, above = self._window.grab(), dialog.grab()
        corner = self._window.rect().center() - dialog.rect().center()
        painter = QPainter(drawn)
        painter.drawPixmap(corner, above)
        painter.setPen(self._window.theme.colour("edge"))
        painter.drawRect(QRect(corner, dialog.size()))
        painter.end()
        dialog.close()
        self._save(drawn, name)

    def _fill_brief(self, desk: Desk) -> None:
        """Draw a trend brief of the report, in its own words, and the board of its signals."""
        report = next(each for each in desk.session.documents if each.kind == "docx")
        self._window.tabs.setCurrentWidget(self._window.briefs)
        desk.briefs.fill(Wish("trend-brief", (report.sha256,), "", extractive=True))
        self._rest()
        page = self._window.briefs.findChildren(BriefPage)[0]
        chip = next(each for each in page.findChildren(QPushButton) if each.property("role") == "chip")
        QTimer.singleShot(0, chip.click)
        wait(desk.pages.page_shown)
        self._shoot("brief")
        self._window.tabs.setCurrentWidget(self._window.signals)
        self._shoot("signals")

    def _summarise(self, desk: Desk) -> None:
        document = min(desk.session.documents, key=lambda each: each.pages)
        desk.summaries.summarise(document)
        self._rest()
        self._shoot("summary")

    def _shoot(self, name: str) -> None:
        """Draw what the window shows."""
        pause(500)
        self._save(self._window.grab(), name)

    def _save(self, drawn: QPixmap, name: str) -> None:
        """Save a picture, with few colours."""
        suffix = "" if self._scale == "1" else f"@{self._scale}x"
        path = FOLDER / f"{name}{suffix}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn.save(str(path))
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)


def _stands(desk: Desk, answer: Answer) -> bool:
    """Whether every sentence shown as found stands on one of its pages, word for word."""
    library = desk.session.workspace.library(desk.session.library_name)
    for claim in (each for each in answer.claims if each.status is ClaimStatus.SUPPORTED):
        pages = [library.page(citation.document, citation.page).text for citation in claim.citations]
        words = wording.flat(claim.text).rstrip(".")
        if not any(words in wording.flat(page) for page in pages):
            return False
    return True


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

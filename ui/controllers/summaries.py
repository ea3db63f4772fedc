"""Summaries: key sentences at once, the model's summary by itself for a few documents and on a click for many."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from assistant.briefs.facts.model import Facts
from assistant.briefs.model import KeySentencesReady, PartWritten, Summary
from assistant.briefs.summary import Length
from assistant.guard.policy import Feature
from assistant.jobs import Progress
from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.policy import hold
from ui.controllers.session import Session, on_success
from ui.jobs import Lane, Task
from ui.views.notice import NoticeStack, Tone
from ui.views.summaries import Summaries
from ui.views.summary_card import SummaryCard

WRITTEN_BY_ITSELF = 3
"""Up to so many new documents are summarised without a click."""
MOST_CARDS = 24
"""So many cards are made without a click."""


class SummaryController(QObject):
    """Fills the summaries tab."""

    shown = Signal()
    """A card was asked for and stands in view."""

    def __init__(self, session: Session, summaries: Summaries, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._summaries = summaries
        self._writing: dict[str, Task] = {}
        self._tasks: defaultdict[str, list[Task]] = defaultdict(list)
        self._waiting: dict[str, bool] = {}
        self._known: deque[tuple[DocumentRecord, bool]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._begin_next)
        session.library_opened.connect(self._forget)
        session.documents_changed.connect(self._documents_changed)

    def welcome(self, hashes: Sequence[str], files: int) -> None:
        """Give new documents, of so many files added together, their cards as soon as they are known."""
        room = MOST_CARDS - len(self._summaries.cards()) - len(self._waiting) - len(self._known)
        self._waiting |= dict.fromkeys(hashes[: max(0, room)], files <= WRITTEN_BY_ITSELF)

    def summarise(self, document: DocumentRecord) -> None:
        """Show a document's card and have its summary written."""
        card = self._card(document)
        self._summaries.show_card(document.sha256)
        self.shown.emit()
        self._write(card)

    def summary_of(self, sha256: str) -> Summary | None:
        """Return the finished summary of a document, None where none was written in this session."""
        return next((card.summary for card in self._summaries.cards() if card.document.sha256 == sha256), None)

    def export(self, card: SummaryCard, path: Path) -> None:
        """Write a summary with the document's facts, in the format that the file's name tells."""
        summary, name = card.summary, self._session.library_name
        if summary is not None:
            task = self._session.jobs.call(
                lambda: self._session.workspace.writing.export_summary(summary, path, library=name),
                title=self.tr("Export"),
            )
            on_success(task, self._exported, self._session, path)

    def _choose_export(self, card: SummaryCard) -> None:
        name, _kind = QFileDialog.getSaveFileName(card, self.tr("Export the summary"), "", wording.document_kinds())
        if name:
            self.export(card, Path(name))

    def _exported(self, path: Path, _nothing: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The summary was saved as %1."), str(path)))

    def _documents_changed(self, documents: Sequence[DocumentRecord]) -> None:
        known = {document.sha256 for document in documents}
        for gone in [card for card in self._summaries.cards() if card.document.sha256 not in known]:
            self._abandon(gone.document.sha256)
            self._summaries.remove(gone.document.sha256)
        self._known = deque(each for each in self._known if each[0].sha256 in known)
        for document in documents if self._waiting else ():
            if document.sha256 in self._waiting:
                self._known.append((document, self._waiting.pop(document.sha256)))
        if self._known:
            self._turn.start()
        else:
            self._turn.stop()

    def _begin_next(self) -> None:
        """Make the card of one new document; the next has its turn when the window has seen to everything else."""
        document, write = self._known.popleft()
        card = self._card(document)
        if write:
            self._write(card)
        if self._known:
            self._turn.start()

    def _card(self, document: DocumentRecord) -> SummaryCard:
        known = document.sha256 in {card.document.sha256 for card in self._summaries.cards()}
        card = self._summaries.card(document)
        if not known:
            card.write_wanted.connect(partial(self._write, card))
            card.stop_wanted.connect(partial(self._stop, card))
            hold(self._session, Feature.EXPORT, card.export)
            card.export_wanted.connect(partial(self._choose_export, card))
            self._fetch_facts(card)
            self._fetch_estimate(card)
        return card

    def _fetch_facts(self, card: SummaryCard) -> None:
        sha256, name = card.document.sha256, self._session.library_name
        task = self._session.jobs.call(
            lambda: self._session.workspace.writing.facts(sha256, library=name), lane=Lane.BACKGROUND
        )
        self._tasks[sha256].append(on_success(task, self._show_facts, self._session, card))

    @staticmethod
    def _show_facts(card: SummaryCard, facts: Facts) -> None:
        card.show_facts(facts)
        card.show_keys(facts.key_sentences)

    def _fetch_estimate(self, card: SummaryCard) -> None:
        sha256, name = card.document.sha256, self._session.library_name
        task = self._session.jobs.call(
            lambda: self._session.workspace.writing.estimate_summary_seconds(sha256, library=name), lane=Lane.BACKGROUND
        )
        self._tasks[sha256].append(task)
        task.finished.connect(card.show_offer)
        task.failed.connect(partial(self._failed, card))

    def _write(self, card: SummaryCard) -> None:
        sha256, name = card.document.sha256, self._session.library_name
        length = Length(card.length.currentData())
        if sha256 in self._writing:
            return
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.writing.summarise(sha256, cancel, library=name, length=length),
            lane=Lane.WRITING,
            title=wording.fill(self.tr("Summary of %1"), wording.one_line(card.document.title, 60)),
        )
        self._writing[sha256] = task
        task.progressed.connect(partial(self._progress, card))
        task.finished.connect(partial(self._written, card))
        task.failed.connect(partial(self._failed, card))
        task.cancelled.connect(partial(card.show_idle, self.tr("Stopped.")))
        task.ended.connect(partial(self._writing.pop, sha256, None))
        card.show_waiting()

    def _progress(self, card: SummaryCard, step: Progress) -> None:
        match step:
            case KeySentencesReady():
                card.show_keys(step.key_sentences)
            case PartWritten():
                card.show_sentences(step.sentences)
                card.show_progress(step)
            case _:
                card.show_progress(step)

    def _written(self, card: SummaryCard, summary: Summary) -> None:
        card.show_summary(summary)

    def _failed(self, card: SummaryCard, error: Exception) -> None:
        self._session.show_failure(card.show_problem, error)

    def _stop(self, card: SummaryCard) -> None:
        task = self._writing.get(card.document.sha256)
        if task is not None:
            task.cancel()

    def _abandon(self, sha256: str) -> None:
        writing = self._writing.get(sha256)
        for task in [*self._tasks.pop(sha256, []), *([writing] if writing else [])]:
            task.abandon()

    def _forget(self) -> None:
        for card in self._summaries.cards():
            self._abandon(card.document.sha256)
        self._waiting.clear()
        self._known.clear()
        self._turn.stop()
        self._summaries.clear()

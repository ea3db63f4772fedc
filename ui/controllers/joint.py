"""Several documents beside each other: those that are selected, or came in one drop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from assistant.briefs.joint.model import Together
from assistant.briefs.model import Summary
from assistant.guard.policy import Feature
from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.policy import hold
from ui.controllers.session import Session, on_success
from ui.jobs import Lane, Task
from ui.theme import Theme
from ui.views.joint_card import JointCard
from ui.views.notice import NoticeStack, Tone
from ui.views.summaries import Summaries

BY_ITSELF = 3
"""Up to so many new documents are compared without a click."""
MOST_OFFERED = 24
"""More documents that came together are compared only where they are selected for it."""
_FEWEST = 2

Documents = tuple[str, ...]


class JointController(QObject):
    """Compares documents, and shows what was found above their summaries.

    Args:
        session: The open library.
        summaries: The tab.
        notices: Where it is said that something was saved.
        theme: Colours.
        summary_of: Returns the finished summary of a document (SHA-256), None where there is none yet.
    """

    def __init__(
        self,
        session: Session,
        summaries: Summaries,
        notices: NoticeStack,
        theme: Theme,
        summary_of: Callable[[str], Summary | None],
    ) -> None:
        super().__init__(session)
        self._session = session
        self._summaries = summaries
        self._notices = notices
        self._theme = theme
        self._summary_of = summary_of
        self._cards: dict[Documents, JointCard] = {}
        self._tasks: dict[Documents, Task] = {}
        self._arrived: list[Documents] = []
        session.library_opened.connect(self._forget)
        session.documents_changed.connect(self._documents_changed)

    def welcome(self, hashes: Sequence[str]) -> None:
        """Offer to compare documents that came together, unless they are too many, as soon as they are known."""
        if _FEWEST <= len(hashes) <= MOST_OFFERED:
            self._arrived.append(tuple(hashes))

    def compare(self, documents: Sequence[DocumentRecord]) -> None:
        """Compare documents and show what is found."""
        if len(documents) >= _FEWEST:
            self._run(self._card(documents))

    def export(self, card: JointCard, path: Path) -> None:
        """Write summaries and comparison, in the format that the file's name tells."""
        if card.joint is not None:
            written = (self._summary_of(document) for document in card.joint.documents)
            together = Together(tuple(summary for summary in written if summary is not None), card.joint)
            name = self._session.library_name
            task = self._session.jobs.call(
                lambda: self._session.workspace.writing.export_together(together, path, library=name),
                title=self.tr("Export"),
            )
            on_success(task, self._exported, self._session, path)

    def _card(self, documents: Sequence[DocumentRecord]) -> JointCard:
        key = tuple(document.sha256 for document in documents)
        if key not in self._cards:
            card = JointCard(self._theme, documents)
            card.opened.connect(self._summaries.opened)
            card.compare_wanted.connect(partial(self._run, card))
            card.stop_wanted.connect(partial(self._stop, key))
            hold(self._session, Feature.EXPORT, card.export)
            card.export_wanted.connect(partial(self._choose_export, card))
            self._cards[key] = card
        self._summaries.put_first(self._cards[key])
        return self._cards[key]

    def _run(self, card: JointCard) -> None:
        key, name = tuple(document.sha256 for document in card.documents), self._session.library_name
        if key in self._tasks or card.joint is not None:
            return
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.writing.compare(key, cancel, library=name),
            lane=Lane.BACKGROUND,
            title=wording.fill(self.tr("Comparing %1"), wording.documents(len(key))),
        )
        self._tasks[key] = task
        task.progressed.connect(card.show_progress)
        task.finished.connect(card.show_joint)
        task.failed.connect(partial(self._session.show_failure, card.show_problem))
        task.cancelled.connect(partial(card.show_idle, self.tr("Stopped.")))
        task.ended.connect(partial(self._tasks.pop, key, None))
        card.show_waiting()

    def _stop(self, key: Documents) -> None:
        if key in self._tasks:
            self._tasks[key].cancel()

    def _choose_export(self, card: JointCard) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            card, self.tr("Export the joint summary"), "", wording.document_kinds()
        )
        if name:
            self.export(card, Path(name))

    def _exported(self, path: Path, _nothing: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The joint summary was saved as %1."), str(path)))

    def _documents_changed(self, documents: Sequence[DocumentRecord]) -> None:
        known = {document.sha256: document for document in documents}
        for key in [key for key in self._cards if not known.keys() >= set(key)]:
            self._take_away(key)
        for hashes in [hashes for hashes in self._arrived if known.keys() >= set(hashes)]:
            self._arrived.remove(hashes)
            card = self._card([known[sha256] for sha256 in hashes])
            if len(hashes) <= BY_ITSELF:
                self._run(card)

    def _take_away(self, key: Documents) -> None:
        if key in self._tasks:
            self._tasks[key].abandon()
        self._summaries.take_away(self._cards.pop(key))

    def _forget(self) -> None:
        for task in self._tasks.values():
            task.abandon()
        self._cards.clear()
        self._arrived.clear()

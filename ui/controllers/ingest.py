"""Adding documents: sort what came, read it in the background, say what became of each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from assistant.jobs import Progress
from assistant.library.adding.board import Adding
from assistant.library.records import AddReport, FailedFile
from ui import drops, wording
from ui.controllers.session import Session
from ui.jobs import Lane, Task
from ui.views.notice import NoticeStack, Tone
from ui.views.password import ask_password
from ui.wording import tr

REASONS_SHOWN = 6
"""At most so many files are named in one message."""


class IngestController(QObject):
    """Turns drops and choices into `add` jobs, one after the other."""

    added = Signal(object)
    """The SHA-256 of each document that one drop or choice has brought, once all are read."""
    ready = Signal(object, int)
    """The hashes of documents that have become searchable in the open library, and of how many files they are."""

    reported = Signal(object)
    """The `AddReport` of an adding that has ended."""
    list_wanted = Signal()
    """What became of each file is to be shown."""

    def __init__(self, session: Session, notices: NoticeStack, home: Path) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._home = home
        self._told: set[FailedFile] = set()

    def add_mime(self, data: QMimeData) -> None:
        """Add what was dropped."""
        self._add(drops.of_mime(data, self._home))

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add what was chosen or given on the command line."""
        self._add(drops.of_paths(paths, self._home))

    def add_own(self, path: Path) -> None:
        """Add a file that the program itself wrote into its data folder."""
        self._read([path], {})

    def _add(self, dropped: drops.Dropped) -> None:
        if dropped.refused:
            self._say_refused(dropped.refused)
        if dropped.paths:
            self._read(dropped.paths, {})

    def take_over(self, folders: Sequence[Path]) -> Task:
        """Add what has changed in followed folders; only what goes wrong for the first time is said."""
        title = wording.fill(self.tr("Looking at %1"), ", ".join(wording.file_name(str(folder)) for folder in folders))
        task = self._start(folders, {}, title)
        task.finished.connect(self._taken_over)
        return task

    def _read(self, paths: Sequence[Path], passwords: Mapping[Path, str], *, remember: bool = False) -> None:
        name = self._session.library_name
        task = self._start(paths, passwords, self._title(paths), remember=remember)
        task.progressed.connect(partial(self._welcome, name))
        task.finished.connect(self._reported)
        task.cancelled.connect(partial(self._cancelled, task))

    def _start(
        self, paths: Sequence[Path], passwords: Mapping[Path, str], title: str, *, remember: bool = False
    ) -> Task:
        name = self._session.library_name
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.reading.add(
                paths, cancel, library=name, passwords=passwords, remember=remember
            ),
            lane=Lane.INGEST,
            title=title,
            pausable=True,
        )
        task.progressed.connect(partial(self._refresh, name))
        task.failed.connect(self._session.report)
        task.ended.connect(self._session.refresh)
        return task

    def _title(self, paths: Sequence[Path]) -> str:
        if len(paths) == 1:
            return wording.fill(self.tr("Adding %1"), wording.file_name(str(paths[0])))
        return wording.fill(self.tr("Adding %1 files and folders"), wording.number(len(paths)))

    def _refresh(self, library: str, step: Progress) -> None:
        if isinstance(step, Adding) and step.ready and library == self._session.library_name:
            self._session.refresh_soon()

    def _welcome(self, library: str, step: Progress) -> None:
        if isinstance(step, Adding) and step.ready and library == self._session.library_name:
            self.ready.emit(step.ready, step.total or 0)

    def _reported(self, report: AddReport) -> None:
        self.reported.emit(report)
        self.added.emit([each.document for each in report.added])
        if report.failed:
            self._say_failed(report.failed)
        if report.unchanged and not report.added and not report.failed:
            self._notices.say(Tone.INFO, self.tr("These files are already in the library; nothing has changed."))
        if not (report.added or report.unchanged or report.failed):
            self._notices.say(Tone.WARN, self.tr("There was nothing to read: no file of a known kind."))

    def _taken_over(self, report: AddReport) -> None:
        if report.added or report.failed:
            self.reported.emit(report)
        fresh = [each for each in report.failed if each not in self._told]
        if fresh:
            self._told.update(fresh)
            self._say_failed(fresh)

    def _cancelled(self, task: Task) -> None:
        text = wording.fill(self.tr("Stopped: %1. What had been read stays in the library."), task.title)
        self._notices.say(Tone.INFO, text)

    def _say_refused(self, refused: Sequence[drops.Refusal]) -> None:
        lines = [f"{each.what}: {each.reason}" if each.what else each.reason for each in refused]
        self._notices.say(Tone.WARN, _listed(self.tr("Not added:"), lines))

    def _say_failed(self, failed: Sequence[FailedFile]) -> None:
        locked = [each for each in failed if each.code in {"password-needed", "password-wrong"}]
        others = [each for each in failed if each not in locked]
        if others:
            lines = [f"{wording.file_name(each.path)}: {each.message}" for each in others]
            heading = self.tr("One file could not be read:")
            if len(others) > 1:
                heading = wording.fill(self.tr("%1 files could not be read:"), wording.number(len(others)))
            notice = self._notices.say(Tone.BAD, _listed(heading, lines))
            notice.add_action(self.tr("All files…"), self.list_wanted.emit)
        for each in locked:
            self._ask_password(each)

    def _ask_password(self, failed: FailedFile) -> None:
        path = Path(failed.path)

        def unlock(password: str, remember: bool) -> None:
            self._read([path], {path: password}, remember=remember)

        ask_password(self._notices, wording.file_name(failed.path), failed.message, unlock)


def _listed(heading: str, lines: Sequence[str]) -> str:
    shown = [wording.one_line(line, 300) for line in lines[:REASONS_SHOWN]]
    if len(lines) > REASONS_SHOWN:
        shown.append(tr("and %1 more", wording.number(len(lines) - REASONS_SHOWN)))
    return "\n".join([heading, *shown])

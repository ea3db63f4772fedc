"""The one door for errors: a sentence where the world is at fault, a crash report where the program is."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from assistant.errors import LicenceError, UsageError, WorldError
from ui import wording


class ErrorDoor(QObject):
    """Turns exceptions into finished sentences, and keeps a report of those that are the program's own fault.

    A report holds the kinds of the exceptions and the places in the program, never their messages: those may quote
    a document.
    """

    surprised = Signal(str)
    """A sentence about an exception that nothing expected."""

    def __init__(self, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs = logs

    def sentence(self, error: BaseException) -> str:
        """Return what the user is told of an error; writes a crash report unless the world is at fault."""
        if isinstance(error, LicenceError):
            text = self.tr("%1 is used for the first time: read its terms above, and accept them first.")
            return wording.fill(text, error.model)
        if isinstance(error, WorldError | UsageError):
            return error.message
        if isinstance(error, OSError) and error.strerror:
            return wording.fill(self.tr("The system refused it: %1 (%2)."), error.strerror, str(error.filename or ""))
        return self._own_fault(self.report(error))

    def code(self, error: BaseException) -> str:
        """Return the stable code of an error, `program-error` for our own."""
        return error.code if isinstance(error, WorldError | UsageError) else "program-error"

    def report(self, error: BaseException) -> Path:
        """Write a crash report and return its path."""
        from assistant.crashes import write_report  # noqa: PLC0415 - not needed where all goes well

        return write_report(self._logs, error)

    def reports(self) -> list[tuple[Path, str]]:
        """Return the crash reports and what stands in each, newest first; for a worker thread."""
        found = sorted(self._logs.glob("crash-*.txt"), reverse=True)
        return [(path, path.read_text(encoding="utf-8", errors="replace")) for path in found]

    def watch(self) -> None:
        """Catch what no other code catches, such as an exception in a Qt slot."""
        sys.excepthook = self._unexpected

    def unwatch(self) -> None:
        """Give the interpreter its own hook back."""
        sys.excepthook = sys.__excepthook__

    def _unexpected(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        self.surprised.emit(self.sentence(error))

    def _own_fault(self, report: Path) -> str:
        text = self.tr("Haversack made a mistake of its own. A report without any document text was written to %1.")
        return wording.fill(text, str(report))

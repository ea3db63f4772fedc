"""The one door for errors: a sentence where the world is at fault, a crash report where the program is."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from assistant.errors import UsageError, WorldError


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
        if isinstance(error, WorldError | UsageError):
            return error.message
        return self._own_fault(self.report(error))

    def code(self, error: BaseException) -> str:
        """Return the stable code of an error, `program-error` for our own."""
        return error.code if isinstance(error, WorldError | UsageError) else "program-error"

    def report(self, error: BaseException) -> Path:
        """Write a crash report and return its path."""
        self._logs.mkdir(parents=True, exist_ok=True)
        path = self._logs / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        path.write_text("\n".join(_places(error)) + "\n", encoding="utf-8")
        return path

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
        return self.tr(
            "Haversack made a mistake of its own. A report without any document text was written to %1."
        ).replace("%1", str(report))


def _places(error: BaseException) -> list[str]:
    """Return the chain of an exception, innermost cause first, as kinds and places."""
    cause = error.__cause__ or error.__context__
    lines = [*_places(cause), "led to:"] if cause is not None else []
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}", *places]

"""A log that is written down beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.jobs import CancelToken, Job, Progress
from assistant.library.audit.entries import GENESIS, Action, Entry
from assistant.library.audit.findings import Finding
from assistant.library.audit.verifying import Verdict

if TYPE_CHECKING:  # which imports this module
    from tests.ui.scripted import Gate


class ScriptedAuditing:
    """Tells the entries that a test puts into it.

    Attributes:
        fails: Raised by whatever is asked next, None where all goes well.
        findings: What the next check finds.
    """

    def __init__(self, gates: dict[str, Gate]) -> None:
        self.gates = gates
        self.log: list[Entry] = []
        self.findings: tuple[Finding, ...] = ()
        self.fails: Exception | None = None
        self.exported: list[Path] = []

    def note(self, action: Action, **subject: Any) -> Entry:
        last = (self.log[-1].sequence, self.log[-1].digest) if self.log else (0, GENESIS)
        entry = Entry.following(last, "2026-01-02T03:04:05.678+00:00", "mara@field-07", action, subject)
        self.log.append(entry)
        return entry

    def entries(self, _library: str = "default") -> list[Entry]:
        self._check()
        return list(self.log)

    def verify(self, cancel: CancelToken, *, library: str = "default") -> Job[Verdict]:
        self._check()
        yield Progress(unit="entries")
        if "verify" in self.gates:
            self.gates["verify"].pass_through(cancel)
        last = self.log[-1]
        return Verdict(len(self.log), self.log[0].sequence, last.sequence, last.digest, "", self.findings, ())

    def export(self, path: Path, *, library: str = "default") -> None:
        self._check()
        self.exported.append(path)
        self.note(Action.EXPORTED, kind="audit-log", file=path.name)

    def _check(self) -> None:
        if self.fails is not None:
            raise self.fails

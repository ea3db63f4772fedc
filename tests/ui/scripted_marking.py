"""Markings of documents in memory, read by the shipped schemes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UsageError, WorldError
from assistant.guard.markings.joining import allows, covers
from assistant.guard.markings.marking import banner, parse
from assistant.guard.markings.scheme import Scheme
from assistant.guard.markings.schemes import Schemes
from assistant.library.markings.marks import MarkingChange
from assistant.library.markings.rules import FolderRule
from assistant.library.records import DocumentRecord

if TYPE_CHECKING:
    from tests.ui.scripted import ScriptedLibrary, ScriptedSettings

SINCE = "2031-05-04T10:00:00+00:00"


class ScriptedMarking:
    """Marks what is on a shelf."""

    def __init__(self, home: Path, shelf: dict[str, ScriptedLibrary], settings: ScriptedSettings) -> None:
        self.schemes = Schemes(home / "markings")
        self._shelf = shelf
        self._settings = settings
        self.reasons: list[str] = []
        self.kept_rules: dict[str, FolderRule] = {}
        self.kept_ceiling = ""

    def scheme(self) -> Scheme:
        return self.schemes.get(self._settings.marking_scheme)

    def use_scheme(self, name: str) -> Scheme:
        self._settings.change(marking_scheme=name)
        return self.scheme()

    def mark(self, library: str, documents: Sequence[str], marking: str, reason: str = "") -> list[MarkingChange]:
        scheme = self.scheme()
        wanted = parse(scheme, marking)
        changes = []
        for sha256 in documents:
            record = self._shelf[library].document(sha256)
            lowered = not covers(scheme, wanted, parse(scheme, record.marking))
            if lowered and not reason:
                raise UsageError("reason-needed", "Give a reason.")
            if self.kept_ceiling and not allows(scheme, parse(scheme, self.kept_ceiling), wanted):
                raise WorldError("above-ceiling", f"This library keeps nothing above {self.kept_ceiling}.")
            changes.append(MarkingChange(sha256, record.title, record.marking, marking, lowered, reason))
        self.reasons.append(reason)
        for change in changes:
            record = self._shelf[library].document(change.subject)
            self._keep(library, replace(record, marking=banner(scheme, wanted), marking_source="hand"))
        return changes

    def confirm(self, library: str, documents: Sequence[str]) -> list[MarkingChange]:
        for sha256 in documents:
            self._keep(library, self._shelf[library].document(sha256))
        return []

    def rules(self, _library: str = "default") -> list[FolderRule]:
        return list(self.kept_rules.values())

    def set_rule(self, _library: str, folder: Path, marking: str, reason: str = "") -> list[MarkingChange]:
        before = self.kept_rules.pop(str(folder), None)
        if before and not marking and not reason:
            self.kept_rules[str(folder)] = before
            raise UsageError("reason-needed", "Give a reason.")
        if marking:
            self.kept_rules[str(folder)] = FolderRule(str(folder), marking, SINCE)
        return []

    def ceiling(self, _library: str = "default") -> str:
        return self.kept_ceiling

    def set_ceiling(self, _library: str, marking: str, reason: str = "") -> MarkingChange:
        if self.kept_ceiling and not reason:
            raise UsageError("reason-needed", f"The ceiling is {self.kept_ceiling} now: give a reason for changing it.")
        before, self.kept_ceiling = self.kept_ceiling, marking
        return MarkingChange("ceiling", "ceiling", before, marking, reason=reason)

    def _keep(self, library: str, record: DocumentRecord) -> None:
        self._shelf[library].kept[record.sha256] = replace(record, marking_proposed=False)

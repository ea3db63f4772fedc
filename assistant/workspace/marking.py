"""What the workspace does with markings: schemes, the marks of documents, folders' rules and ceilings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from assistant.errors import WorldError
from assistant.guard.markings.scheme import Scheme
from assistant.guard.markings.schemes import FOLDER, Schemes
from assistant.jobs import CancelToken, Job
from assistant.library.markings.marks import MarkingChange
from assistant.library.markings.rereading import Reread, read_again
from assistant.library.markings.rules import FolderRule
from assistant.library.records import DocumentRecord
from assistant.settings import SettingsFile
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Marking:
    """Marks what is in libraries; thread-safe. Each call that changes a marking returns what it changed.

    Args:
        home: Holds an organisation's own schemes in `markings/`.
        shelf: The libraries.
        settings: Say which scheme is in force, where the machine's policy leaves the choice.

    Attributes:
        schemes: Those that there are to choose from.
    """

    def __init__(self, home: Path, shelf: Shelf, settings: SettingsFile) -> None:
        self.schemes = Schemes(home / FOLDER)
        self._shelf = shelf
        self._settings = settings
        shelf.scheme = self.scheme

    @property
    def scheme_is_set(self) -> bool:
        """Whether the administrator of the machine has set the scheme."""
        return bool(self._shelf.policy.rules.marking_scheme)

    def scheme(self) -> Scheme:
        """Return the scheme in force: the administrator's own ones lie beside the policy, in `markings/`.

        Raises:
            WorldError: `unknown-scheme` or `bad-scheme`.
        """
        policy = self._shelf.policy
        if self.scheme_is_set and policy.path is not None:
            return Schemes(policy.path.parent / FOLDER).get(policy.rules.marking_scheme)
        return self.schemes.get(policy.rules.marking_scheme or self._settings.current.marking_scheme)

    def use_scheme(self, name: str) -> Scheme:
        """Take another scheme, by which the stored words are read from now on.

        Raises:
            WorldError: `unknown-scheme`, `bad-scheme`, or `set-by-administrator`.
        """
        if self.scheme_is_set:
            sentence = f"Set by your administrator: markings are those of “{self.scheme().title}”."
            raise WorldError("set-by-administrator", sentence)
        scheme = self.schemes.get(name)
        self._settings.change(marking_scheme=name)
        return scheme

    def of(self, documents: Collection[str], *others: str, library: str = DEFAULT_LIBRARY) -> str:
        """Return the marking of what is made of documents, by SHA-256, and of what is marked already; "" for none."""
        return self._shelf.library(library).markings.of(documents, *others)

    def mark(self, library: str, documents: Sequence[str], marking: str, reason: str = "") -> list[MarkingChange]:
        """Mark documents by hand; raises as `library.markings.markings.Markings.mark`."""
        return self._shelf.library(library).markings.mark(documents, marking, reason)

    def read_again(self, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[Reread]:
        """Propose what documents bear that came before there were markings, or under another scheme."""
        return read_again(self._shelf.library(library), cancel)

    def proposals(self, library: str = DEFAULT_LIBRARY) -> list[DocumentRecord]:
        """Return the documents whose marking nobody has confirmed yet; it counts all the same."""
        return [record for record in self._shelf.library(library).documents() if record.marking_proposed]

    def confirm(self, library: str, documents: Sequence[str]) -> list[MarkingChange]:
        """Confirm the proposed markings of documents; raises as `library.markings.markings.Markings.confirm`."""
        return self._shelf.library(library).markings.confirm(documents)

    def rules(self, library: str = DEFAULT_LIBRARY) -> list[FolderRule]:
        """Return the folders whose documents are marked as they come in."""
        return self._shelf.library(library).terms.rules()

    def set_rule(self, library: str, folder: Path, marking: str, reason: str = "") -> list[MarkingChange]:
        """Have the documents of a folder marked, "" to do so no longer; raises as `library.markings.terms.Terms`."""
        return self._shelf.library(library).terms.set_rule(folder, marking, reason)

    def ceiling(self, library: str = DEFAULT_LIBRARY) -> str:
        """Return the marking above which a library keeps nothing, "" for none."""
        return self._shelf.library(library).terms.ceiling()

    def set_ceiling(self, library: str, marking: str, reason: str = "") -> MarkingChange:
        """Set that marking, "" for none; raises as `library.markings.terms.Terms.set_ceiling`."""
        return self._shelf.library(library).terms.set_ceiling(marking, reason)

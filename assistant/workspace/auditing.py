"""What the workspace does with the logs of libraries: begin them, show, check and write them to a file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.exports.audit_log import check_log_kind, read_digests, write_log
from assistant.jobs import CancelToken, Job, finish
from assistant.library.audit.entries import Action, Entry
from assistant.library.audit.failed_unlocks import log_failed
from assistant.library.audit.verifying import Verdict, compared
from assistant.library.library import Library
from assistant.library.records import LibraryInfo
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Auditing:
    """Keeps the logs of libraries; thread-safe.

    Args:
        shelf: The libraries; each that is opened is logged from then on.
        opened_by: Tells what opened a sealed library, such as `key store`.
    """

    def __init__(self, shelf: Shelf, opened_by: Callable[[LibraryInfo], str]) -> None:
        self._shelf = shelf
        self._opened_by = opened_by
        shelf.begin = self._begin

    def entries(self, library: str = DEFAULT_LIBRARY) -> list[Entry]:
        """Return the entries of a library's log, oldest first."""
        return self._shelf.library(library).audit.entries()

    def verify(
        self,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        known: Collection[str] = (),
        against: Path | None = None,
    ) -> Job[Verdict]:
        """Look for every change and every gap in a library's log, yielding the entries done.

        Args:
            cancel: Stops it.
            library: Its name.
            known: Public keys of other installations, in hexadecimal, that are known to have written to it.
            against: An earlier export of it as JSON, which must be a part of it.

        Raises:
            WorldError: `unreadable-file` or `not-a-log`.
        """
        noted = read_digests(against) if against else {}
        log = self._shelf.library(library).audit
        verdict = yield from log.verify(cancel, known)
        return compared(verdict, {entry.sequence: entry.digest for entry in log.entries()}, noted)

    def export(self, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write a log to a `.csv` or `.json` file, and log that; a policy that forbids exports does not forbid this.

        Raises:
            UsageError: `unknown-format`.
            WorldError: `cannot-write`.
        """
        check_log_kind(path)
        log = self._shelf.library(library).audit
        log.record(Action.EXPORTED, kind="audit-log", file=path.name)
        write_log(log.entries(), finish(log.verify(CancelToken())), path)

    @property
    def fingerprint(self) -> str:
        """What a person compares of the key that signs the logs."""
        return self._shelf.signer().fingerprint

    def _begin(self, info: LibraryInfo, library: Library) -> None:
        """Log that a library is opened, before anybody uses it."""
        log = library.audit
        if log.empty:
            log.record(Action.CREATED, library=library.id, documents=library.coverage().documents)
        if library.sealed:
            log.record(Action.UNLOCKED, by=self._opened_by(info))
        else:
            log.record(Action.OPENED)
        log_failed(log, library.folder)
        self._follow_policy(library)

    def _follow_policy(self, library: Library) -> None:
        """Log a policy that is new to a library, and cut off entries that are older than it lets them be."""
        log, policy = library.audit, self._shelf.policy
        seen = log.last_subject(Action.POLICY_SEEN)
        if policy.digest != (seen.get("digest") if seen else ""):
            told = policy.rules.model_dump(mode="json") if policy.path else {}
            log.record(Action.POLICY_SEEN, digest=policy.digest, fault=policy.fault, rules=told)
        if policy.rules.log_retention_days is not None:
            log.cut(datetime.now(UTC) - timedelta(days=policy.rules.log_retention_days))

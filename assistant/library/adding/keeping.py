"""The library's side of adding: what becomes visible, what leaves, and what is told of it."""

from __future__ import annotations

from collections.abc import Collection

from assistant.errors import WorldError
from assistant.guard.markings.marking import Marking
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.run import Run
from assistant.library.adding.staging import Staged
from assistant.library.audit.entries import Action
from assistant.library.markings.admission import Admission
from assistant.library.markings.ceiling import ABOVE
from assistant.library.markings.inside import HOW
from assistant.library.markings.marks import MarkingChange, mark_of
from assistant.library.records import FailedFile
from assistant.library.store.connection import Connection
from assistant.library.writing import Content, Gone, delete_document, set_failure, set_path, write_document

_OUR_DISK = {"disk-full", "disk-fault", "read-only"}
_PASSING = {"file-gone", "unreadable-file", "password-needed", "password-wrong", "file-changing"}


class Keeping:
    """Writes what was read, each document in one transaction, and tells the board.

    Args:
        run: The `add` that it is part of.
    """

    def __init__(self, run: Run) -> None:
        self._library = run.library
        self._board = run.board
        self._claims = run.claims
        self._admission = Admission(run.library.markings.scheme)

    def write(self, candidate: Candidate, staged: Staged, content: Content, gone: Gone) -> tuple[int, int]:
        """Make a document visible, in place of what its path led to before, in one transaction.

        Returns:
            Its row id and the id of its first passage.

        Raises:
            WorldError: `above-ceiling`; nothing of it is kept then.
        """
        borne = self._admission.read(content.pages)
        self._library.originals.keep(staged.file, staged.sha256, content.suffix)
        try:
            return self._written(candidate, staged, content, borne, gone)
        except WorldError as error:
            if error.code == ABOVE:
                self._drop(staged.sha256, content.suffix)
            raise

    def _written(
        self, candidate: Candidate, staged: Staged, content: Content, borne: Marking, gone: Gone
    ) -> tuple[int, int]:
        with self._library.changing(gone) as connection:
            present = known.document(connection, staged.sha256)
            before = _marking(connection, present)
            document, first = write_document(connection, content, gone)
            known.free_path(connection, candidate.raw, document, gone)
            set_path(connection, candidate.raw, document, candidate.container, staged.stamp)
            inner = self._admission.admit(connection, document, candidate, borne)
            if present is None:
                self._library.audit.write(connection, Action.ADDED, document=staged.sha256, pages=len(content.pages))
            self._log_marking(connection, document, staged.sha256, before)
            self._library.markings.log(connection, inner, HOW)
        return document, first

    def lead(self, candidate: Candidate, document: int, staged: Staged, gone: Gone) -> None:
        """Let a path lead to a document that is there already.

        Raises:
            WorldError: `above-ceiling`; nothing is changed then.
        """
        with self._library.changing(gone) as connection:
            before = _marking(connection, document)
            known.free_path(connection, candidate.raw, document, gone)
            set_path(connection, candidate.raw, document, candidate.container, staged.stamp)
            known.forget_vanished(connection, document, candidate.raw)
            inner = self._admission.admit(connection, document, candidate)
            self._log_marking(connection, document, staged.sha256, before)
            self._library.markings.log(connection, inner, HOW)
        self.unchanged(candidate)

    def unchanged(self, candidate: Candidate) -> None:
        """Say that a file is known, and repeat what could not be read inside it."""
        self._board.unchanged(candidate.shown)
        with self._library.store.reading() as connection:
            for failure in known.failures_at(connection, candidate.raw):
                self._board.failed(failure)

    def let_go(self, gone: Gone) -> None:
        """Let what has left the store leave the disk, but for contents that another reader has brought back."""
        if not (gone.passages or gone.originals):
            return
        with self._claims.holding(*(sha256 for sha256, _ in gone.originals)):
            with self._library.store.reading() as connection:
                left = [original for original in gone.originals if known.document(connection, original[0]) is None]
            self._library.let_go(Gone(gone.passages, left))

    def drop_vanished(self, outer: Candidate, present: Collection[bytes]) -> None:
        """Take the documents out that were inside another one and are not among the present paths any more."""
        with self._library.store.reading() as connection:
            if not known.has_members(connection, outer.raw):
                return  # as most files: the one write transaction is not waited for
        gone = Gone()
        with self._library.changing(gone) as connection:
            known.drop_members(connection, outer.raw, present, gone)
        self.let_go(gone)

    def drop_with_members(self, outer: Candidate) -> None:
        """Take a document and all that is inside it out of the library."""
        gone = Gone()
        with self._library.changing(gone) as connection:
            known.drop_members(connection, outer.raw, [], gone)
            known.drop_path(connection, outer.raw, gone)
        self._board.refused(outer.shown)
        self.let_go(gone)

    def fail(self, candidate: Candidate, sha256: str | None, error: WorldError) -> None:
        """Report what could not be read.

        Args:
            candidate: What it was.
            sha256: Of its content, by which the reason is kept unless it may pass; "" where only its place is known,
                None where the reason is not to be kept.
            error: The reason.

        Raises:
            WorldError: `error` itself, where the library's own disk is at fault.
        """
        if error.code in _OUR_DISK:
            raise error
        told = WorldError(error.code, paths.plain(error.message))
        self._board.failed(FailedFile(candidate.shown, told.code, told.message))
        if sha256 is not None and error.code not in _PASSING:
            with self._library.store.writing() as connection:
                set_failure(connection, candidate.raw, candidate.container, sha256, told)

    def _log_marking(self, connection: Connection, document: int, sha256: str, before: str) -> None:
        """Log that adding has marked a document otherwise than it was, "" for not at all."""
        after = _marking(connection, document)
        if after != before:
            change = MarkingChange(sha256, "", before, after)
            self._library.markings.log(connection, [change], "as it was added")

    def _drop(self, sha256: str, suffix: str) -> None:
        """Take a content out of the library, also where it was read at a glance before."""
        gone = Gone(originals=[(sha256, suffix)])
        with self._library.changing(gone) as connection:
            document = known.document(connection, sha256)
            if document is not None:
                delete_document(connection, document, gone)
        self._library.let_go(gone)


def _marking(connection: Connection, document: int | None) -> str:
    mark = None if document is None else mark_of(connection, document)
    return mark.marking if mark else ""

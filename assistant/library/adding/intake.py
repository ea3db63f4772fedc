"""The first half of adding: each file is copied, hashed, read and written, and found by words from then on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.held import DocumentFile
from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.guard.markings.marking import Marking
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.content import ContentReader
from assistant.library.adding.embedding import Ahead, Unembedded
from assistant.library.adding.run import Run
from assistant.library.adding.second_name import second_name
from assistant.library.adding.staging import Staged, look, same, stage, stage_bytes, untouched
from assistant.library.adding.unlocking import Unlocker
from assistant.library.audit.entries import Action
from assistant.library.markings.admission import Admission
from assistant.library.markings.ceiling import ABOVE
from assistant.library.records import AddedDocument, FailedFile
from assistant.library.writing import (
    Content,
    Gone,
    Stamp,
    delete_document,
    final_status,
    set_failure,
    set_path,
    write_document,
)

_DEEPEST = 4
_ONCE_MORE = {"reader-crashed", "reader-timeout", "out-of-memory", "damaged-file"}
"""What is only believed of a fresh reader: in one that has read much before, memory may be what a parser lacks."""
_YOUNG_NS = 30_000_000_000
_OUR_DISK = {"disk-full", "disk-fault", "read-only"}
_PASSING = {"file-gone", "unreadable-file", "password-needed", "password-wrong", "file-changing"}


@dataclass(frozen=True)
class _Written:
    """A document that is in the library.

    Attributes:
        candidate: What it was, with the password that opened it.
        content: What was written.
        document: Its row id.
        first: Id of its first passage.
        seconds: How long reading and writing took.
    """

    candidate: Candidate
    content: Content
    document: int
    first: int
    seconds: float

    def told(self) -> AddedDocument:
        """Return what is told of it."""
        pages, passages = len(self.content.pages), len(self.content.drafts)
        return AddedDocument(self.content.sha256, self.candidate.shown, pages, passages, self.seconds)


class Intake:
    """Takes files in, one at a time. Several may work on one `add`, each on a thread of its own.

    Attributes:
        again: Files that have to be tried once more, and what was known of them when they were copied.
        young: Files that had changed shortly before they were copied, so that they may still be growing.
        handed_on: Bytes of the documents whose vectors will follow.

    Args:
        run: What it shares with the others.
        reader: Reads the files; its own.
    """

    def __init__(self, run: Run, reader: Reader) -> None:
        self._run = run
        self._library = run.library
        self._board = run.board
        self._reader = reader
        self._contents = ContentReader(reader, run.library.embedder, run.board, run.stop)
        self._unlocker = Unlocker(reader, self._contents, run.keys, run.stop)
        self._admission = Admission(run.library.markings.scheme)
        self.again: list[tuple[Path, Stamp]] = []
        self.young: list[tuple[Path, Stamp]] = []
        self.handed_on = 0

    def take_afresh(self, file: Path) -> None:
        """Add a file with a reader that has read nothing before, for the last time; as `take` otherwise."""
        self._reader.close()
        self.take(file, last_try=True)

    def take(self, file: Path, *, last_try: bool = False) -> None:
        """Add a file with all documents inside it; what goes wrong with it is reported, not raised.

        A file that changed while it was copied, or that its reader failed on, is put on the list `again`
        instead of being reported, unless this is the `last_try`.

        Raises:
            Cancelled: Stopping was asked for.
            WorldError: The library itself cannot be written to.
        """
        raw = paths.raw(file)
        candidate = Candidate(raw, file.name, password=self._password(file), asked=raw in self._run.asked)
        self._board.reading(candidate.shown, 0)
        if not candidate.retried and self._is_untouched(file, raw):
            self._unchanged(candidate)
            return
        try:
            staged = stage(file, self._library.originals, self._run.stop)
        except WorldError as error:
            self._fail(candidate, None, error)
            return
        try:
            self._take_staged(candidate, staged, None if last_try else file)
        finally:
            self._library.originals.discard(staged.file)

    def _password(self, file: Path) -> str | None:
        given = (self._run.passwords.get(paths.raw(place)) for place in (file, *file.parents))
        return next((password for password in given if password is not None), None)

    def _is_untouched(self, file: Path, raw: bytes) -> bool:
        with self._library.store.reading() as connection:
            stamp = known.stamp(connection, raw)
        try:
            return stamp is not None and untouched(stamp, look(file))
        except OSError:
            return False  # opening it will tell why

    def _take_staged(self, candidate: Candidate, staged: Staged, again: Path | None) -> None:
        """Add a copied file; `again` is where to find it for another try."""
        try:
            if again is not None and not staged.whole:
                self.again.append((again, staged.stamp))
                return
            self._take_content(candidate, staged)
            if again is not None and staged.stamp.seen_ns - staged.stamp.modified_ns < _YOUNG_NS:
                self.young.append((again, staged.stamp))
        except WorldError as error:
            if again is not None and (error.code in _ONCE_MORE or _changed(again, staged)):
                self.again.append((again, staged.stamp))
            else:
                self._fail(candidate, staged.sha256, error)

    def _take_member(self, candidate: Candidate, staged: Staged) -> None:
        """Add a document that was inside another one, with another reader where the first one failed on it.

        Raises:
            WorldError: `above-ceiling`: what is around it holds its bytes, too, and must not be kept either.
        """
        try:
            try:
                self._take_content(candidate, staged)
            except WorldError as error:
                if error.code not in _ONCE_MORE:
                    raise
                self._reader.close()
                self._take_content(candidate, staged)
        except WorldError as error:
            self._fail(candidate, staged.sha256, error)
            if error.code == ABOVE:
                raise

    def _take_content(self, candidate: Candidate, staged: Staged) -> None:
        """Add a document and those inside it, unless its content is known."""
        gone = Gone()
        with self._run.claims.holding(staged.sha256):
            written = None if self._is_known(candidate, staged, gone) else self._read(candidate, staged, gone)
        self._let_go(gone)
        if written is not None:
            self._hand_on(written)
        elif candidate.retried:  # with a password, by which more of what is inside may open than before
            self._unlocker.try_password(candidate, staged)
            self._take_members(candidate, staged.sha256, staged.file)

    def _is_known(self, candidate: Candidate, staged: Staged, gone: Gone) -> bool:
        """Deal with content that was read, or could not be read, before."""
        with self._library.store.reading() as connection:
            document = known.document(connection, staged.sha256)
            failure = None if candidate.asked else known.failure(connection, staged.sha256)
            pending = document is not None and known.pending(connection, document)
        if pending and failure is None:
            return False  # its pictures are still to be recognised
        if document is not None:
            self._lead(candidate, document, staged, gone)
        if failure is not None and (document is None or pending):
            self._fail(candidate, staged.sha256, WorldError(*failure))
        return document is not None or failure is not None

    def _unchanged(self, candidate: Candidate) -> None:
        """Say that a file is known, and repeat what could not be read inside it."""
        self._board.unchanged(candidate.shown)
        with self._library.store.reading() as connection:
            for failure in known.failures_at(connection, candidate.raw):
                self._board.failed(failure)

    def _lead(self, candidate: Candidate, document: int, staged: Staged, gone: Gone) -> None:
        """Let a path lead to a document that is there already."""
        with self._library.changing(gone) as connection:
            known.free_path(connection, candidate.raw, document, gone)
            set_path(connection, candidate.raw, document, candidate.container, staged.stamp)
            known.forget_vanished(connection, document, candidate.raw)
            self._admission.admit(connection, document, candidate)
        self._unchanged(candidate)

    def _read(self, candidate: Candidate, staged: Staged, gone: Gone) -> _Written:
        """Read a document and make it visible, in place of what its path led to before, in one transaction."""
        started = time.monotonic()
        content, opened = self._unlocker.read(candidate, staged)
        if content.pending:
            content = self._read_rest(opened, staged, content, gone)
        document, first = self._write(candidate, staged, content, gone)
        return _Written(opened, content, document, first, time.monotonic() - started)

    def _read_rest(self, candidate: Candidate, staged: Staged, glanced: Content, gone: Gone) -> Content:
        """Read a document to its end, while what was read at a glance, if anything, can be found by its words."""
        if glanced.drafts:
            document, _ = self._write(candidate, second_name(staged), glanced, gone)
            self._board.glanced(staged.sha256)
            self._run.embedding.put_ahead(Ahead(document, self._contents.embedded_texts(glanced)))
        return self._contents.read(candidate, staged)

    def _write(self, candidate: Candidate, staged: Staged, content: Content, gone: Gone) -> tuple[int, int]:
        """Make a document visible, in place of what its path led to before, in one transaction.

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
            if known.document(connection, staged.sha256) is None:
                self._library.audit.write(connection, Action.ADDED, document=staged.sha256, pages=len(content.pages))
            document, first = write_document(connection, content, gone)
            known.free_path(connection, candidate.raw, document, gone)
            set_path(connection, candidate.raw, document, candidate.container, staged.stamp)
            self._admission.admit(connection, document, candidate, borne)
        return document, first

    def _drop(self, sha256: str, suffix: str) -> None:
        """Take a content out of the library, also where it was read at a glance before."""
        gone = Gone(originals=[(sha256, suffix)])
        with self._library.changing(gone) as connection:
            document = known.document(connection, sha256)
            if document is not None:
                delete_document(connection, document, gone)
        self._library.let_go(gone)

    def _let_go(self, gone: Gone) -> None:
        """Let what has left the store leave the disk, but for contents that another reader has brought back."""
        with self._run.claims.holding(*(sha256 for sha256, _ in gone.originals)):
            with self._library.store.reading() as connection:
                left = [original for original in gone.originals if known.document(connection, original[0]) is None]
            self._library.let_go(Gone(gone.passages, left))

    def _hand_on(self, written: _Written) -> None:
        """Tell of a document, have its vectors made, and take in what is inside it."""
        content = written.content
        self._board.readable(written.told())
        if content.drafts:
            self.handed_on += content.size
            texts = self._contents.embedded_texts(content)
            status = final_status(content.pages, len(content.drafts))
            self._run.embedding.put(Unembedded(written.document, written.first, texts, status, content.size))
        inside = self._library.originals.find(content.sha256, content.suffix) if content.head.attachments else None
        self._take_members(written.candidate, content.sha256, inside)

    def _take_members(self, outer: Candidate, sha256: str, file: DocumentFile | None) -> None:
        """Add the documents inside a document, and let go of those that are there no more.

        Args:
            outer: The document around them; a bad one inside costs only itself.
            sha256: Of its content.
            file: Its content, or None where nothing is inside.
        """
        present: list[bytes] = []
        try:
            for candidate, staged in self._members(outer, file) if file else ():
                present.append(candidate.raw)
                self._take_member(candidate, staged)
        except WorldError as error:
            if error.code == ABOVE:
                self._drop_with_members(outer)
                raise
            self._fail(outer, sha256, error)
            return
        gone = Gone()
        with self._library.changing(gone) as connection:
            known.drop_members(connection, outer.raw, present, gone)
        self._let_go(gone)

    def _drop_with_members(self, outer: Candidate) -> None:
        """Take a document and all that is inside it out of the library."""
        gone = Gone()
        with self._library.changing(gone) as connection:
            known.drop_members(connection, outer.raw, [], gone)
            known.drop_path(connection, outer.raw, gone)
        self._board.refused(outer.shown)
        self._let_go(gone)

    def _members(self, outer: Candidate, file: DocumentFile) -> Iterator[tuple[Candidate, Staged]]:
        """Write all documents inside a document to the disk, as the reader does one thing at a time; yield them."""
        if outer.depth >= _DEEPEST:
            raise WorldError("nested-too-deep", f"The documents inside “{outer.name}” are nested too deep to be read.")
        found: list[tuple[Candidate, Staged]] = []
        try:
            for member in self._reader.extract(file, self._run.stop, outer.password):
                if member.reason:
                    self._report_member(outer.member(member.name, member.name), member.reason)
                    continue
                staged = stage_bytes(member.data, member.name, self._library.originals)
                found.append((outer.member(member.name, staged.file.name), staged))
            yield from found
        finally:
            for _, staged in found:
                self._library.originals.discard(staged.file)

    def _report_member(self, candidate: Candidate, reason: str) -> None:
        """Say that a document inside another one could not be taken out."""
        self._fail(candidate, "", WorldError("unreadable-member", f"“{candidate.name}” was left out: {reason}"))

    def _fail(self, candidate: Candidate, sha256: str | None, error: WorldError) -> None:
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


def _changed(file: Path, staged: Staged) -> bool:
    """Whether a file is no longer what was copied."""
    try:
        return not same(staged.stamp, look(file))
    except OSError:
        return False

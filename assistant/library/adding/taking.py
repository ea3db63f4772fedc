"""Taking documents in: read, made visible, handed on for their vectors, and then what is inside them."""

from __future__ import annotations

import time
from dataclasses import dataclass

from assistant.documents.held import DocumentFile
from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.library.adding import known
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.content import ContentReader
from assistant.library.adding.keeping import Keeping
from assistant.library.adding.members import Members
from assistant.library.adding.run import Run
from assistant.library.adding.second_name import second_name
from assistant.library.adding.staging import Staged
from assistant.library.adding.unlocking import Unlocker
from assistant.library.adding.waiting import Ahead, Unembedded
from assistant.library.markings.ceiling import ABOVE
from assistant.library.records import AddedDocument
from assistant.library.writing import Content, Gone, final_status

ONCE_MORE = {"reader-crashed", "reader-timeout", "out-of-memory", "damaged-file"}
"""What is only believed of a fresh reader: in one that has read much before, memory may be what a parser lacks."""


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


class Taking:
    """Takes documents in, one at a time.

    Attributes:
        handed_on: Bytes of the documents whose vectors will follow.

    Args:
        run: The `add` that it is part of.
        reader: Reads them; used by nobody else.
        keeping: Writes them.
    """

    def __init__(self, run: Run, reader: Reader, keeping: Keeping) -> None:
        self._run = run
        self._library = run.library
        self._board = run.board
        self._reader = reader
        self._keeping = keeping
        self._contents = ContentReader(reader, run.library.embedder, run.board, run.stop)
        self._unlocker = Unlocker(reader, self._contents, run.keys, run.stop)
        self._members = Members(run, reader, keeping)
        self.handed_on = 0

    def take(self, candidate: Candidate, staged: Staged) -> None:
        """Add a document and those inside it, unless its content is known.

        Raises:
            WorldError: It cannot be read, or must not be kept (`above-ceiling`).
            Cancelled: Stopping was asked for.
        """
        gone = Gone()
        try:
            with self._run.claims.holding(staged.sha256):
                written = None if self._is_known(candidate, staged, gone) else self._read(candidate, staged, gone)
        finally:  # what was read at a glance is in the store, even where the rest cannot be read
            self._keeping.let_go(gone)
        if written is not None:
            self._hand_on(written)
        elif candidate.retried:  # with a password, by which more of what is inside may open than before
            self._unlocker.try_password(candidate, staged)
            self._take_members(candidate, staged.sha256, staged.file)

    def _take_member(self, candidate: Candidate, staged: Staged) -> None:
        """Add a document that was inside another one, with another reader where the first one failed on it.

        Raises:
            WorldError: `above-ceiling`: what is around it holds its bytes, too, and must not be kept either.
        """
        try:
            try:
                self.take(candidate, staged)
            except WorldError as error:
                if error.code not in ONCE_MORE:
                    raise
                self._reader.close()
                self.take(candidate, staged)
        except WorldError as error:
            self._keeping.fail(candidate, staged.sha256, error)
            if error.code == ABOVE:
                raise

    def _is_known(self, candidate: Candidate, staged: Staged, gone: Gone) -> bool:
        """Deal with content that was read, or could not be read, before."""
        with self._library.store.reading() as connection:
            document = known.document(connection, staged.sha256)
            failure = None if candidate.asked else known.failure(connection, staged.sha256)
            pending = document is not None and known.pending(connection, document)
        if pending and failure is None:
            return False  # its pictures are still to be recognised
        if document is not None:
            self._keeping.lead(candidate, document, staged, gone)
        if failure is not None and (document is None or pending):
            self._keeping.fail(candidate, staged.sha256, WorldError(*failure))
        return document is not None or failure is not None

    def _read(self, candidate: Candidate, staged: Staged, gone: Gone) -> _Written:
        """Read a document and make it visible, in place of what its path led to before, in one transaction."""
        started = time.monotonic()
        content, opened = self._unlocker.read(candidate, staged)
        if content.pending:
            content = self._read_rest(opened, staged, content, gone)
        document, first = self._keeping.write(candidate, staged, content, gone)
        return _Written(opened, content, document, first, time.monotonic() - started)

    def _read_rest(self, candidate: Candidate, staged: Staged, glanced: Content, gone: Gone) -> Content:
        """Read a document to its end, while what was read at a glance, if anything, can be found by its words."""
        if glanced.drafts:
            document, _ = self._keeping.write(candidate, second_name(staged), glanced, gone)
            self._board.glanced(staged.sha256)
            self._run.embedding.put_ahead(Ahead(document, self._contents.embedded_texts(glanced)))
        return self._contents.read(candidate, staged)

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
            for candidate, staged in self._members.inside(outer, file) if file else ():
                present.append(candidate.raw)
                self._take_member(candidate, staged)
        except WorldError as error:
            if error.code == ABOVE:
                self._keeping.drop_with_members(outer)
                raise
            self._keeping.fail(outer, sha256, error)
            return
        self._keeping.drop_vanished(outer, present)

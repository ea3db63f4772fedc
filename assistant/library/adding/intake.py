"""The first half of adding: each file is copied, hashed, read and written, and found by words from then on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.model import Head, Page
from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.board import Board
from assistant.library.adding.embedding import Embedding, Unembedded
from assistant.library.adding.staging import Staged, look, same, stage, stage_bytes, untouched
from assistant.library.adding.titles import title_of
from assistant.library.library import Library
from assistant.library.passages.cutting import Cutter, embedded_text
from assistant.library.passages.headers import SectionPaths
from assistant.library.records import AddedDocument, FailedFile
from assistant.library.writing import Content, final_status, insert_document, set_failure, set_path

_DEEPEST = 4
_ONCE_MORE = {"reader-crashed", "reader-timeout", "out-of-memory"}
_PASSING = {
    "file-gone",
    "unreadable-file",
    "disk-full",
    "disk-fault",
    "password-needed",
    "password-wrong",
    "file-changing",
}


@dataclass(frozen=True)
class Candidate:
    """A document that may have to be read.

    Attributes:
        raw: Its path, which for a document inside another one goes on behind the other's.
        name: Its file name.
        container: Path of the outermost file it is inside of, None for a file.
        depth: How many documents it is inside of.
        password: What opens it.
    """

    raw: bytes
    name: str
    container: bytes | None = None
    depth: int = 0
    password: str | None = None

    @property
    def shown(self) -> str:
        """Its path as text."""
        return paths.shown(self.raw)


class Intake:
    """Takes files in, one at a time.

    Args:
        library: Where they go.
        reader: Reads them.
        embedding: Makes the vectors.
        board: Told of what happens.
        stop: Looked at in every step.
        passwords: By path as it was given.
    """

    def __init__(
        self,
        library: Library,
        reader: Reader,
        embedding: Embedding,
        board: Board,
        stop: CancelToken,
        passwords: Mapping[Path, str],
    ) -> None:
        self._library = library
        self._reader = reader
        self._embedding = embedding
        self._board = board
        self._stop = stop
        self._passwords = {paths.raw(path): password for path, password in passwords.items()}
        self.again: list[Path] = []

    def take(self, file: Path, last_try: bool) -> None:
        """Add a file with all documents inside it; what goes wrong is reported, not raised.

        A file that changed while it was copied, or that its reader failed on, is put on the list `again`
        instead of being reported, unless this is the `last_try`.

        Raises:
            Cancelled: Stopping was asked for.
            WorldError: The library itself cannot be written to.
        """
        raw = paths.raw(file)
        candidate = Candidate(raw, file.name, password=self._passwords.get(raw))
        self._board.reading(candidate.shown, 0)
        try:
            if self._is_untouched(file, raw):
                self._unchanged(candidate)
                return
            staged = stage(file, self._library.originals, self._stop)
        except WorldError as error:
            self._fail(candidate, "", error)
            return
        try:
            self._take_staged(candidate, staged, None if last_try else file)
        finally:
            self._library.originals.discard(staged.file.parent)

    def _is_untouched(self, file: Path, raw: bytes) -> bool:
        with self._library.store.reading() as connection:
            stamp = known.stamp(connection, raw)
        try:
            return stamp is not None and untouched(stamp, look(file))
        except OSError:
            return False  # opening it will tell why

    def _take_staged(self, candidate: Candidate, staged: Staged, again: Path | None) -> None:
        if not staged.whole and again is not None:
            self.again.append(again)
            return
        if self._is_known(candidate, staged):
            return
        try:
            self._read(candidate, staged)
        except WorldError as error:
            if again is not None and (error.code in _ONCE_MORE or not same(staged.stamp, look(again))):
                self.again.append(again)
            else:
                self._fail(candidate, staged.sha256, error)

    def _is_known(self, candidate: Candidate, staged: Staged) -> bool:
        """Deal with content that was read, or could not be read, before."""
        with self._library.store.reading() as connection:
            document = known.document(connection, staged.sha256)
            failure = None if candidate.password else known.failure(connection, staged.sha256)
        if document is not None:
            self._lead(candidate, document, staged)
            self._unchanged(candidate)
        elif failure is not None:
            self._fail(candidate, staged.sha256, WorldError(*failure))
        return document is not None or failure is not None

    def _unchanged(self, candidate: Candidate) -> None:
        """Say that a file is known, and repeat what could not be read inside it."""
        self._board.unchanged(candidate.shown)
        with self._library.store.reading() as connection:
            for failure in known.failures_inside(connection, candidate.raw):
                self._board.failed(failure)

    def _lead(self, candidate: Candidate, document: int, staged: Staged) -> None:
        """Let a path lead to a document that is there already."""
        with self._library.store.writing() as connection:
            gone = known.take_path(connection, candidate.raw, document)
            set_path(connection, candidate.raw, document, candidate.container, staged.stamp)
            known.forget_vanished(connection, document)
        self._forget(gone)

    def _read(self, candidate: Candidate, staged: Staged) -> None:
        """Read, write and hand on a document, then those inside it."""
        started = time.monotonic()
        content = self._content(candidate, staged)
        document, first, gone = self._write(candidate, staged, content)
        self._forget(gone)
        seconds = time.monotonic() - started
        self._board.readable(
            AddedDocument(content.sha256, candidate.shown, len(content.pages), len(content.drafts), seconds)
        )
        self._hand_on(content, document, first)
        if content.head.attachments and candidate.depth < _DEEPEST:
            self._take_members(candidate, self._library.originals.path(staged.sha256, content.suffix))

    def _content(self, candidate: Candidate, staged: Staged) -> Content:
        head, pages = Head("unknown"), list[Page]()
        for part in self._reader.read(staged.file, self._stop, candidate.password):
            if isinstance(part, Head):
                head = part
            else:
                pages.append(part)
                self._board.reading(candidate.shown, part.number)
        title = title_of(head, candidate.name)
        cutter = Cutter(self._library.embedder, title, SectionPaths.of(head.outline, pages))
        drafts = [draft for page in pages for draft in cutter.cut(page)]
        suffix = Path(candidate.name).suffix.lower()[:12]
        return Content(staged.sha256, staged.stamp.size, suffix, title, head, pages, drafts)

    def _write(self, candidate: Candidate, staged: Staged, content: Content) -> tuple[int, int, known.Gone]:
        """Make the document visible, in place of what its path led to before, in one transaction."""
        self._library.originals.keep(staged.file, staged.sha256, content.suffix)
        with self._library.store.writing() as connection:
            document, first = insert_document(connection, content)
            gone = known.take_path(connection, candidate.raw, document)
            set_path(connection, candidate.raw, document, candidate.container, staged.stamp)
        return document, first, gone

    def _hand_on(self, content: Content, document: int, first: int) -> None:
        if not content.drafts:
            self._board.embedded(0, content.size)
            return
        by_number = {page.number: page for page in content.pages}
        texts = [embedded_text(self._library.embedder, by_number[draft.page], draft) for draft in content.drafts]
        status = final_status(content.pages, len(content.drafts))
        self._embedding.put(Unembedded(document, first, texts, status, content.size))

    def _take_members(self, outer: Candidate, file: Path) -> None:
        """Add the documents inside a document; one bad member costs itself, a bad container its further ones."""
        try:
            for member, staged in self._members(outer, file):
                try:
                    self._take_staged(member, staged, None)
                finally:
                    self._library.originals.discard(staged.file.parent)
        except WorldError as error:
            self._fail(outer, "", error)

    def _members(self, outer: Candidate, file: Path) -> Iterator[tuple[Candidate, Staged]]:
        container = outer.container or outer.raw
        for member in list(self._reader.extract(file, self._stop, outer.password)):
            staged = stage_bytes(member.data, member.name, self._library.originals)
            raw = paths.member(outer.raw, member.name)
            yield Candidate(raw, staged.file.name, container, outer.depth + 1, outer.password), staged

    def _forget(self, gone: known.Gone) -> None:
        """Let go of a document that no path leads to any more, after it has left the store."""
        for sha256, suffix in gone.originals:
            self._library.originals.remove(sha256, suffix)
        if gone.passages:
            self._library.index.drop(gone.passages)
            self._library.store.checkpoint()

    def _fail(self, candidate: Candidate, sha256: str, error: WorldError) -> None:
        if error.code in {"disk-full", "disk-fault"}:
            raise error
        self._board.failed(FailedFile(candidate.shown, error.code, error.message))
        if sha256 and error.code not in _PASSING:
            with self._library.store.writing() as connection:
                set_failure(connection, candidate.raw, sha256, error.code, error.message)

"""The one composition root: makes the parts, hands them to each other, and stops all that it started."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant import places
from assistant.answers.asking import ask
from assistant.answers.checking import check_files
from assistant.answers.conversations import Conversations
from assistant.answers.model import Answer, Claim
from assistant.answers.prompt import QUICK, Manner
from assistant.answers.sweep import as_answer, sweep
from assistant.answers.sweep import estimate_seconds as estimate_sweep
from assistant.answers.talking import ask_in
from assistant.briefs.filled import Brief
from assistant.briefs.filling.brief import fill
from assistant.briefs.focused import summarise_about
from assistant.briefs.kept import KeptBriefs
from assistant.briefs.key_sentences import key_sentences
from assistant.briefs.model import KeySentence, Summary
from assistant.briefs.summary import Length, estimate_seconds, summarise
from assistant.briefs.templates import Templates
from assistant.documents.reader import Reader
from assistant.documents.values import Picture
from assistant.engine.engine import Engine
from assistant.engine.protocols import ChatModel
from assistant.errors import WorldError
from assistant.exports.making import Origin, cited_in, marking_of, of_conversation
from assistant.exports.writing import write
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, Job
from assistant.library.embedder import Embedder, MiniLM
from assistant.library.ingest import add, rebuild
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.records import AddReport, LibraryInfo
from assistant.search.evidence import Found
from assistant.search.finder import Finder
from assistant.settings import SettingsFile

DEFAULT_LIBRARY = "default"


class Workspace:
    """Everything the program can do, for the window and the command line alike.

    Every method may be called from any thread. Nothing heavy is loaded before it is needed.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or places.home()
        _make_writable(self.home)
        self.engine = Engine(self.home)
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._libraries = Libraries(self.home / "libraries", self._shared_embedder)
        self._open: dict[str, tuple[Library, Finder]] = {}
        self._ingest = _GuardedReader()
        self._pictures = _GuardedReader()

    @property
    def settings(self) -> SettingsFile:
        """The settings, kept in this home."""
        return self.engine.settings

    def libraries(self) -> list[LibraryInfo]:
        """Return all libraries, by name."""
        return self._libraries.list()

    def create_library(self, name: str) -> LibraryInfo:
        """Create an empty library. Raises UsageError where the name is taken or unusable."""
        return self._libraries.create(name)

    def remove_library(self, name: str) -> None:
        """Remove a library with everything in it. The files it was made from stay where they are."""
        with self._lock:
            opened = self._open.pop(name, None)
            if opened:
                opened[0].close()
            self._libraries.remove(name)

    def library(self, name: str = DEFAULT_LIBRARY) -> Library:
        """Return an open library; the default one is created on first use."""
        return self._opened(name)[0]

    def finder(self, name: str = DEFAULT_LIBRARY) -> Finder:
        """Return the finder over a library."""
        return self._opened(name)[1]

    def add(
        self,
        paths: Sequence[Path],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        passwords: Mapping[Path, str] | None = None,
    ) -> Job[AddReport]:
        """Read and index files and folders; one such job runs at a time, a second one waits for its turn."""
        with self._ingest.reader() as reader:
            return (yield from add(self.library(library), paths, reader, cancel, passwords=passwords or {}))

    def rebuild(self, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[None]:
        """Make all vectors of a library anew, as is needed where another embedder made them (`embedder-differs`)."""
        return rebuild(self.library(library), cancel)

    def search(
        self,
        question: str,
        *,
        library: str = DEFAULT_LIBRARY,
        limit: int = 10,
        documents: Collection[str] = (),
        without: Collection[str] = (),
    ) -> Found:
        """Find the pages that answer a question, leaving out the kinds of limit in `without` (`Narrowing.kind`)."""
        return self.finder(library).find(question, limit, self._hashes(library, documents), without=without)

    def ask(
        self,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        documents: Collection[str] = (),
        model: str | None = None,
        conversation: str = "",
        extractive: bool = False,
    ) -> Job[Answer]:
        """Answer a question from the documents, every sentence checked against its pages.

        With a `conversation` the question may lean on the one before, and the answer is kept. An `extractive` answer
        is made of sentences of the pages, without a model.
        """
        opened, finder = self._opened(library)
        chosen = self._hashes(library, documents)

        def whole(asked: str, manner: Manner) -> Job[Answer]:
            writer = None if extractive else self._model(model)
            return ask(opened, finder, writer, asked, cancel, documents=chosen, manner=manner)

        if not conversation:
            return whole(question, QUICK)
        return ask_in(Conversations(opened), conversation, question, whole)

    def sweep(
        self,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        documents: Collection[str] = (),
    ) -> Job[Answer]:
        """Answer a question about everything there is: every page is read, and the program counts."""
        opened, chosen = self.library(library), self._hashes(library, documents)
        return as_answer((yield from sweep(opened, question, cancel, documents=chosen)))

    def estimate_sweep_seconds(self, *, library: str = DEFAULT_LIBRARY, documents: Collection[str] = ()) -> float:
        """Estimate how long a sweep takes."""
        return estimate_sweep(self.library(library), self._hashes(library, documents))

    def conversations(self, library: str = DEFAULT_LIBRARY) -> Conversations:
        """Return the conversations kept with a library."""
        return Conversations(self.library(library))

    def export(self, conversation: str, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write a conversation to a file whose name tells the format: .md, .html, .docx or .pdf."""
        opened = self.library(library)
        turns = Conversations(opened).turns(conversation)
        cited = cited_in(turns)
        marking = marking_of(record for record in opened.documents() if record.sha256 in cited)
        write(of_conversation(conversation, turns, Origin(opened.name, marking)), path)

    def check(self, answer: Path, evidence: Sequence[Path], cancel: CancelToken) -> Job[tuple[Claim, ...]]:
        """Check the text of a file, sentence by sentence, against other files; no library is touched."""
        with self._pictures.reader() as reader:
            return (yield from check_files(answer, evidence, reader, cancel))

    def key_sentences(self, document: str, *, library: str = DEFAULT_LIBRARY) -> tuple[KeySentence, ...]:
        """Return the sentences that say most of a document, without a model."""
        opened = self.library(library)
        return key_sentences(opened, opened.document(document).sha256)

    def summarise(
        self,
        document: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
        length: Length = Length.PARAGRAPH,
    ) -> Job[Summary]:
        """Summarise a whole document, citing pages."""
        opened = self.library(library)
        return summarise(opened, opened.document(document).sha256, self._model(model), cancel, length)

    def summarise_about(
        self,
        document: str,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
    ) -> Job[Summary]:
        """Summarise what a document says about a question, citing pages."""
        opened, finder = self._opened(library)
        sha256 = opened.document(document).sha256
        return summarise_about(opened, finder, sha256, question, self._model(model), cancel)

    def estimate_summary_seconds(self, document: str, *, library: str = DEFAULT_LIBRARY) -> float:
        """Estimate how long the model's summary of a document takes on this machine."""
        opened = self.library(library)
        return estimate_seconds(opened, opened.document(document).sha256, self._model(None))

    @property
    def templates(self) -> Templates:
        """The templates of briefs: those that ship, and the user's own in `templates/` of this home."""
        return Templates(self.home / "templates")

    def brief(
        self,
        template: str,
        documents: Sequence[str],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
        symptom: str = "",
        extractive: bool = False,
    ) -> Job[Brief]:
        """Fill a template from documents, and keep the brief with the library; an `extractive` one needs no model."""
        opened, form = self.library(library), self.templates.get(template)
        chosen = self._hashes(library, documents)
        writer = None if extractive else self._model(model)
        made = yield from fill(opened, form, chosen, writer, cancel, symptom=symptom)
        KeptBriefs(opened).keep(made)
        return made

    def briefs(self, library: str = DEFAULT_LIBRARY) -> KeptBriefs:
        """Return the briefs kept with a library, with the board of their signals."""
        return KeptBriefs(self.library(library))

    def picture(self, document: str, page: int, width: int, *, library: str = DEFAULT_LIBRARY) -> Picture:
        """Render one page, `width` pixels wide, in a reader child of its own."""
        opened = self.library(library)
        original = opened.original(opened.document(document).sha256)
        with self._pictures.reader() as reader:
            return reader.picture(original, page, width)

    def close(self) -> None:
        """Stop everything that was started. The workspace cannot be used afterwards."""
        with ExitStack() as closing, self._lock:
            closing.callback(self.engine.close)
            for opened, _ in self._open.values():
                closing.callback(opened.close)
            closing.callback(self._ingest.close)
            closing.callback(self._pictures.close)
            self._open.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _model(self, name: str | None) -> ChatModel:
        return self.engine.model(name)

    def _opened(self, name: str) -> tuple[Library, Finder]:
        with self._lock:
            if name not in self._open:
                opened = self._libraries.open(name, create=name == DEFAULT_LIBRARY)
                self._open[name] = (opened, Finder(opened))
            return self._open[name]

    def _hashes(self, library: str, documents: Collection[str]) -> tuple[str, ...]:
        opened = self.library(library)
        return tuple(opened.document(reference).sha256 for reference in documents)

    def _shared_embedder(self) -> Embedder:
        with self._lock:
            if self._embedder is None:
                self._embedder = MiniLM(places.shipped_models() / "embedder")
            return self._embedder


def _make_writable(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(home) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise _unwritable(home)


def _unwritable(home: Path) -> WorldError:
    return WorldError(
        "home-not-writable", f"Haversack cannot keep anything in {home}: choose a folder you may write to."
    )


class _GuardedReader:
    """One reader child, made at first use, for one caller at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader: Reader | None = None

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        with self._lock:
            if self._reader is None:
                self._reader = Reader(Launcher())
            yield self._reader

    def close(self) -> None:
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

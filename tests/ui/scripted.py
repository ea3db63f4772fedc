"""A workspace whose every answer is written down beforehand, for tests of the window alone."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from assistant.answers.model import (
    Answer,
    Citation,
    Claim,
    ClaimStatus,
    Coverage,
    Timings,
)
from assistant.answers.scope import EVERYTHING, Scope
from assistant.briefs.model import KeySentence, KeySentencesReady, PartWritten, Summary
from assistant.briefs.summary import Length
from assistant.documents.values import Box, PageStatus, Picture
from assistant.errors import UsageError, WorldError
from assistant.guard.policy import Feature, Policy
from assistant.guard.trial import Trial
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.adding.board import Adding
from assistant.library.labels import Note
from assistant.library.records import (
    AddedDocument,
    AddReport,
    DocumentRecord,
    FailedFile,
    FileLine,
    LedgerLine,
    PageRecord,
)
from assistant.search.evidence import Evidence, Found, Narrowing
from assistant.search.rewriting import Further
from assistant.workspace.checkup import Check, Subject, Verdict
from assistant.workspace.self_test import Outcome, Tried, Trying
from tests.ui.scripted_asking import ScriptedAsking
from tests.ui.scripted_auditing import ScriptedAuditing
from tests.ui.scripted_embedding import ScriptedEmbedding
from tests.ui.scripted_following import ScriptedFollowing
from tests.ui.scripted_licences import ScriptedLicences
from tests.ui.scripted_marking import ScriptedMarking
from tests.ui.scripted_sealing import ScriptedSealing
from tests.ui.scripted_writing import ScriptedWriting

PAGE_TEXT = "Weekly care\nGrease both bearings every 250 hours with NLGI 2.\nClean the filter."
QUOTE = "Grease both bearings every 250 hours"
PARTS = ("reading", "recognition", "index", "answers")
START = PAGE_TEXT.index(QUOTE)
END = START + len(QUOTE)


def record(name: str, number: int = 1, **changes: Any) -> DocumentRecord:
    """A document of twelve pages."""
    ledger = dict.fromkeys(PageStatus, 0) | {PageStatus.TEXT: 12}
    values: dict[str, Any] = {
        "sha256": f"{number:064x}",
        "path": f"/papers/{name}",
        "paths": (f"/papers/{name}",),
        "title": name.rsplit(".", 1)[0],
        "kind": name.rsplit(".", 1)[-1],
        "pages": 12,
        "passages": 30,
        "status": "indexed",
        "ledger": {str(status): count for status, count in ledger.items()},
    }
    return DocumentRecord(**values | changes)


def evidence(document: DocumentRecord, page: int = 3) -> Evidence:
    return Evidence(
        passage=page,
        document=document.sha256,
        path=document.path,
        title=document.title,
        page=page,
        label=str(page),
        start=START,
        end=END,
        text=PAGE_TEXT,
        score=1.0,
    )


def claim(document: DocumentRecord, text: str, status: ClaimStatus = ClaimStatus.SUPPORTED, page: int = 3) -> Claim:
    cited = status in {ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED, ClaimStatus.PARTLY}
    citation = Citation(document.sha256, page, QUOTE, START, END, label=str(page), path=document.path)
    return Claim(text, status, (citation,) if cited else ())


def answer(question: str, document: DocumentRecord, **changes: Any) -> Answer:
    values: dict[str, Any] = {
        "question": question,
        "text": "Grease both bearings every 250 hours [1].",
        "refused": False,
        "claims": (claim(document, "Grease both bearings every 250 hours."),),
        "extract": (),
        "evidence": (evidence(document),),
        "coverage": Coverage(documents=1, pages=12, pages_unread=0),
        "timings": Timings(0.2, 1.0, 2.0),
        "model": "scripted",
    }
    return Answer(**values | changes)


class ScriptedLibrary:
    """Documents in memory."""

    def __init__(self, documents: Sequence[DocumentRecord] = ()) -> None:
        self.kept = {document.sha256: document for document in documents}
        self.text = PAGE_TEXT
        self.labels = ScriptedLabels(self)
        self.embedder_differs = False

    def documents(self) -> list[DocumentRecord]:
        return list(self.kept.values())

    def document(self, ref: str) -> DocumentRecord:
        if ref not in self.kept:
            raise UsageError("unknown-document", "There is no such document.")
        return self.kept[ref]

    def page(self, document: str, number: int) -> PageRecord:
        return PageRecord(document, number, str(number), "page", self.text, PageStatus.TEXT, "script", "")

    def pages(self, document: str) -> list[PageRecord]:
        return [self.page(document, number) for number in range(1, 13)]

    def ledger(self, document: str) -> list[LedgerLine]:
        read = [LedgerLine(document, number, str(number), PageStatus.TEXT, "script", "") for number in range(1, 12)]
        return [*read, LedgerLine(document, 12, "12", PageStatus.FAILED, "", "The page is damaged.")]

    def boxes(self, _document: str, _page: int, _start: int, _end: int) -> list[Box]:
        return [Box(0.1, 0.4, 0.3, 0.42), Box(0.31, 0.4, 0.5, 0.42)]

    def remove(self, ref: str) -> DocumentRecord:
        return self.kept.pop(ref)


class ScriptedLabels:
    """Tags and notes in memory."""

    def __init__(self, library: ScriptedLibrary) -> None:
        self._library = library
        self._notes: dict[int, Note] = {}
        self._numbers = count(1)

    def tag(self, documents: Sequence[str], tag: str) -> str:
        for each in documents:
            self._set(each, {*self._library.document(each).tags, tag})
        return tag

    def untag(self, documents: Sequence[str], tag: str) -> None:
        for each in documents:
            self._set(each, set(self._library.document(each).tags) - {tag})

    def notes(self, document: str) -> list[Note]:
        return [note for note in self._notes.values() if note.document == document]

    def write(self, document: str, text: str, page: int = 0) -> Note:
        written = Note(next(self._numbers), document, page, text, "2025-03-14T10:00:00+00:00")
        self._notes[written.number] = written
        return written

    def rewrite(self, number: int, text: str) -> None:
        self._notes[number] = replace(self._notes[number], text=text)

    def erase(self, number: int) -> None:
        del self._notes[number]

    def _set(self, document: str, tags: set[str]) -> None:
        self._library.kept[document] = replace(self._library.kept[document], tags=tuple(sorted(tags)))


@dataclass(frozen=True)
class ScriptedStatus:
    program: str = "/opt/ollama"
    version: str = "0.24.0"
    private: bool = True
    running: bool = True
    sentence: str = "Ollama 0.24.0 runs on this machine, for this program only."


class ScriptedEngine:
    def __init__(self) -> None:
        self.state = ScriptedStatus()
        self.in_use = "scripted"
        self.importing: Gate | None = None
        self.import_fails: Exception | None = None

    def status(self) -> ScriptedStatus:
        return self.state

    def model(self) -> ScriptedInfo:
        return ScriptedInfo(self.in_use)

    def models(self) -> list[ScriptedInfo]:
        return [ScriptedInfo("scripted"), ScriptedInfo("larger")]

    def use(self, name: str) -> None:
        self.in_use = name

    def import_gguf(self, path: Path, _name: str | None, cancel: CancelToken) -> Job[ScriptedInfo]:
        yield Progress(subject=path.name, done=1, total=4, unit="parts")
        if self.importing is not None:
            self.importing.pass_through(cancel)
        if self.import_fails is not None:
            raise self.import_fails
        return ScriptedInfo(path.stem)


@dataclass(frozen=True)
class ScriptedInfo:
    name: str
    notice: str = ""
    sealed: bool = False
    embeds: bool = False


@dataclass
class ScriptedSettings:
    context: int = 8192
    unsupported: str = "drop"
    idle_lock_minutes: int = 15
    marking_scheme: str = "government"

    @property
    def current(self) -> ScriptedSettings:
        return self

    def change(self, **chosen: Any) -> None:
        for name, value in chosen.items():
            setattr(self, name, value)


@dataclass
class Gate:
    """A place at which a scripted job waits until the test lets it go on or it is cancelled."""

    opened: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def pass_through(self, cancel: CancelToken) -> None:
        self.reached.set()
        while not self.opened.wait(0.01):
            cancel.check()


@dataclass
class ScriptedLibraries:
    shelf: dict[str, ScriptedLibrary]
    sealing: ScriptedSealing
    gates: dict[str, Gate]

    def list(self) -> list[ScriptedInfo]:
        return [self.info(name) for name in self.shelf]

    def bring_up(self, _name: str, cancel: CancelToken) -> Job[None]:
        if "bring_up" in self.gates:
            yield Progress(done=24, total=900, unit="MB")
            self.gates["bring_up"].pass_through(cancel)

    def info(self, name: str) -> ScriptedInfo:
        return ScriptedInfo(name, sealed=self.sealing.sealed)

    def create(self, name: str) -> ScriptedInfo:
        if name in self.shelf:
            raise UsageError("library-exists", "There is a library of this name already.")
        self.shelf[name] = ScriptedLibrary()
        return ScriptedInfo(name)


class ScriptedWorkspace(ScriptedWriting, ScriptedAsking):
    """What the window sees of a workspace."""

    @property
    def idle_lock_minutes(self) -> int:
        return self.policy.idle_lock_minutes(self.settings.idle_lock_minutes)

    def __init__(self, home: Path, documents: Sequence[DocumentRecord] = ()) -> None:
        self.home = home
        self.prepare_writing()
        self.prepare_asking()
        self.engine = ScriptedEngine()
        self.settings = ScriptedSettings()
        self.policy = Policy()
        self.licences = ScriptedLicences()
        self.shelf = {"default": ScriptedLibrary(documents)}
        self.sealing = ScriptedSealing(home)
        self.marking = ScriptedMarking(home, self.shelf, self.settings)
        self.reading = self.asking = self.writing = self.proving = self  # one script plays all parts
        self.gates: dict[str, Gate] = {}
        self.libraries = ScriptedLibraries(self.shelf, self.sealing, self.gates)
        self.embedding = ScriptedEmbedding(self.gates)
        self.failures: tuple[FailedFile, ...] = ()
        self.files: tuple[FileLine, ...] = ()
        self.saved_lists: list[Path] = []
        self.following = ScriptedFollowing()
        self.auditing = ScriptedAuditing(self.gates)
        self.remembered = False
        self.picture_fails: Exception | None = None
        self.added: list[tuple[tuple[Path, ...], dict[Path, str]]] = []
        self.summarised: list[str] = []
        self.lengths: list[Length] = []
        self.searched: list[tuple[str, tuple[str, ...]]] = []
        self.scopes: list[Scope] = []
        self.narrowed: tuple[Narrowing, ...] = ()
        self.further: tuple[DocumentRecord, ...] = ()
        self.checks = tuple(Check(each, Verdict.GOOD, f"The {each} is in order.") for each in Subject)
        self.tried = tuple(Tried(each, works=True, sentence=f"The {each} works.") for each in PARTS)
        self.self_test_fails: Exception | None = None
        self.closed = False

    def gate(self, name: str) -> Gate:
        return self.gates.setdefault(name, Gate())

    def library(self, name: str = "default") -> ScriptedLibrary:
        self.sealing.check()
        if not self.sealing.sealed:
            self.policy.check(Feature.UNSEALED)
        return self.shelf[name]

    def add(
        self,
        paths: Sequence[Path],
        cancel: CancelToken,
        *,
        library: str = "default",
        passwords: Mapping[Path, str] | None = None,
        remember: bool = False,
    ) -> Job[AddReport]:
        self.added.append((tuple(paths), dict(passwords or {})))
        self.remembered |= remember
        made = []
        for number, path in enumerate(paths, 1):
            yield Adding(subject=str(path), done=number - 1, total=len(paths), unit="files", seconds_left=20.0, page=3)
            if "add" in self.gates:
                self.gates["add"].pass_through(cancel)
            document = record(path.name, 100 + len(self.shelf[library].kept), path=str(path))
            self.shelf[library].kept[document.sha256] = document
            made.append(AddedDocument(document.sha256, str(path), 12, 30, 0.5))
            yield Adding(done=number, total=len(paths), unit="files", ready=(document.sha256,))
        return AddReport(added=tuple(made), failed=self.failures, files=self.files)

    def save_list(self, _report: AddReport, path: Path, *, library: str = "default") -> None:
        self.saved_lists.append(path)

    def search(
        self,
        question: str,
        *,
        library: str = "default",
        limit: int = 10,
        scope: Scope = EVERYTHING,
        without: Collection[str] = (),
    ) -> Found:
        self.searched.append((question, scope.documents))
        self.scopes.append(scope)
        narrowed = tuple(each for each in self.narrowed if each.kind not in without)
        found = [evidence(document) for document in self.shelf[library].kept.values()]
        return Found(question, tuple(found[:limit]), (), narrowed, seconds=0.1)

    def search_further(
        self, found: Found, cancel: CancelToken, *, library: str = "default", scope: Scope = EVERYTHING
    ) -> Job[tuple[Further, ...]]:
        yield Progress(subject="other words", done=1, unit="parts")
        if "further" in self.gates:
            self.gates["further"].pass_through(cancel)
        return tuple(Further("other words", (evidence(document),)) for document in self.further)

    def key_sentences(self, _document: str, *, library: str = "default") -> tuple[KeySentence, ...]:
        return (KeySentence(QUOTE + ".", 3, START, END, 1.0),)

    def estimate_summary_seconds(self, _document: str, *, library: str = "default") -> float:
        return 90.0

    def summarise(
        self,
        document: str,
        cancel: CancelToken,
        *,
        library: str = "default",
        model: str | None = None,
        length: Length = Length.PARAGRAPH,
    ) -> Job[Summary]:
        self.summarised.append(document)
        self.lengths.append(length)
        keys = self.key_sentences(document)
        yield KeySentencesReady(key_sentences=keys)
        sentence = claim(self.library(library).document(document), "Bearings are greased every 250 hours.")
        yield PartWritten(sentences=(sentence,), done=1, total=2, unit="parts", seconds_left=30.0)
        if "summary" in self.gates:
            self.gates["summary"].pass_through(cancel)
        return Summary(document, keys, (sentence,), 12.0, "scripted")

    def rebuild(self, cancel: CancelToken, *, library: str = "default") -> Job[None]:
        yield Adding(subject="", done=1, total=2, unit="files", seconds_left=20.0)
        if "rebuild" in self.gates:
            self.gates["rebuild"].pass_through(cancel)
        self.shelf[library].embedder_differs = False

    def estimate_rebuild_seconds(self, *, library: str = "default") -> float:
        return 240.0 if self.shelf[library].embedder_differs else 0.0

    def memory(self) -> int:
        return 412_000_000

    def trials(self) -> tuple[Trial, ...]:
        return (Trial("Calling the address 192.0.2.1", refused=True, said="Network is unreachable"),)

    def report(self, path: Path, cancel: CancelToken) -> Job[bool]:
        yield Progress(subject="Adding", done=1, total=3, unit="parts")
        if "report" in self.gates:
            self.gates["report"].pass_through(cancel)
        path.write_text("{}", encoding="utf-8")
        return True

    def checkup(self) -> tuple[Check, ...]:
        return self.checks

    def self_test(self, cancel: CancelToken) -> Job[Outcome]:
        found = Outcome(self.checks, ())
        for number, one in enumerate(self.tried):
            yield Trying(subject=one.subject, done=number, total=len(self.tried), unit="checks", so_far=found)
            if "self-test" in self.gates:
                self.gates["self-test"].pass_through(cancel)
            if self.self_test_fails is not None:
                raise self.self_test_fails
            found = Outcome(found.checks, (*found.tried, one))
        return found

    def picture(self, _document: str, _page: int, width: int, *, library: str = "default") -> Picture:
        if self.picture_fails is not None:
            raise self.picture_fails
        height = round(width * 1.414)
        return Picture(width, height, b"\xff" * (width * height * 3))

    def unlock(
        self, document: str, password: str, *, remember: bool = False, library: str = "default"
    ) -> DocumentRecord:
        if password != "sesame":
            raise WorldError("password-wrong", "This is not the password of “manual.pdf”.")
        self.picture_fails = None
        self.remembered |= remember
        return self.shelf[library].document(document)

    def close(self) -> None:
        self.closed = True


def no_picture() -> WorldError:
    return WorldError("no-picture", "This kind of document has no page pictures.")

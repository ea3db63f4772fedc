"""What a library tells of its contents: plain values, safe to hand to any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.documents.values import PageStatus, Section


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document: one content, known by its SHA-256, under one or more paths.

    Attributes:
        sha256: Its identity, lower-case hexadecimal.
        path: The path it was last added from.
        paths: Every path this content was added from.
        title: Best known title, the file name where there is none.
        kind: The format in one word, as in `documents.model.Head`.
        pages: Number of pages.
        passages: Number of passages.
        status: `indexed`, `partly` (some pages unread), `failed` or `words-only` (vectors are still coming).
        ledger: Pages by status; every status is present as a key.
        reason: Why it failed, as a sentence; "" otherwise.
        author: From the document.
        created: ISO date from the document, "" where unknown.
        language: ISO 639-1, "" where unknown.
        size: Bytes.
        added: ISO 8601 time in UTC.
        marking: Its marking as a banner line, "" for none; one that is proposed counts, too.
        marking_source: Where that comes from, as in `library.markings.marks.Source`; "" where nobody said anything.
        marking_proposed: Whether nobody has confirmed it yet.
        tags: Its tags, sorted.
        notes: Number of notes on it.
        outline: Its headings in order.
        missing: Whether no path leads to it any more.
    """

    sha256: str
    path: str
    paths: tuple[str, ...]
    title: str
    kind: str
    pages: int
    passages: int
    status: str
    ledger: Mapping[str, int]
    reason: str = ""
    author: str = ""
    created: str = ""
    language: str = ""
    size: int = 0
    added: str = ""
    marking: str = ""
    marking_source: str = ""
    marking_proposed: bool = False
    tags: tuple[str, ...] = ()
    notes: int = 0
    outline: tuple[Section, ...] = ()
    missing: bool = False


@dataclass(frozen=True)
class PageRecord:
    """One page as stored."""

    document: str
    number: int
    label: str
    kind: str
    text: str
    status: PageStatus
    tool: str
    reason: str


@dataclass(frozen=True)
class PassageRecord:
    """A piece of one page, the unit that is embedded and cited.

    Attributes:
        id: Unique within the library, stable for the life of the document.
        document: SHA-256.
        page: From 1.
        start: First offset in the page's text.
        end: One past the last offset.
        text: `page.text[start:end]`.
        header: What is embedded in front of it: title, section path, table header.
        boilerplate: Whether it is mostly repeated matter, which counts less.
    """

    id: int
    document: str
    page: int
    start: int
    end: int
    text: str
    header: str = ""
    boilerplate: bool = False


@dataclass(frozen=True)
class LedgerLine:
    """How one page was read."""

    document: str
    page: int
    label: str
    status: PageStatus
    tool: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """A document that was read and indexed."""

    document: str
    path: str
    pages: int
    passages: int
    seconds: float


@dataclass(frozen=True)
class FailedFile:
    """A file that could not be read: a stable code and a sentence."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of one file.

    Attributes:
        path: As shown.
        outcome: `read`, `partly` (some pages unread), `unchanged`, `failed`, `refused` (marked above the library's
            ceiling), or `ignored` (lock files, half downloads and the system's own files).
        code: Why it failed, "" otherwise.
        reason: The same as a sentence.
        document: SHA-256, "" where there is no document.
        pages: How many it has.
        read_as: Pages by how they were read: `text`, `ocr`, `mixed`, `empty`, `failed`, `pending`.
        vectors_pending: Whether it is found by words only, because its vectors are still coming.
        seconds: How long it took.
    """

    path: str
    outcome: str
    code: str = ""
    reason: str = ""
    document: str = ""
    pages: int = 0
    read_as: dict[str, int] = field(default_factory=dict)
    vectors_pending: bool = False
    seconds: float = 0.0


@dataclass(frozen=True)
class AddReport:
    """What an `add` did, file by file; `files` lists all of them."""

    added: Sequence[AddedDocument] = ()
    unchanged: Sequence[str] = ()
    failed: tuple[FailedFile, ...] = ()
    ignored: Sequence[str] = ()
    files: Sequence[FileLine] = ()


@dataclass(frozen=True)
class LibraryCounts:
    """How much a library holds, and how much of it nobody could read.

    Attributes:
        documents: Number of documents.
        pages: Number of pages.
        pages_unread: Pages that failed or are still to be read.
        passages: Number of passages.
        vectors_pending: Documents that are found by words only, because their vectors are still coming.
    """

    documents: int
    pages: int
    pages_unread: int
    passages: int
    vectors_pending: int


@dataclass(frozen=True)
class LibraryInfo:
    """A library that is not necessarily open.

    Attributes:
        id: Name of its folder.
        name: What the user calls it.
        folder: Where it is kept.
        sealed: Whether all that it keeps is encrypted.
    """

    id: str
    name: str
    folder: Path
    sealed: bool = False

"""Presentations of the old kind (MS-PPT): the texts of each slide, its notes, hidden slides labelled."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.documents.blocks import Block, Heading, Paragraph
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.compound import Compound
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, page_of
from assistant.documents.source import Format, Reading, Source, locked
from assistant.errors import WorldError

_LAYOUT = Layout("slide", "PowerPoint reader")
_EDIT, _DIRECTORY, _SLIDE_LIST, _ENTRY = 0x0FF5, 0x1772, 0x0FF0, 0x03F3
_NOTES_ATOM, _SHOW_INFO, _TEXT_BOX = 0x03F1, 0x03F9, 0xF00D
_TEXT_KIND, _WIDE_TEXT, _NARROW_TEXT, _OUTLINE_TEXT = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
_TITLE_KINDS = {0, 6}
_HIDDEN = 0x04
_SLIDES, _NOTES = 0, 2
_LOCKED = b"\xdf\xc4\xd1\xf3"
_DEEPEST = 40
_MOST_EDITS = 1000


@dataclass(frozen=True)
class _Record:
    """A record: its kind, its instance, and its body, which holds further records where it is a container."""

    kind: int
    instance: int
    body: bytes
    container: bool


@dataclass
class _Text:
    """A text with whether it is the slide's title."""

    text: str
    title: bool = False


@dataclass
class _Listed:
    """A slide or a page of notes as the document lists it: where it is stored, and its outline texts."""

    stored: int
    identifier: int
    texts: list[_Text] = field(default_factory=list)


def read(source: Source) -> Reading:
    """Yield the head and the slides in the order of the show."""
    file = Compound(source.data())
    if file.stream("Current User")[12:16] == _LOCKED:
        raise locked(source.name)
    try:
        show = _Show(file.stream("PowerPoint Document"), file.stream("Current User"))
    except struct.error as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its slides cannot be found.") from error
    slides = show.listed(_SLIDES)
    notes = show.notes()
    yield Head("ppt", len(slides))
    for number, slide in enumerate(slides, 1):
        blocks = [*show.blocks(slide), *(Paragraph(f"Notes: {text}") for text in notes.get(slide.identifier, ()))]
        yield page_of(blocks, number, _LAYOUT)


class _Show:
    """The document stream, with where each of its objects is stored."""

    def __init__(self, stream: bytes, current_user: bytes) -> None:
        self._stream = stream
        self._places: dict[int, int] = {}
        document = self._follow_edits(struct.unpack_from("<I", current_user, 16)[0])
        self._document = self._stored(document)

    def listed(self, instance: int) -> list[_Listed]:
        """Return the slides (or notes) in order."""
        found: list[_Listed] = []
        for part in _records(self._document):
            if part.kind == _SLIDE_LIST and part.instance == instance:
                found += _listed(part.body)
        return found

    def notes(self) -> dict[int, list[str]]:
        """Return the texts of notes by the identifier of their slide."""
        told: dict[int, list[str]] = {}
        for entry in self.listed(_NOTES):
            body = self._stored(entry.stored)
            owner = next(
                (struct.unpack_from("<I", part.body)[0] for part in _records(body) if part.kind == _NOTES_ATOM), 0
            )
            texts = (tidy(text.text) for text in _drawn(body, entry.texts))
            told[owner] = [text for text in texts if text and text != "*"]
        return told

    def blocks(self, slide: _Listed) -> Iterator[Block]:
        """Yield the texts of a slide, its title first."""
        body = self._stored(slide.stored)
        if any(part.kind == _SHOW_INFO and part.body[10:11] and part.body[10] & _HIDDEN for part in _records(body)):
            yield Paragraph("[hidden slide]")
        texts = list(_drawn(body, slide.texts)) or slide.texts
        for text in sorted(texts, key=lambda one: not one.title):
            if text.title and (title := one_line(text.text)):
                yield Heading(title, 1)
            elif told := tidy(text.text):
                yield Paragraph(told)

    def _follow_edits(self, place: int) -> int:
        """Read where objects are stored, the newest edit first; return the document's number."""
        document = 0
        for _ in range(_MOST_EDITS):
            edit = _record(self._stream, place)
            if edit is None or edit.kind != _EDIT:
                break
            earlier, directory, number = struct.unpack_from("<III", edit.body, 8)
            document = document or number
            self._read_directory(directory)
            if not earlier:
                break
            place = earlier
        return document

    def _read_directory(self, place: int) -> None:
        directory = _record(self._stream, place)
        if directory is None or directory.kind != _DIRECTORY:
            return
        words = struct.unpack(f"<{len(directory.body) // 4}I", directory.body[: len(directory.body) // 4 * 4])
        at = 0
        while at < len(words):
            first, count = words[at] & 0xFFFFF, words[at] >> 20
            for step, offset in enumerate(words[at + 1 : at + 1 + count]):
                self._places.setdefault(first + step, offset)
            at += 1 + count

    def _stored(self, number: int) -> bytes:
        record = _record(self._stream, self._places.get(number, len(self._stream)))
        return record.body if record else b""


def _listed(body: bytes) -> Iterator[_Listed]:
    entry: _Listed | None = None
    title = False
    for part in _records(body):
        if part.kind == _ENTRY and len(part.body) >= 16:
            if entry:
                yield entry
            entry = _Listed(*struct.unpack_from("<I8xI", part.body))
        elif part.kind == _TEXT_KIND:
            title = part.body[:1] in {bytes([kind]) for kind in _TITLE_KINDS}
        elif entry and part.kind in {_WIDE_TEXT, _NARROW_TEXT}:
            entry.texts.append(_Text(_letters(part), title))
    if entry:
        yield entry


def _drawn(body: bytes, outline: list[_Text], depth: int = 0) -> Iterator[_Text]:
    """Yield the texts of the boxes of a slide in order; some stand in the outline and are only referred to."""
    for part in _records(body):
        if part.kind == _TEXT_BOX:
            yield from _boxed(part.body, outline)
        elif part.container and depth < _DEEPEST:
            yield from _drawn(part.body, outline, depth + 1)


def _boxed(body: bytes, outline: list[_Text]) -> Iterator[_Text]:
    title = False
    for part in _records(body):
        if part.kind == _TEXT_KIND:
            title = part.body[:1] in {bytes([kind]) for kind in _TITLE_KINDS}
        elif part.kind in {_WIDE_TEXT, _NARROW_TEXT}:
            yield _Text(_letters(part), title)
        elif part.kind == _OUTLINE_TEXT and len(part.body) >= 4:
            yield from outline[struct.unpack_from("<I", part.body)[0] :][:1]


def _letters(part: _Record) -> str:
    raw = part.body.decode("utf-16-le", "replace") if part.kind == _WIDE_TEXT else part.body.decode("latin-1")
    return raw.replace("\r", "\n").replace("\x0b", "\n")


def _records(body: bytes) -> Iterator[_Record]:
    place = 0
    while (record := _record(body, place)) is not None:
        yield record
        place += 8 + len(record.body)


def _record(body: bytes, place: int) -> _Record | None:
    if place + 8 > len(body):
        return None
    head, kind, size = struct.unpack_from("<HHI", body, place)
    return _Record(kind, head >> 4, body[place + 8 : place + 8 + size], head & 0xF == 0xF)


FORMAT = Format(read)

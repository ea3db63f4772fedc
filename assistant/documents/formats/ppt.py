"""Old presentations (MS-PPT): texts, tables and charts of each slide, notes, comments, headers and footers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.documents.blocks import Block, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.embedded import embedded_charts
from assistant.documents.formats.embeddings import once
from assistant.documents.formats.old_objects import objects_packed
from assistant.documents.formats.ppt_beside import comments, running_titles
from assistant.documents.formats.ppt_records import NARROW_TEXT, WIDE_TEXT, inside, letters, record_at, records
from assistant.documents.formats.ppt_shapes import TEXT_KIND, Rows, Shown, Text, drawn, is_title
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, page_of
from assistant.documents.source import Format, Member, Reading, Source, locked
from assistant.errors import WorldError

_LAYOUT = Layout("slide", "PowerPoint reader")
_EDIT, _DIRECTORY, _SLIDE_LIST, _ENTRY = 0x0FF5, 0x1772, 0x0FF0, 0x03F3
_NOTES_ATOM, _SHOW_INFO, _OBJECT, _OBJECT_STORED = 0x03F1, 0x03F9, 0x0FC3, 0x1011
_HIDDEN = 0x04
_CONTROL = 2
_SLIDES, _NOTES = 0, 2
_LOCKED = b"\xdf\xc4\xd1\xf3"
_MOST_EDITS = 1000
_MOST_BYTES = 50_000_000
"""Of an object that is unpacked."""


@dataclass
class _Listed:
    """A slide or a page of notes as the document lists it: where it is stored, and its outline texts."""

    stored: int
    identifier: int
    texts: list[Text] = field(default_factory=list)


def read(source: Source) -> Reading:
    """Yield the head and the slides in the order of the show."""
    file = Compound(source.data())
    if file.stream("Current User")[12:16] == _LOCKED:
        raise locked(source.name)
    show = _opened(source, file)
    slides = show.listed(_SLIDES)
    notes = show.notes()
    yield Head("ppt", len(slides), attachments=tuple(member.name for member in show.members()))
    for number, slide in enumerate(slides, 1):
        told = [*(f"Notes: {text}" for text in notes.get(slide.identifier, ())), *show.comments(slide)]
        yield page_of([*show.blocks(slide), *map(Paragraph, told)], number, _LAYOUT)


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside."""
    yield from _opened(source, Compound(source.data())).members()


def _opened(source: Source, file: Compound) -> _Show:
    try:
        return _Show(file.stream("PowerPoint Document"), file.stream("Current User"))
    except struct.error as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its slides cannot be found.") from error


class _Show:
    """The document stream, with where each of its objects is stored."""

    def __init__(self, stream: bytes, current_user: bytes) -> None:
        self._stream = stream
        self._places: dict[int, int] = {}
        document = self._follow_edits(struct.unpack_from("<I", current_user, 16)[0])
        self._document = self._stored(document)
        self._running: set[str] = set()
        self._objects = dict(_objects(self._document))

    def listed(self, instance: int) -> list[_Listed]:
        """Return the slides (or notes) in order."""
        found: list[_Listed] = []
        for part in records(self._document):
            if part.kind == _SLIDE_LIST and part.instance == instance:
                found += _listed(part.body)
        return found

    def notes(self) -> dict[int, list[str]]:
        """Return the texts of notes by the identifier of their slide."""
        told: dict[int, list[str]] = {}
        for entry in self.listed(_NOTES):
            body = self._stored(entry.stored)
            owner = next(
                (struct.unpack_from("<I", part.body)[0] for part in records(body) if part.kind == _NOTES_ATOM), 0
            )
            texts = (tidy(part.text) for part in drawn(body, entry.texts) if isinstance(part, Text))
            told[owner] = [text for text in texts if text]
        return told

    def blocks(self, slide: _Listed) -> Iterator[Block]:
        """Yield the texts of a slide, its title first."""
        body = self._stored(slide.stored)
        if any(part.kind == _SHOW_INFO and part.body[10:11] and part.body[10] & _HIDDEN for part in records(body)):
            yield Paragraph("[hidden slide]")
        parts = list(drawn(body, slide.texts)) or slide.texts
        for part in sorted(parts, key=lambda one: not (isinstance(one, Text) and one.title)):
            yield from self._part(part)
        yield from self._new_running_titles(body)

    def comments(self, slide: _Listed) -> Iterator[str]:
        """Yield the comments on a slide, labelled."""
        return comments(self._stored(slide.stored))

    def members(self) -> Iterator[Member]:
        """Yield the documents among the objects that slides show."""
        places = dict.fromkeys(self._objects.values())
        return once(objects_packed(data for place in places if (data := self._unpacked(place)) is not None))

    def _part(self, part: Text | Rows | Shown) -> Iterator[Block]:
        if isinstance(part, Shown):
            yield from self._object(self._objects.get(part.number, -1))
        elif isinstance(part, Rows):
            rows = tuple(line for row in part.rows if (line := row_text(row)))
            yield from [Table(rows, rows[0])] if rows else ()
        elif part.title and (title := one_line(part.text)):
            yield Heading(title, 1)
        elif told := tidy(part.text):
            yield Paragraph(told)

    def _new_running_titles(self, body: bytes) -> Iterator[Block]:
        """Yield the headers and footers of a slide that no slide before it has."""
        for told in running_titles(body):
            if told not in self._running:
                self._running.add(told)
                yield Paragraph(told, boilerplate=True)

    def _object(self, number: int) -> Iterator[Block]:
        """Yield the charts of an object that a slide shows."""
        body = self._unpacked(number)
        if body is None:
            return
        try:
            yield from embedded_charts(Compound(body))
        except WorldError:
            yield Paragraph("[An object on this slide is damaged and could not be read.]")

    def _unpacked(self, number: int) -> bytes | None:
        """Return the bytes of an object, which may be packed, behind its size; none where these are damaged."""
        record = record_at(self._stream, self._places.get(number, len(self._stream)))
        if record is None or record.kind != _OBJECT_STORED:
            return None
        try:
            return zlib.decompressobj().decompress(record.body[4:], _MOST_BYTES) if record.instance else record.body
        except zlib.error:
            return b""

    def _follow_edits(self, place: int) -> int:
        """Read where objects are stored, the newest edit first; return the document's number."""
        document = 0
        for _ in range(_MOST_EDITS):
            edit = record_at(self._stream, place)
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
        directory = record_at(self._stream, place)
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
        record = record_at(self._stream, self._places.get(number, len(self._stream)))
        return record.body if record else b""


def _objects(document: bytes) -> Iterator[tuple[int, int]]:
    """Yield the number of each object but a control that the slides show, and the number under which it is stored."""
    for part in inside(document, _OBJECT):
        if len(part.body) >= 20 and part.body[4] != _CONTROL:
            yield struct.unpack_from("<8xI4xI", part.body)


def _listed(body: bytes) -> Iterator[_Listed]:
    entry: _Listed | None = None
    title = False
    for part in records(body):
        if part.kind == _ENTRY and len(part.body) >= 16:
            if entry:
                yield entry
            entry = _Listed(*struct.unpack_from("<I8xI", part.body))
        elif part.kind == TEXT_KIND:
            title = is_title(part)
        elif entry and part.kind in {WIDE_TEXT, NARROW_TEXT}:
            entry.texts.append(Text(letters(part), title))
    if entry:
        yield entry


FORMAT = Format(read, extract=extract)

"""Old Word documents (MS-DOC, Word 6 and 95): pages as broken by hand, tables, notes, headers and footers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.aligned import EdgedRow, aligned
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.embedded import embedded_charts
from assistant.documents.formats.embeddings import once
from assistant.documents.formats.old_objects import objects_stored
from assistant.documents.formats.word6_text import Word6Text, is_word6
from assistant.documents.formats.word_formatting import Look
from assistant.documents.formats.word_text import WordText
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Member, Reading, Source, locked
from assistant.errors import WorldError

_FLAGS_AT = 10
_LOCKED = 0x0100
_OBJECTS = "ObjectPool/"
_TOOL = "Word reader"
_BY_HAND = "Pages are told where the author broke them; where the lines fill a page, the next one is not told."
_PARTS = re.compile(r"[^\r\x07\f]*[\r\x07\f]|[^\r\x07\f]+")
_ENDS = re.compile(r"[\r\x07\f]")
_FIELD_CODE = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_SIGNS = {0x0B: "\n", 0x1E: "-", **dict.fromkeys((0x01, 0x02, 0x03, 0x04, 0x05, 0x08, 0x13, 0x14, 0x15, 0x1F))}


def read(source: Source) -> Reading:
    """Yield the head and the pages (or, where none is broken by hand, the sections), or raise `password-needed`."""
    file = Compound(source.data())
    start = file.stream("WordDocument")
    if len(start) > _FLAGS_AT + 1 and struct.unpack_from("<H", start, _FLAGS_AT)[0] & _LOCKED:
        raise locked(source.name)
    try:
        text = Word6Text(start) if is_word6(start) else WordText(file)
    except (struct.error, ValueError, IndexError) as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its text cannot be found.") from error
    flow = [
        *_labelled(text),
        *_blocks(text.main, text.looks),
        *_notes(text),
        *map(Paragraph, text.drawn),
        *_objects(file),
    ]
    printed = any(isinstance(block, Border) for block in flow)
    title = next((block.text for block in flow if isinstance(block, Heading)), "")
    yield Head("doc", title=title, attachments=tuple(member.name for member in once(objects_stored(file))))
    yield from paginate(flow, Layout("page" if printed else "section", _TOOL, _BY_HAND if printed else "", printed))


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside."""
    yield from once(objects_stored(Compound(source.data())))


def _blocks(text: str, looks: Sequence[Look | None]) -> Iterator[Block]:
    """Yield paragraphs, headings, tables and borders in order.

    Args:
        text: Of the body.
        looks: The format of each of its parts, as far as it is known.
    """
    cells: list[str] = []
    rows: list[EdgedRow] = []
    for part, known in zip_longest(_PARTS.findall(_plain(text)), looks):
        if part is None:
            break
        words, end = tidy(part.rstrip("\r\x07\f")), part[-1:]
        look = known or _guessed(part, in_table=bool(cells))
        words = f"{look.label} {words}" if look.label and words else words
        if look.row_ends:
            rows += [EdgedRow(tuple(cells[:-1]), look.edges)] if any(cells) else []
            cells = []
        elif look.in_table or end == "\x07":
            _add_to_row(cells, words, ends_cell=end == "\x07")
        else:
            yield from _table(rows)
            rows = []
            if words:
                yield Heading(one_line(words), look.level) if look.level else Paragraph(words)
            if end == "\f":
                yield Border()
    yield from _table([*rows, *([EdgedRow(tuple(cells))] if any(cells) else [])])


def _objects(file: Compound) -> Iterator[Block]:
    """Yield the charts among the objects of a document; where they stand in it is not told."""
    for path, entry in file.entries.items():
        if entry.storage and path.startswith(_OBJECTS):
            yield from embedded_charts(file, f"{path}/")


def _guessed(part: str, *, in_table: bool) -> Look:
    """Tell the end of a row by what it is made of, where the document does not say it."""
    return Look(in_table=in_table, row_ends=in_table and part == "\x07")


def _add_to_row(cells: list[str], words: str, *, ends_cell: bool) -> None:
    """Add a paragraph to the cell that is open, the last of a row; the mark at its end opens the next one."""
    cells[-1:] = [" ".join(filter(None, (*cells[-1:], words)))]
    if ends_cell:
        cells.append("")


def _table(rows: Sequence[EdgedRow]) -> Iterator[Table]:
    if rows:
        told = tuple(map(row_text, aligned(rows)))
        yield Table(told, told[0])


def _plain(text: str) -> str:
    """Return a text without the codes of fields, such as the address behind a link, and with its signs as letters."""
    while (shorter := _FIELD_CODE.sub(_borders, text)) != text:
        text = shorter
    return text.translate(_SIGNS).replace("[hidden: ]", "")


def _borders(code: re.Match[str]) -> str:
    """Return the ends of paragraphs inside a code, so that they can still be counted."""
    return "".join(_ENDS.findall(code[0]))


def _labelled(text: WordText | Word6Text) -> Iterator[Block]:
    """Yield each different header and footer once."""
    told = dict.fromkeys((label, tidy(_plain(story).replace("\r", "\n"))) for label, story in text.running)
    for label, words in told:
        if any(map(str.isalpha, words)):
            yield Paragraph(f"{label}: {words}", boilerplate=True)


def _notes(text: WordText | Word6Text) -> Iterator[Block]:
    for label, story in text.notes:
        for part in _PARTS.findall(_plain(story)):
            if words := tidy(part.rstrip("\r\x07\f")):
                yield Paragraph(f"{label}: {words}" if label else words)


FORMAT = Format(read, extract=extract)

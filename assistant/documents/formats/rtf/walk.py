"""Walks through the words of an RTF document, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.aligned import EdgedRow, aligned
from assistant.documents.formats.rtf.letters import Letters
from assistant.documents.formats.rtf.objects import bytes_of, charts_of
from assistant.documents.formats.rtf.settings import Settings
from assistant.documents.formats.rtf.styles import Styles
from assistant.documents.formats.rtf.words import (
    ASIDE,
    BOX,
    LETTERS,
    SHOWN_THOUGH_STARRED,
    SIGNS,
    SKIPPED,
    SYMBOLS,
    TOKEN,
)
from assistant.errors import WorldError

_DEEPEST = 2000
_RUNNING = {"Header", "Footer"}
_COMMENT, _FOOTNOTE = "Comment", "Footnote"


@dataclass(frozen=True)
class _State:
    """What holds inside a group."""

    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = 0
    fallback: int = 1
    aside: str = ""
    fonts: bool = False
    starred: bool = False
    styles: bool = False
    object: bool = False
    author: bool = False
    drawing: bool = False
    setting: str = ""


class Walk:
    """Walks through the words of a document.

    Attributes:
        objects: The bytes of the objects that were passed.
    """

    def __init__(self) -> None:
        self.objects: list[bytes] = []
        self._state = _State()
        self._outer: list[_State] = []
        self._letters = Letters()
        self._text: list[str] = []
        self._asides: list[tuple[str, list[str]]] = []
        self._cells: list[str] = []
        self._rows: list[EdgedRow] = []
        self._edges: list[int] = []
        self._level = 0
        self._in_cell = False
        self._section_begins = False
        self._styles = Styles()
        self._digits = bytearray()
        self._author = ""
        self._about = Settings()
        self._waiting: list[Paragraph] = []
        self._running: set[str] = set()

    @property
    def open_groups(self) -> int:
        """How many groups nothing has closed."""
        return len(self._outer)

    def blocks(self, data: bytes) -> Iterator[Block]:
        """Yield what the document says, in order."""
        place = 0
        while (match := TOKEN.match(data, place)) is not None:
            place = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if word is not None:
                if word == b"bin":
                    place += max(int(number or 0), 0)
                yield from self._word(word.decode("ascii"), None if number is None else int(number))
            elif brace == b"{":
                self._open()
            elif brace == b"}":
                yield from self._close()
            else:
                self._characters(code, sign, plain)
        self._flush()
        yield from self._paragraph()
        yield from self._table()
        yield from self._notes()

    def _open(self) -> None:
        self._flush()
        if len(self._outer) >= _DEEPEST:
            raise WorldError("damaged-file", "This document nests its groups too deeply to be read.")
        self._outer.append(self._state)
        self._state = replace(self._state, starred=False)

    def _close(self) -> Iterator[Block]:
        self._flush()
        if not self._outer:
            return
        inner, self._state = self._state, self._outer.pop()
        self._mark_hidden(inner.hidden, self._state.hidden)
        if inner.styles:
            self._styles.end()
        if inner.object and not self._state.object:
            self.objects.append(bytes_of(self._digits))
            self._digits.clear()
            yield from charts_of(self.objects[-1])
        if inner.setting and not self._state.setting and (about := self._about.end(inner.setting)):
            self._put(f" {about} ")
        if inner.aside and inner.aside != self._state.aside and self._asides:
            yield from self._aside(*self._asides.pop())

    def _aside(self, label: str, parts: list[str]) -> Iterator[Block]:
        """Yield a header, footer or box where it stands; notes and comments wait for the end of their paragraph."""
        text = tidy("".join(parts))
        if not any(map(str.isalnum, text)):
            return
        told = text if label == BOX else f"{label}: {text}"
        if label in _RUNNING:
            if told not in self._running:
                self._running.add(told)
                yield Paragraph(told, boilerplate=True)
        elif label == BOX:
            yield Paragraph(told)
        else:
            author = one_line(self._author) if label == _COMMENT else ""
            self._waiting.append(Paragraph(f"{label} by {author}: {text}" if author else told))
            self._author = "" if label == _COMMENT else self._author

    def _notes(self) -> Iterator[Block]:
        waiting, self._waiting = self._waiting, []
        yield from waiting

    def _characters(self, code: bytes | None, sign: bytes | None, plain: bytes | None) -> None:
        if sign == b"*":
            self._state = replace(self._state, starred=True)
        elif sign is not None:
            self._say(SIGNS.get(sign, ""))
        elif self._state.object:
            self._digits += plain or b""
        elif code is not None or plain is not None:
            self._letters.add(code, plain or b"")

    def _word(self, word: str, number: int | None) -> Iterator[Block]:
        self._flush()
        if self._destination(word, number):
            return
        if word in LETTERS:
            self._say(LETTERS[word])
        elif word == "u" and number is not None:
            letter = self._letters.unicode(number % 65536, self._state.fallback)
            self._say(SYMBOLS.get(number % 65536, letter))
        elif not self._state.skipped and not self._state.aside and word in {"par", "sect", "page", "cell", "row"}:
            yield from self._border(word)
        elif word in {"par", "cell"}:
            self._say("\n")
        elif word in {"nestcell", "nestrow"}:
            self._say(" ")
        else:
            self._setting(word, number)

    def _destination(self, word: str, number: int | None) -> bool:
        """Whether a word says what the group is for; what is no text of the document is skipped."""
        state = replace(self._state, starred=False) if self._state.starred else self._state
        if word == "objdata":
            self._state = replace(state, object=True, skipped=True)
        elif word == "atnauthor":
            self._state = replace(state, author=True, skipped=True)
        elif word == "stylesheet" or state.styles:
            self._state = replace(state, styles=True, skipped=True)
            self._styles.set(word, number)
        elif word in {"sn", "sv"} and state.drawing:
            self._state = replace(state, setting=word)
        elif word in {"pict", "sp"} and not state.skipped:
            self._state = replace(state, skipped=True, drawing=True)
        elif word in SKIPPED or (self._state.starred and word not in SHOWN_THOUGH_STARRED):
            self._state = replace(state, skipped=True)
        elif word in ASIDE:
            self._state = replace(state, aside=ASIDE[word])
            self._asides.append((ASIDE[word], []))
        else:
            self._state = state
            return False
        return True

    def _border(self, word: str) -> Iterator[Block]:
        if word == "cell":
            yield from self._section()
            self._cells.append(one_line("".join(self._text)))
            self._text.clear()
        elif word == "row":
            self._rows.append(EdgedRow(tuple(self._cells), tuple(self._edges)))
            self._cells.clear()
            self._in_cell = False
        elif word == "par" and (self._cells or self._in_cell):
            self._text.append(" ")
        elif word != "par" or not self._state.deleted:
            yield from self._paragraph()
            if word != "par":
                yield from self._table()
            if word == "page":
                yield Border()
            self._section_begins = self._section_begins or word == "sect"

    def _paragraph(self) -> Iterator[Block]:
        text = tidy("".join(self._text))
        self._text.clear()
        if text:
            yield from self._table()
            yield from self._section()
            yield Heading(one_line(text), self._level) if self._level else Paragraph(text)
        if not self._rows:
            yield from self._notes()

    def _section(self) -> Iterator[Block]:
        """How a section begins is told between its border and its first words."""
        if self._section_begins:
            self._section_begins = False
            yield Border()

    def _table(self) -> Iterator[Block]:
        rows = tuple(filter(None, map(row_text, aligned(self._rows))))
        self._rows.clear()
        if rows:
            yield Table(rows, rows[0])
            yield from self._notes()

    def _setting(self, word: str, number: int | None) -> None:
        state = self._state
        on = number != 0
        if word == "v":
            self._mark_hidden(state.hidden, on)
            self._state = replace(state, hidden=on)
        elif word == "plain":
            self._mark_hidden(state.hidden, now=False)
            self._state = replace(state, hidden=False, deleted=False)
        elif word in {"deleted", "mvf"}:
            self._state = replace(state, deleted=on)
        elif word == "uc":
            self._state = replace(state, fallback=min(max(number or 0, 0), 20))
        elif word == "f" and number is not None:
            self._state = replace(state, font=number)
        elif word == "fonttbl":
            self._state = replace(state, fonts=True, skipped=True)
        elif word == "fcharset" and state.fonts:
            self._letters.set_charset(state.font, number or 0)
        else:
            self._layout(word, number)

    def _layout(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self._letters.set_codec(f"cp{number}")
        elif word == "mac":
            self._letters.set_codec("mac-roman")
        elif word == "pard":
            self._level, self._in_cell = 0, False
        elif word == "s":
            self._level = self._styles.level(number or 0)
        elif word == "ftnalt" and self._asides and self._asides[-1][0] == _FOOTNOTE:
            self._asides[-1] = ("Endnote", self._asides[-1][1])
        elif word == "outlinelevel":
            self._level = (number or 0) + 1 if (number or 0) < 9 else 0
        elif word == "sbknone":
            self._section_begins = False
        elif not self._state.skipped:
            self._row_layout(word, number)

    def _row_layout(self, word: str, number: int | None) -> None:
        if word == "trowd":
            self._edges.clear()
        elif word == "cellx" and number is not None:
            self._edges.append(number)
        elif word == "intbl":
            self._in_cell = True

    def _flush(self) -> None:
        """Say the letters that were gathered."""
        text = self._letters.flushed(self._state.font)
        if self._state.styles:
            self._styles.name(text)
        elif self._state.author:
            self._author += text
        else:
            self._say(text)

    def _mark_hidden(self, before: bool, now: bool) -> None:
        if before != now:
            self._say("[hidden: " if now else "]", always=True)

    def _say(self, text: str, *, always: bool = False) -> None:
        if self._state.setting:
            self._about.add(self._state.setting, text)
        elif text and not self._state.skipped and (always or not self._state.deleted):
            self._put(text)

    def _put(self, text: str) -> None:
        sink = self._asides[-1][1] if self._state.aside and self._asides else self._text
        sink.append(text)

"""RTF documents: pages, headings, tables, notes; hidden text labelled, deleted text left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_TOOL = "RTF reader"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_BOX = "Box"
_ASIDE = {
    "footnote": "Footnote", "annotation": "Comment", "header": "Header", "headerl": "Header", "headerr": "Header",
    "headerf": "Header", "footer": "Footer", "footerl": "Footer", "footerr": "Footer", "footerf": "Footer",
    "shptxt": _BOX,
}  # fmt: skip
_SKIPPED = {
    "colortbl", "stylesheet", "info", "pict", "objdata", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "generator", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "fldinst", "nonshppict",
    "bkmkstart", "bkmkend", "atnid", "atnauthor", "atndate", "filetbl", "pnseclvl", "objclass", "mmathPr", "userprops",
    "sp",
}  # fmt: skip
_SHOWN_THOUGH_STARRED = {"shptxt", "shpinst", "annotation", "fldrslt", "shppict"}
_LETTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEEPEST = 2000


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


def read(source: Source) -> Reading:
    """Yield the head and the pages, or sections where the text tells no page borders."""
    walk = _Walk()
    blocks = list(walk.blocks(source.data()))
    if walk.open_groups > 0:
        source.note("This document is cut off: its end is missing.")
    printed = any(isinstance(block, Border) for block in blocks)
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    yield Head("rtf", title=title)
    yield from paginate(blocks, Layout("page" if printed else "section", _TOOL, printed=printed))


class _Walk:
    """Walks through the words of a document.

    Attributes:
        open_groups: How many groups nothing has closed.
    """

    def __init__(self) -> None:
        self._state = _State()
        self._outer: list[_State] = []
        self._charsets: dict[int, str] = {}
        self._codec = "cp1252"
        self._bytes = bytearray()
        self._text: list[str] = []
        self._asides: list[tuple[str, list[str]]] = []
        self._cells: list[str] = []
        self._rows: list[str] = []
        self._level = 0
        self._section_begins = False
        self._replaced = 0
        self._high = 0

    @property
    def open_groups(self) -> int:
        return len(self._outer)

    def blocks(self, data: bytes) -> Iterator[Block]:
        """Yield what the document says, in order."""
        place = 0
        while (match := _TOKEN.match(data, place)) is not None:
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
                self._letters(code, sign, plain)
        self._flush()
        yield from self._paragraph()
        yield from self._table()

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
        if inner.aside and inner.aside != self._state.aside:
            label, parts = self._asides.pop()
            text = tidy("".join(parts))
            if any(map(str.isalnum, text)):
                told = text if label == _BOX else f"{label}: {text}"
                yield Paragraph(told, boilerplate=label in {"Header", "Footer"})

    def _letters(self, code: bytes | None, sign: bytes | None, plain: bytes | None) -> None:
        if sign == b"*":
            self._state = replace(self._state, starred=True)
        elif sign is not None:
            self._say(_SIGNS.get(sign, ""))
        elif self._replaced and (code or plain):
            self._after_replaced(code, plain or b"")
        elif code is not None:
            self._bytes.append(int(code, 16))
        elif plain is not None:
            self._bytes += plain

    def _after_replaced(self, code: bytes | None, plain: bytes) -> None:
        """Leave out what stands for a character in programs that do not know Unicode."""
        if code is not None:
            self._replaced -= 1
            return
        left = plain[self._replaced :]
        self._replaced = max(self._replaced - len(plain), 0)
        self._bytes += left

    def _word(self, word: str, number: int | None) -> Iterator[Block]:
        self._flush()
        if word in _SKIPPED or (self._state.starred and word not in _SHOWN_THOUGH_STARRED):
            self._state = replace(self._state, skipped=True, starred=False)
        elif word in _ASIDE:
            self._state = replace(self._state, aside=_ASIDE[word], starred=False)
            self._asides.append((_ASIDE[word], []))
        elif word in _LETTERS:
            self._say(_LETTERS[word])
        elif word == "u" and number is not None:
            self._unicode(number % 65536)
        elif not self._state.skipped and not self._state.aside and word in {"par", "sect", "page", "cell", "row"}:
            yield from self._border(word)
        elif word in {"par", "cell"}:
            self._say("\n")
        else:
            self._setting(word, number)

    def _border(self, word: str) -> Iterator[Block]:
        if word == "cell":
            yield from self._section()
            self._cells.append(one_line("".join(self._text)))
            self._text.clear()
        elif word == "row":
            self._rows.append(row_text(self._cells))
            self._cells.clear()
        elif word == "par" and self._cells:
            self._text.append(" ")
        else:
            yield from self._paragraph()
            if word != "par":
                yield from self._table()
            if word == "page":
                yield Border()
            self._section_begins = self._section_begins or word == "sect"

    def _paragraph(self) -> Iterator[Block]:
        text = tidy("".join(self._text))
        self._text.clear()
        if not text:
            return
        yield from self._table()
        yield from self._section()
        yield Heading(one_line(text), self._level) if self._level else Paragraph(text)

    def _section(self) -> Iterator[Block]:
        """How a section begins is told between its border and its first words."""
        if self._section_begins:
            self._section_begins = False
            yield Border()

    def _table(self) -> Iterator[Block]:
        rows = tuple(row for row in self._rows if row)
        self._rows.clear()
        if rows:
            yield Table(rows, rows[0])

    def _setting(self, word: str, number: int | None) -> None:
        state = self._state
        on = number != 0
        if word == "v":
            self._mark_hidden(state.hidden, on)
            self._state = replace(state, hidden=on)
        elif word == "plain":
            self._mark_hidden(state.hidden, now=False)
            self._state = replace(state, hidden=False, deleted=False)
        elif word == "deleted":
            self._state = replace(state, deleted=on)
        elif word == "uc":
            self._state = replace(state, fallback=min(max(number or 0, 0), 20))
        elif word == "f" and number is not None:
            self._state = replace(state, font=number)
        elif word == "fonttbl":
            self._state = replace(state, fonts=True, skipped=True)
        elif word == "fcharset" and state.fonts:
            self._charsets[state.font] = _CHARSETS.get(number or 0, "")
        else:
            self._layout(word, number)

    def _layout(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self._codec = f"cp{number}"
        elif word == "mac":
            self._codec = "mac-roman"
        elif word == "pard":
            self._level = 0
        elif word == "outlinelevel":
            self._level = (number or 0) + 1 if (number or 0) < 9 else 0
        elif word == "sbknone":
            self._section_begins = False

    def _unicode(self, unit: int) -> None:
        self._replaced = self._state.fallback
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return
        if 0xDC00 <= unit < 0xE000 and self._high:
            unit = 0x10000 + ((self._high - 0xD800) << 10) + unit - 0xDC00
        self._high = 0
        self._say(chr(unit))

    def _flush(self) -> None:
        """Say the bytes that were gathered, in the code of their font."""
        self._replaced = 0
        data = bytes(self._bytes)
        self._bytes.clear()
        codec = self._charsets.get(self._state.font) or self._codec
        try:
            self._say(data.decode(codec, "replace") if data else "")
        except LookupError:
            self._say(data.decode("cp1252", "replace"))

    def _mark_hidden(self, before: bool, now: bool) -> None:
        if before != now:
            self._say("[hidden: " if now else "]", always=True)

    def _say(self, text: str, *, always: bool = False) -> None:
        if text and not self._state.skipped and (always or not self._state.deleted):
            sink = self._asides[-1][1] if self._state.aside and self._asides else self._text
            sink.append(text)


FORMAT = Format(read)

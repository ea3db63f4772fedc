"""Plain text, Markdown and logs: sections by headings, else by length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table
from assistant.documents.clean import tidy
from assistant.documents.encoding import decode
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LARGEST = 256_000_000
_MARKUP = {".md", ".rst"}
_PRINTED = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and places on a screen
    r"|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)"  # titles of windows
    r"|[^\n]\x08"  # a letter that is struck again
)
_FOLDED = {".ics", ".vcf"}
_FOLD = re.compile(r"\r?\n[ \t]")
"""How calendars and address cards go on in the next line (RFC 5545)."""
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_UNDERLINE = re.compile(r"([=\-~^\"'])\1{2,}")


def read(source: Source) -> Reading:
    """Yield the head and the sections of a text."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 256 MB of text that can be read.")
    decoded = decode(source.data())
    if decoded.binary:
        raise WorldError("damaged-file", f"“{source.name}” holds no text, whatever its ending says.")
    suffix = PurePath(source.name).suffix.lower()
    markup = suffix in _MARKUP
    text = _PRINTED.sub("", decoded.text)
    sheets = (_FOLD.sub("", text) if suffix in _FOLDED else text).strip("\f").split("\f")
    blocks = list(_sheets(sheets, markup=markup))
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    yield Head("text", title=title)
    printed = len(sheets) > 1
    kind = "page" if printed else "section"
    yield from paginate(blocks, Layout(kind, f"text ({decoded.encoding})", decoded.remark, printed=printed))


def _sheets(sheets: Sequence[str], *, markup: bool) -> Iterator[Block]:
    """Yield what stands on each sheet; texts made for a printer part them by form feeds."""
    for number, sheet in enumerate(sheets):
        if number:
            yield Border()
        yield from _blocks(tidy(sheet), markup=markup)


def _blocks(text: str, *, markup: bool) -> Iterator[Block]:
    for part in text.split("\n\n"):
        if markup:
            yield from _marked(part)
        else:
            yield from _lines_that_fit(part)


def _lines_that_fit(part: str) -> Iterator[Block]:
    """A log has no blank lines: part it between lines."""
    lines: list[str] = []
    size = 0
    for line in part.split("\n"):
        if size > 2000:
            yield Paragraph("\n".join(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield Paragraph("\n".join(lines))


def _marked(part: str) -> Iterator[Block]:
    """Headings, pipe tables and paragraphs of a Markdown or reStructuredText part."""
    first, _, rest = part.partition("\n")
    second = rest.partition("\n")[0]
    if heading := _HEADING.fullmatch(first):
        yield Heading(heading[2], len(heading[1]))
    elif _UNDERLINE.fullmatch(second) and len(second) >= len(first.strip()) - 1 > 0:
        yield Heading(first.strip(), 1 if second[0] == "=" else 2)
        rest = rest.partition("\n")[2]
    else:
        rest = part
    if rest:
        yield _table(rest) or Paragraph(rest)


def _table(part: str) -> Table | None:
    lines = part.split("\n")
    ruled = len(lines) > 1 and set(lines[1]) <= set("|-: ") and "-" in lines[1]
    if not (ruled and lines[0].count("|") > 0):
        return None
    return Table(tuple(lines), header=lines[0])


FORMAT = Format(read)

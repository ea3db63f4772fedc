"""Reading exported Markdown back: the same title, sections, cells and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import WorldError
from assistant.exports.wording import wording

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
_NOTE = re.compile(r"\[\^(\d+)\]")
_REMARK = re.compile(r" (?<!\\)\*\((.*)\)\*\Z")
_SOURCE = re.compile(r"\[\^(\d+)\]: (.*)")
_BORDER = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class ReadCell:
    """One statement: its text, the numbers of its sources, and the remark behind it ("" for none)."""

    text: str
    notes: tuple[int, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class ReadSection:
    """One section.

    Attributes:
        name: Its heading.
        columns: Of its table; empty where it is none.
        rows: One cell each where it is no table.
        listed: Whether it is a list.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ReadCell, ...], ...]
    listed: bool = False


@dataclass(frozen=True)
class ReadPaper:
    """What an exported text says.

    Attributes:
        marking: "" for none.
        title: Its title.
        opening: The lines before the first section.
        sections: In order, the list of sources left out.
        sources: Line by number.
        foot: How it was made.
    """

    marking: str
    title: str
    opening: tuple[ReadCell, ...]
    sections: tuple[ReadSection, ...]
    sources: dict[int, str]
    foot: tuple[str, ...]


def read_markdown(text: str) -> ReadPaper:
    """Read what `to_markdown` wrote.

    Raises:
        WorldError: `no-export`, where the text does not have that form.
    """
    blocks = text.strip().split("\n\n")
    marking = _plain(blocks.pop(0)[2:-2]) if blocks[0].startswith("**") else ""
    if not blocks[0].startswith("# ") or "---" not in blocks:
        raise WorldError("no-export", "The text is not one that was exported: its title or its last lines are missing.")
    rule = blocks.index("---")
    opening, sections = _parted(blocks[1:rule])
    return ReadPaper(
        marking=marking,
        title=_plain(blocks[0][2:]),
        opening=tuple(_cell(line) for block in opening for line in block.split("\n")),
        sections=tuple(_section(name, body) for name, body in sections if name != wording().sources),
        sources=dict(_sources(blocks[:rule])),
        foot=tuple(map(_plain, blocks[rule + 1].split("\n"))),
    )


def _parted(blocks: Sequence[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    opening: list[str] = []
    sections: list[tuple[str, list[str]]] = []
    for block in blocks:
        if block.startswith("## "):
            sections.append((_plain(block[3:]), []))
        else:
            (sections[-1][1] if sections else opening).append(block)
    return opening, sections


def _section(name: str, body: Sequence[str]) -> ReadSection:
    lines = [line for block in body for line in block.split("\n")]
    if lines and lines[0].startswith("| "):
        head, _, *rows = map(_cells, lines)
        return ReadSection(name, tuple(map(_plain, head)), tuple(tuple(map(_cell, row)) for row in rows))
    listed = bool(lines) and all(line.startswith("- ") for line in lines)
    return ReadSection(name, (), tuple((_cell(line[2:] if listed else line),) for line in lines), listed)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BORDER.split(line)[1:-1]]


def _cell(text: str) -> ReadCell:
    remark = _REMARK.search(text)
    said = text[: remark.start()] if remark else text
    notes = tuple(int(number) for number in _NOTE.findall(said))
    return ReadCell(_plain(_NOTE.sub("", said)), notes, _plain(remark[1]) if remark else "")


def _sources(blocks: Sequence[str]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        for line in block.split("\n"):
            if match := _SOURCE.fullmatch(line):
                yield int(match[1]), _plain(match[2])


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)

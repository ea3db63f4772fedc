"""Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.answers.model import Citation
from assistant.exports.paper import Block, Grid, Heading, Paper, Said
from assistant.exports.wording import wording

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(paper: Paper) -> str:
    """Return a paper as Markdown: citations are footnotes, the marking stands first and last."""
    banner = [f"**{_escaped(paper.marking)}**"] if paper.marking else []
    blocks = [_block(block, paper.sources) for block in paper.blocks]
    notes = [f"[^{number}]: {_escaped(paper.source_line(cited))}" for cited, number in paper.sources.items()]
    sources = [f"## {wording().sources}", "\n".join(notes)] if notes else []
    foot = ["\n".join(_escaped(line) for line in paper.foot)]
    return "\n\n".join([*banner, f"# {_escaped(paper.title)}", *blocks, *sources, "---", *foot, *banner]) + "\n"


def _block(block: Block, numbers: Mapping[Citation, int]) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_escaped(block.text)}"
    if isinstance(block, Grid):
        return "\n".join(_rows(block, numbers))
    if block.listed:
        return "\n".join(f"- {_said(said, numbers)}" for said in block.said)
    return "\n".join(_said(said, numbers) for said in block.said)


def _rows(grid: Grid, numbers: Mapping[Citation, int]) -> Iterator[str]:
    yield f"| {' | '.join(map(_escaped, grid.columns))} |"
    yield f"|{'---|' * len(grid.columns)}"
    for row in grid.rows:
        yield f"| {' | '.join(_said(cell, numbers) for cell in row)} |"


def _said(said: Said, numbers: Mapping[Citation, int]) -> str:
    notes = "".join(f"[^{numbers[citation]}]" for citation in said.citations)
    remark = f" *({_escaped(said.remark)})*" if said.remark else ""
    return f"{_escaped(said.text)}{notes}{remark}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))

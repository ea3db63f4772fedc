"""Making papers of briefs."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers.model import ClaimStatus
from assistant.briefs.filled import Brief, Cell, FilledSection
from assistant.briefs.templates import Shape
from assistant.exports.paper import Block, Grid, Heading, Paper, Prose, Said
from assistant.exports.wording import wording


def of_brief(brief: Brief) -> Paper:
    """Return a brief: its source line, then section by section in the form of its template."""
    blocks: list[Block] = [Prose(tuple(_opening(brief)))]
    for section in brief.sections:
        blocks += [Heading(section.name), _body(section)]
    return Paper(
        title=brief.title,
        blocks=tuple(blocks),
        made=brief.made,
        library=brief.library,
        marking=brief.marking,
        model=brief.model,
        digest=brief.digest,
    )


def _opening(brief: Brief) -> Iterator[Said]:
    words = wording()
    yield Said(words.made_of.format(source=brief.source, template=brief.template))
    if brief.symptom:
        yield Said(words.symptom.format(symptom=brief.symptom))
    yield from map(Said, brief.notices)


def _body(section: FilledSection) -> Block:
    if not section.items:
        return Prose((Said(section.nothing),))
    if section.shape in {Shape.TABLE, Shape.KEY_VALUE}:
        return Grid(section.columns, tuple(tuple(_in_table(cell) for cell in item.cells) for item in section.items))
    return Prose(tuple(_said(item.cells[0]) for item in section.items), listed=section.shape is Shape.LIST)


def _said(cell: Cell) -> Said:
    return Said(" ".join(cell.text.split()), cell.citations, cell.status, cell.missing, cell.note)


def _in_table(cell: Cell) -> Said:
    """Return a cell of a table: what the program itself put there, such as a page, claims nothing."""
    said = _said(cell)
    return Said(said.text, said.citations) if cell.status is ClaimStatus.DERIVED else said

"""Making papers of briefs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.briefs.filled import Brief, FilledSection, Item
from assistant.briefs.template import Shape
from assistant.exports.paper import Block, Grid, Heading, Paper, Prose, Said
from assistant.exports.wording import wording


def of_brief(brief: Brief, portions: Mapping[str, str] = MappingProxyType({})) -> Paper:
    """Return a brief: its source line, then section by section in the form of its template.

    Args:
        brief: The brief.
        portions: Portion marks of its documents, by SHA-256, where they are not all marked the same.
    """
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
        settings=brief.settings,
        reviewer=brief.review,
        portions=portions,
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
        return Grid(section.columns, tuple(map(_row, section.items)))
    return Prose(tuple(_said(item.cells[0]) for item in section.items), listed=section.shape is Shape.LIST)


def _row(item: Item) -> tuple[Said, ...]:
    """Return a row of a table: its cells share one source for each page they stand on."""
    pages: dict[tuple[str, int], list[Citation]] = {}
    for cited in item.citations:
        pages.setdefault((cited.document, cited.page), []).append(cited)
    whole = {page: _joined(cited) for page, cited in pages.items()}
    return tuple(_in_table(cell, whole) for cell in item.cells)


def _joined(cited: Sequence[Citation]) -> Citation:
    """Return citations of one page as one, their words parted by `…`, what stands within another left out."""
    ordered = sorted(cited, key=lambda one: one.start)
    kept = [one for one in ordered if not any(other is not one and _within(one, other) for other in ordered)]
    quote = " … ".join(" ".join(one.quote.split()) for one in kept)
    return replace(ordered[0], quote=quote, end=max(one.end for one in ordered))


def _within(one: Citation, other: Citation) -> bool:
    wide, narrow = other.end - other.start, one.end - one.start
    return other.start <= one.start and one.end <= other.end and narrow < wide


def _said(cell: Claim) -> Said:
    return Said(" ".join(cell.text.split()), cell.citations, cell.status, cell.missing, cell.note)


def _in_table(cell: Claim, whole: Mapping[tuple[str, int], Citation]) -> Said:
    """Return a cell of a table: what the program itself put there, such as a page, claims nothing."""
    citations = tuple(dict.fromkeys(whole[cited.document, cited.page] for cited in cell.citations))
    said = replace(_said(cell), citations=citations)
    return Said(said.text, said.citations) if cell.status is ClaimStatus.DERIVED else said

"""The facts of a document as a table, each with the place where it is said first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.briefs.facts.model import Fact, Facts
from assistant.exports.paper import Block, Grid, Heading, Said
from assistant.exports.wording import wording

_Row = tuple[Said, ...]


def fact_blocks(facts: Facts) -> tuple[Block, ...]:
    """Return the table of a document's facts under its heading."""
    words = wording().facts
    rows = (*_plain(facts), *_cited(facts))
    return Heading(words["heading"]), Grid((words["what"], words["value"]), rows)


def _plain(facts: Facts) -> Iterator[_Row]:
    words = wording().facts
    told = {
        "title": facts.title,
        "kind": facts.kind,
        "date": facts.date,
        "authors": ", ".join(facts.authors),
        "language": facts.language,
        "length": words["length_told"].format(pages=facts.pages, words=facts.words),
        "headings": "; ".join(heading.title for heading in facts.headings if heading.level == 1),
    }
    return ((Said(words[name]), Said(value)) for name, value in told.items() if value)


def _cited(facts: Facts) -> Iterator[_Row]:
    words = wording().facts
    return ((Said(words[name]), _listed(found)) for name, found in facts.named().items() if found)


def _listed(found: Sequence[Fact]) -> Said:
    return Said("; ".join(fact.text for fact in found), tuple(dict.fromkeys(fact.cited for fact in found)))

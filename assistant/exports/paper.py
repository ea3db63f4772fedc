"""What is exported, whatever the format: blocks of text whose every statement may carry citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.answers.model import Citation, ClaimStatus
from assistant.exports.wording import wording

_NOT_CLAIMED = {None, ClaimStatus.PROJECTION, ClaimStatus.DERIVED}
_GOOD = {ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED}


@dataclass(frozen=True)
class Said:
    """One statement.

    Attributes:
        text: What it says.
        citations: Where its words stand.
        status: What the check says; None where nothing is claimed, as in a question.
        missing: Figures, dates, codes and names that are in none of its sources.
        note: The arithmetic of a computed one.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    status: ClaimStatus | None = None
    missing: tuple[str, ...] = ()
    note: str = ""

    @property
    def remark(self) -> str:
        """What the reader must know of it, such as `not supported; not in the sources: 25 hours`; "" for nothing."""
        if self.status is None:
            return ""
        remarks = [wording().statuses[self.status.value].format(note=self.note)]
        if self.missing:
            remarks.append(wording().lacks.format(missing=", ".join(self.missing)))
        return "; ".join(filter(None, remarks))


@dataclass(frozen=True)
class Heading:
    """A heading: 1 for the highest level below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Prose:
    """A paragraph of statements, or a list of them."""

    said: tuple[Said, ...]
    listed: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: the names of its columns, and rows of one statement a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


Block = Heading | Prose | Grid


@dataclass(frozen=True)
class Paper:
    """A whole export.

    Attributes:
        title: Its title.
        blocks: In order.
        made: ISO 8601 time in UTC.
        library: Name of the library it rests on.
        marking: Stands at the head and foot of each page; "" for none.
        portions: Portion marks of its documents, by SHA-256, where they are not all marked the same.
        model: Name of the model that wrote, "" where none did.
        digest: SHA-256 of its weights.
        settings: What the model was set to.
        reviewer: Who has reviewed it, "" for nobody yet.
    """

    title: str
    blocks: tuple[Block, ...]
    made: str
    library: str
    marking: str = ""
    model: str = ""
    digest: str = ""
    settings: tuple[str, ...] = ()
    reviewer: str = ""
    portions: Mapping[str, str] = field(default_factory=dict)

    def said(self) -> Iterator[Said]:
        """Yield every statement in order."""
        for block in self.blocks:
            if isinstance(block, Prose):
                yield from block.said
            elif isinstance(block, Grid):
                yield from (cell for row in block.rows for cell in row)

    @property
    def sources(self) -> dict[Citation, int]:
        """The citations with their numbers, from 1, in order of first use."""
        cited = dict.fromkeys(citation for said in self.said() for citation in said.citations)
        return {citation: number for number, citation in enumerate(cited, 1)}

    def source_line(self, citation: Citation) -> str:
        """Return a citation for a reader, behind the portion mark of its document."""
        return " ".join(filter(None, (self.portions.get(citation.document, ""), source_line(citation))))

    @property
    def foot(self) -> tuple[str, ...]:
        """The lines that tell when, from what and how it was made, how much of it was checked, and who reviewed it."""
        words = wording()
        told = words.with_model if self.digest else words.with_model_name
        model = told.format(name=self.model, digest=self.digest[:12]) if self.model else words.without_model
        claimed = [said.status for said in self.said() if said.status not in _NOT_CLAIMED]
        good = sum(status in _GOOD for status in claimed)
        made = words.made.format(date=self.made[:10], library=self.library, model=model)
        settings = words.settings.format(settings="; ".join(self.settings)) if self.settings else ""
        review = words.reviewed.format(reviewer=self.reviewer) if self.reviewer else words.needs_review
        lines = (made, settings, words.checked.format(good=good, total=len(claimed)), review)
        return tuple(filter(None, lines))


def source_line(citation: Citation) -> str:
    """Return a citation for a reader: the document's file name (never its folder), the page, the words."""
    document = re.split(r"[/\\]", citation.path)[-1] or citation.document[:12]
    quote = " ".join(citation.quote.split())
    line = wording().source if quote else wording().source_page
    return line.format(document=document, page=citation.label or citation.page, quote=quote)

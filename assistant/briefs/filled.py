"""What filling a template yields: sections of items, each cell with what the program found for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.briefs.template import Shape
from assistant.jobs import Progress

NOT_FOUND = "not found"
"""What a cell says where the documents say nothing of it."""

CHECKED = frozenset({ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED, ClaimStatus.PARTLY, ClaimStatus.UNSUPPORTED})
GOOD = frozenset({ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED})

_WEAKEST = (
    ClaimStatus.UNSUPPORTED,
    ClaimStatus.PARTLY,
    ClaimStatus.COMPUTED,
    ClaimStatus.SUPPORTED,
    ClaimStatus.PROJECTION,
    ClaimStatus.DERIVED,
)


@dataclass(frozen=True)
class Item:
    """One paragraph sentence, list entry, table row or key with its value; a cell of it is a claim."""

    cells: tuple[Claim, ...]

    @property
    def text(self) -> str:
        """Its cells as one text."""
        return " | ".join(cell.text for cell in self.cells)

    @property
    def status(self) -> ClaimStatus:
        """The weakest status of its cells."""
        return min((cell.status for cell in self.cells), key=_WEAKEST.index)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of its cells, each once."""
        return tuple(dict.fromkeys(cited for cell in self.cells for cited in cell.citations))


@dataclass(frozen=True)
class FilledSection:
    """One section.

    Attributes:
        name: Its heading.
        shape: How it looks.
        columns: Names of its columns; one for paragraphs and lists, `("Item", "Value")` for key-value.
        items: What was found, in order.
        nothing: The sentence that stands there when there are no items.
    """

    name: str
    shape: Shape
    columns: tuple[str, ...]
    items: tuple[Item, ...]
    nothing: str


@dataclass(frozen=True)
class Brief:
    """A filled template.

    Attributes:
        template: Its name.
        title: Title of the brief.
        source: The line that says what it was made of.
        documents: SHA-256 of each document.
        sections: In the order of the template.
        seconds: Time it took.
        library: Name of the library.
        made: ISO 8601 time in UTC.
        marking: The highest of the documents used, as a banner line; "" where none is marked.
        model: Name of the model that worded it, "" where none did.
        digest: SHA-256 of its weights, "" where none did.
        symptom: What the user typed, "" for none.
        settings: What the model was set to, such as `context: 8192 tokens`.
        notices: Sentences for the user.
        reviewer: Who has confirmed it, "" for nobody yet.
        reviewed: When, ISO 8601 in UTC, "" likewise.
    """

    template: str
    title: str
    source: str
    documents: tuple[str, ...]
    sections: tuple[FilledSection, ...]
    seconds: float
    library: str
    made: str
    marking: str = ""
    model: str = ""
    digest: str = ""
    symptom: str = ""
    settings: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    reviewer: str = ""
    reviewed: str = ""

    @property
    def review(self) -> str:
        """Who has confirmed it and on which day, "" for nobody yet."""
        return f"{self.reviewer} on {self.reviewed[:10]}" if self.reviewer else ""

    @property
    def checked(self) -> int:
        """Number of claim cells that were checked."""
        return sum(cell.status in CHECKED for cell in self.cells())

    @property
    def supported(self) -> int:
        """Number of claim cells that hold."""
        return sum(cell.status in GOOD for cell in self.cells())

    def cells(self) -> Iterator[Claim]:
        """Yield every cell."""
        for section in self.sections:
            for item in section.items:
                yield from item.cells

    def documents_used(self) -> set[str]:
        """Return the documents, by SHA-256, that it was made of, and others that it cites."""
        return {*self.documents, *(cited.document for cell in self.cells() for cited in cell.citations)}

    def citations(self) -> tuple[Citation, ...]:
        """Return its citations in order of first use, each once: the numbers of its sources, from 1."""
        return tuple(dict.fromkeys(cited for cell in self.cells() for cited in cell.citations if cited.quote))


@dataclass(frozen=True, kw_only=True)
class SectionFilled(Progress):
    """One more section is done."""

    section: FilledSection

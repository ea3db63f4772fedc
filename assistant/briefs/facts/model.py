"""What is told of a document before anything is written about it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.model import Citation
from assistant.briefs.model import KeySentence
from assistant.documents.values import Section


@dataclass(frozen=True)
class Fact:
    """A figure, a date or a name.

    Attributes:
        text: As the document mostly writes it.
        count: How often it is said.
        cited: Where it is said first; for a figure the whole sentence.
    """

    text: str
    count: int
    cited: Citation


@dataclass(frozen=True)
class Facts:
    """A document at a glance.

    Attributes:
        document: SHA-256.
        title: Its title, the file's name where it has none.
        kind: Its format in one word.
        date: The day it says it is of, as written or ISO 8601; "" where it says none.
        authors: Who wrote it, as it says.
        language: ISO 639-1, "" where unknown.
        pages: Number of pages.
        words: Number of words.
        headings: In order.
        key_sentences: The sentences that say most, in order.
        figures: The figures of those sentences, most telling first.
        organisations: Named most often first.
        places: Likewise.
        people: Likewise.
        dates: Days and months, in order of time.
        seconds: Time it took.
    """

    document: str
    title: str
    kind: str
    date: str
    authors: tuple[str, ...]
    language: str
    pages: int
    words: int
    headings: tuple[Section, ...]
    key_sentences: tuple[KeySentence, ...]
    figures: tuple[Fact, ...]
    organisations: tuple[Fact, ...]
    places: tuple[Fact, ...]
    people: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    seconds: float

    def named(self) -> dict[str, tuple[Fact, ...]]:
        """Return the facts that stand at a place, by their kind."""
        return {
            "figures": self.figures,
            "organisations": self.organisations,
            "places": self.places,
            "people": self.people,
            "dates": self.dates,
        }

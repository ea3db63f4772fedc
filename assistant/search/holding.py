"""Which pages hold what must be found exactly, and to which documents that limits a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.library.library import Library
from assistant.search.evidence import Narrowing
from assistant.search.exact import Exact
from assistant.search.fusion import PageKey, Signal

_DEPTH = 400  # passages looked at for each thing
_LIMITS = {"phrase": "phrase", "wildcard": "phrase", "identifier": "identifier"}  # dates and amounts limit nothing


@dataclass(frozen=True)
class Held:
    """The pages that hold each thing which some page holds."""

    pages: Mapping[Exact, frozenset[PageKey]]

    @classmethod
    def of(cls, library: Library, things: Sequence[Exact], documents: Collection[str] | None) -> Held:
        """Look for each thing in the given documents, None for all."""
        found = {
            thing: [passage for passage, _ in library.lexical(thing.expression, _DEPTH, documents)] for thing in things
        }
        places = library.located({passage for passages in found.values() for passage in passages})
        pages = {
            thing: frozenset(places[passage] for passage in passages if passage in places)
            for thing, passages in found.items()
            if passages
        }
        return cls({thing: held for thing, held in pages.items() if held})

    def signal(self) -> Signal:
        """Return for each page the share of the things that it holds."""
        counted = Counter(page for pages in self.pages.values() for page in pages)
        return {page: count / len(self.pages) for page, count in counted.items()}

    def limits(self) -> Iterator[Narrowing]:
        """Yield the documents that hold each phrase, wildcard and identifier."""
        for thing, pages in self.pages.items():
            if thing.kind in _LIMITS:
                yield Narrowing(_LIMITS[thing.kind], thing.value, frozenset(document for document, _ in pages))

"""From a question to ranked pages and the passages on them, with no model call on the way."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import UsageError
from assistant.library.library import Library
from assistant.library.records import DocumentRecord, PassageRecord
from assistant.search.catalogue import Catalogue
from assistant.search.contents import demoted
from assistant.search.duplicates import folded
from assistant.search.evidence import Evidence, Found, RankedPage
from assistant.search.exact import exact_things
from assistant.search.fusion import PageKey, Ranked, Signal, fuse, weights
from assistant.search.holding import Held
from assistant.search.meaning import Meaning, embedded
from assistant.search.narrowing import Scope, narrowed_by, scope
from assistant.search.notices import thinned
from assistant.search.question import asked, terms
from assistant.search.signals import Looked, look
from assistant.search.variety import interleaved
from assistant.search.vocabulary import Vocabulary, vocabulary

_READ = 20  # of the best pages, to see what they are
_RANKED = 50  # pages told of, whatever number of passages is asked for


@dataclass(frozen=True)
class _Chosen:
    """The documents that may be looked at.

    Attributes:
        records: Each of them.
        hashes: Their SHA-256 where they were chosen by hand, None for the whole library.
    """

    records: Sequence[DocumentRecord]
    hashes: frozenset[str] | None

    def within(self, limits: Scope) -> frozenset[str] | None:
        """Return what the limits of a question leave of them, None for the whole library."""
        return self.hashes if limits.documents is None else limits.documents


class Finder:
    """Finds the pages of one library that answer a question. Thread-safe."""

    def __init__(self, library: Library, field: Vocabulary | None = None) -> None:
        self._library = library
        self._vocabulary = field or vocabulary()
        self._catalogue = Catalogue(library, self._vocabulary)

    def find(
        self,
        question: str,
        limit: int = 10,
        documents: Collection[str] = (),
        narrow: bool = True,
        without: Collection[str] = (),
    ) -> Found:
        """Find the pages that answer a question, best first.

        Args:
            question: As typed; words in quotes must stand together, `pump*` stands for any ending.
            limit: Most passages to return, one a page.
            documents: Look in these only (SHA-256); empty for the whole library.
            narrow: Whether the question itself may limit the search to some documents.
            without: Kinds of limit not to apply, as in `Narrowing.kind`.
        """
        started = time.perf_counter()
        records = {record.sha256: record for record in self._library.documents()}
        meaning = embedded(self._library, question)
        limits, looked = self._look(question, meaning, self._chosen(records, documents), narrow, without)
        ranked = interleaved(self._weighed(fuse(looked.signals, weights()), question, limits), limits.parties)
        return Found(
            question=question,
            evidence=tuple(folded(self._evidence(ranked, looked, records), limit)),
            pages=tuple(RankedPage(*page, score) for page, score in ranked[: max(_RANKED, limit)]),
            narrowed=limits.narrowed,
            seconds=time.perf_counter() - started,
            vectors_pending=sum(record.status == "words-only" for record in records.values()),
            by_words_only=meaning.lacking,
        )

    def signals(self, question: str, documents: Collection[str] = (), narrow: bool = True) -> Mapping[str, Signal]:
        """Return what each way of looking says of the pages, before they are fused: what weights are fitted on."""
        records = {record.sha256: record for record in self._library.documents()}
        meaning = embedded(self._library, question)
        return self._look(question, meaning, self._chosen(records, documents), narrow, ())[1].signals

    def _chosen(self, records: Mapping[str, DocumentRecord], documents: Collection[str]) -> _Chosen:
        """Return the documents chosen by hand, or all."""
        chosen = frozenset(documents)
        hashes = [sha256 for sha256 in records if not chosen or sha256 in chosen]
        return _Chosen([records[sha256] for sha256 in hashes], frozenset(hashes) if chosen else None)

    def _look(
        self, question: str, meaning: Meaning, chosen: _Chosen, narrow: bool, without: Collection[str]
    ) -> tuple[Scope, Looked]:
        limits, exact = self._limits(question, chosen, without)
        if not narrow:
            limits = Scope(spoken=limits.spoken, kinds=limits.kinds)
        understood = asked(question, limits.spoken, self._vocabulary, limits.kinds)
        within = chosen.within(limits)
        return limits, look(self._library, understood, meaning, within, exact)

    def _limits(self, question: str, chosen: _Chosen, without: Collection[str]) -> tuple[Scope, Signal]:
        """Read the limits of a question, and where the things that it wants exactly stand."""
        limits = scope(question, self._catalogue.cards(chosen.records), self._vocabulary, without)
        within = chosen.within(limits)
        held = Held.of(self._library, exact_things(question, self._vocabulary.document_names), within)
        left = frozenset(record.sha256 for record in chosen.records) if within is None else within
        return narrowed_by(limits, held.limits(), left, without), held.signal()

    def _weighed(self, ranked: Ranked, question: str, limits: Scope) -> Ranked:
        """Put lists of contents and copies of notices among the best pages further down."""
        texts = self._library.page_texts([page for page, _ in ranked[:_READ]])
        return thinned(demoted(ranked, texts), texts, terms(question, limits.spoken))

    def _evidence(self, ranked: Ranked, looked: Looked, records: Mapping[str, DocumentRecord]) -> Iterator[Evidence]:
        """Yield the best passage of each page; a page known by its kind alone gives its first one."""
        for page, score in ranked:
            try:
                passage, label = self._best_passage(page, looked), self._library.page(*page).label
            except UsageError:  # the document was removed since it was found
                continue
            similarity = looked.similarity.get(passage.id)
            yield _evidence(passage, label, records[passage.document], score, similarity)

    def _best_passage(self, page: PageKey, looked: Looked) -> PassageRecord:
        scored, row = looked.passages.get(page), looked.rows.get(page, "")
        found = self._library.passages([scored[0][0]]) if scored and not row else self._library.passages_of(*page)
        if not found:
            raise UsageError("unknown-page", f"Page {page[1]} has no passage any more.")
        return next((passage for passage in found if row in passage.text), found[0])


def _evidence(
    passage: PassageRecord, label: str, record: DocumentRecord, score: float, similarity: float | None
) -> Evidence:
    return Evidence(
        passage=passage.id,
        document=passage.document,
        path=record.path,
        title=record.title,
        page=passage.page,
        label=label,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=score,
        similarity=similarity,
    )

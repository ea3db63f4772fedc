"""What becomes of a document's marking when it is added: all that is known of it together, below the ceiling."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.model import Page
from assistant.guard.markings.banners import BannerReader
from assistant.guard.markings.joining import highest, join
from assistant.guard.markings.marking import UNMARKED, Marking, banner, parse
from assistant.guard.markings.scheme import Scheme
from assistant.library import paths
from assistant.library.adding.candidate import Candidate
from assistant.library.markings.ceiling import check_ceiling
from assistant.library.markings.inside import around, spread
from assistant.library.markings.marks import Mark, MarkingChange, Source, mark_of, set_mark
from assistant.library.markings.rules import markings_for
from assistant.library.store.connection import Connection


class Admission:
    """Marks documents that are added, by one scheme.

    What its banner lines and the document around it say is a proposal: it counts from the first moment, until a person
    confirms it or decides otherwise.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._banners = BannerReader(scheme)

    def read(self, pages: Sequence[Page]) -> Marking:
        """Return the marking that the pages bear."""
        return self._banners.read([page.text for page in pages])

    def admit(
        self, connection: Connection, document: int, candidate: Candidate, borne: Marking = UNMARKED
    ) -> list[MarkingChange]:
        """Mark a document that was written in the open transaction, and what is known to be inside it.

        Args:
            connection: In a write transaction, which an error undoes.
            document: Its row id.
            candidate: The file; another file with the same content only adds to its marking.
            borne: What its pages bear.

        Returns:
            What was changed of documents inside it.

        Raises:
            WorldError: `above-ceiling`.
        """
        known = mark_of(connection, document)
        ruled = highest(self._scheme, (parse(self._scheme, text) for text in markings_for(connection, candidate.raw)))
        outer = around(connection, self._scheme, candidate)
        if not (known or ruled or outer or borne):
            return []
        mark = self._mark(known, ruled, outer, borne)
        check_ceiling(connection, self._scheme, parse(self._scheme, mark.marking), paths.plain(candidate.name))
        if mark == known:
            return []
        set_mark(connection, document, mark)
        return spread(connection, self._scheme, document, known.marking if known else "")

    def _mark(self, known: Mark | None, ruled: Marking, outer: Marking, borne: Marking) -> Mark:
        """Return the mark that says all of it; what is proposed and says nothing new needs nobody to confirm it."""
        before = parse(self._scheme, known.marking) if known else UNMARKED
        decided = join(self._scheme, before, ruled)
        held = join(self._scheme, decided, outer)
        whole = join(self._scheme, held, borne)
        if known and whole == before:
            return known
        if whole == decided:
            return Mark(banner(self._scheme, whole), Source.FOLDER, bool(known and known.proposed))
        return Mark(banner(self._scheme, whole), Source.OUTER if whole == held else Source.BANNER, proposed=True)

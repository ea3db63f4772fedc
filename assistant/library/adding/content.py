"""From a copied file to what is written: its pages, its title and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.documents.languages import LOOKED_AT, language_of
from assistant.documents.model import Head, Page
from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from assistant.library.adding.board import Board
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.staging import Staged
from assistant.library.adding.titles import title_of
from assistant.library.embedder import Embedder
from assistant.library.passages.cutting import Cutter, cut_by, embedded_text
from assistant.library.passages.headers import SectionPaths
from assistant.library.passages.repeated import with_boilerplate
from assistant.library.writing import Content

_LONGEST_SUFFIX = 12


class ContentReader:
    """Reads documents and cuts them into passages.

    Args:
        reader: Reads the files.
        embedder: Measures passages.
        board: Told of each page.
        stop: Looked at in every step.
    """

    def __init__(self, reader: Reader, embedder: Embedder, board: Board, stop: CancelToken) -> None:
        self._reader = reader
        self._embedder = embedder
        self._board = board
        self._stop = stop

    def read(self, candidate: Candidate, staged: Staged, *, glanced: bool = False) -> Content:
        """Read a whole document, or what can be read of it at a glance.

        Raises:
            WorldError: It cannot be read; the code says why.
            Cancelled: Stopping was asked for.
        """
        head, pages = self._parts(candidate, staged, glanced=glanced)
        pages = with_boilerplate(pages)
        head = _with_language(head, pages)
        title = title_of(head, candidate.name)
        cutter = Cutter(self._embedder, title, SectionPaths.of(head.outline, pages))
        drafts = [draft for page in pages for draft in cutter.cut(page)]
        suffix = Path(candidate.name).suffix.lower()[:_LONGEST_SUFFIX]
        return Content(staged.sha256, staged.stamp.size, suffix, title, head, pages, drafts, cut_by(self._embedder))

    def embedded_texts(self, content: Content) -> list[str]:
        """Return what is embedded for each passage."""
        by_number = {page.number: page for page in content.pages}
        return [embedded_text(self._embedder, by_number[draft.page], draft) for draft in content.drafts]

    def _parts(self, candidate: Candidate, staged: Staged, *, glanced: bool) -> tuple[Head, list[Page]]:
        head, pages = Head("unknown"), list[Page]()
        for part in self._reader.read(staged.file, self._stop, candidate.password, glanced=glanced):
            if isinstance(part, Head):
                head = part
            else:
                pages.append(part)
                self._board.reading(candidate.shown, part.number)
        return head, pages


def _with_language(head: Head, pages: Sequence[Page]) -> Head:
    """Return the head with the language of the text where the document does not say its own."""
    if head.language:
        return head
    text = ""
    for page in pages:
        text += f"{page.text[:LOOKED_AT]}\n"
        if len(text) >= LOOKED_AT:
            break
    return replace(head, language=language_of(text))

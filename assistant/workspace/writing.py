"""What the workspace writes: summaries, briefs and exported files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answers.conversations import Conversations
from assistant.briefs.facts.model import Facts
from assistant.briefs.facts.telling import facts_of
from assistant.briefs.filled import Brief
from assistant.briefs.filling.brief import fill
from assistant.briefs.focused import summarise_about
from assistant.briefs.joint.comparing import compare
from assistant.briefs.joint.model import Joint, Together
from assistant.briefs.joint.together import summarise_together
from assistant.briefs.kept import KeptBriefs
from assistant.briefs.key_sentences import key_sentences
from assistant.briefs.model import KeySentence, Summary
from assistant.briefs.summary import Length, Manner, Unsupported, estimate_seconds, summarise
from assistant.briefs.templates import Templates
from assistant.engine.engine import Engine
from assistant.exports.making import Origin, cited_in, marking_of, of_conversation
from assistant.exports.writing import write
from assistant.jobs import CancelToken, Job
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Writing:
    """Writes from the documents of a library; thread-safe."""

    def __init__(self, home: Path, shelf: Shelf, engine: Engine) -> None:
        self._home = home
        self._shelf = shelf
        self._engine = engine

    def key_sentences(self, document: str, *, library: str = DEFAULT_LIBRARY) -> tuple[KeySentence, ...]:
        """Return the sentences that say most of a document, without a model."""
        opened = self._shelf.library(library)
        return key_sentences(opened, opened.document(document).sha256)

    def summarise(
        self,
        document: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
        length: Length = Length.PARAGRAPH,
    ) -> Job[Summary]:
        """Summarise a whole document, citing pages; the settings say what becomes of what the pages do not hold."""
        opened = self._shelf.library(library)
        return summarise(
            opened, opened.document(document).sha256, self._engine.model(model), cancel, self._manner(length)
        )

    def facts(self, document: str, *, library: str = DEFAULT_LIBRARY) -> Facts:
        """Return who, where, when and how much of a document, without a model."""
        return facts_of(self._shelf.library(library), document)

    def compare(self, documents: Sequence[str], cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[Joint]:
        """Compare documents without a model: agreements, contradictions, what only one says."""
        return compare(self._shelf.library(library), documents, cancel)

    def summarise_together(
        self,
        documents: Sequence[str],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
        length: Length = Length.PARAGRAPH,
    ) -> Job[Together]:
        """Summarise each of several documents, then compare them."""
        opened = self._shelf.library(library)
        return summarise_together(opened, documents, self._engine.model(model), cancel, self._manner(length))

    def summarise_about(
        self,
        document: str,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
    ) -> Job[Summary]:
        """Summarise what a document says about a question, citing pages."""
        opened, finder = self._shelf.opened(library)
        sha256 = opened.document(document).sha256
        return summarise_about(opened, finder, sha256, question, self._engine.model(model), cancel)

    def estimate_summary_seconds(self, document: str, *, library: str = DEFAULT_LIBRARY) -> float:
        """Estimate how long the model's summary of a document takes on this machine."""
        opened = self._shelf.library(library)
        return estimate_seconds(opened, opened.document(document).sha256, self._engine.model(None))

    @property
    def templates(self) -> Templates:
        """The templates of briefs: those that ship, and the user's own in `templates/` of this home."""
        return Templates(self._home / "templates")

    def brief(
        self,
        template: str,
        documents: Sequence[str],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        model: str | None = None,
        symptom: str = "",
        extractive: bool = False,
    ) -> Job[Brief]:
        """Fill a template from documents, and keep the brief with the library; an `extractive` one needs no model."""
        opened, form = self._shelf.library(library), self.templates.get(template)
        chosen = self._shelf.hashes(library, documents)
        writer = None if extractive else self._engine.model(model)
        made = yield from fill(opened, form, chosen, writer, cancel, symptom=symptom)
        KeptBriefs(opened).keep(made)
        return made

    def _manner(self, length: Length) -> Manner:
        return Manner(length, Unsupported(self._engine.settings.current.unsupported))

    def briefs(self, library: str = DEFAULT_LIBRARY) -> KeptBriefs:
        """Return the briefs kept with a library, with the board of their signals."""
        return KeptBriefs(self._shelf.library(library))

    def export(self, conversation: str, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write a conversation to a file whose name tells the format: .md, .html, .docx or .pdf."""
        opened = self._shelf.library(library)
        turns = Conversations(opened).turns(conversation)
        cited = cited_in(turns)
        marking = marking_of(record for record in opened.documents() if record.sha256 in cited)
        write(of_conversation(conversation, turns, Origin(opened.name, marking)), path)

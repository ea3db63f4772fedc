"""What the workspace writes: summaries, briefs and exported files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from assistant.answers.conversations import Conversations
from assistant.answers.marking import documents_used
from assistant.briefs.facts.model import Facts
from assistant.briefs.facts.telling import facts_of
from assistant.briefs.filled import Brief
from assistant.briefs.filling.brief import fill
from assistant.briefs.focused import summarise_about
from assistant.briefs.joint.comparing import compare
from assistant.briefs.joint.model import Joint, Together
from assistant.briefs.joint.together import summarise_together
from assistant.briefs.kept import BoardRow, KeptBriefs
from assistant.briefs.key_sentences import key_sentences
from assistant.briefs.model import KeySentence, Summary
from assistant.briefs.summary import Length, Manner, Unsupported, estimate_seconds, summarise
from assistant.briefs.templates import Templates
from assistant.engine.engine import Engine
from assistant.exports.board import board_table
from assistant.exports.briefs import of_brief
from assistant.exports.joint import of_together
from assistant.exports.making import Origin, of_conversation, of_summary
from assistant.guard.actor import user
from assistant.jobs import CancelToken, Job
from assistant.workspace.recording import Recording
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Writing:
    """Writes from the documents of a library; thread-safe."""

    def __init__(self, home: Path, shelf: Shelf, engine: Engine, recording: Recording) -> None:
        self._home = home
        self._shelf = shelf
        self._engine = engine
        self._recording = recording

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
        extractive: bool = False,
    ) -> Job[Summary]:
        """Summarise a whole document, citing pages; an `extractive` summary is its key sentences, without a model.

        The settings say what becomes of a sentence that the pages do not hold.
        """
        opened = self._shelf.library(library)
        writer = None if extractive else self._engine.model(model)
        job = summarise(opened, opened.document(document).sha256, writer, cancel, self._manner(length))
        return self._recording.summarising(opened, job)

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
        extractive: bool = False,
    ) -> Job[Together]:
        """Summarise each of several documents, then compare them; an `extractive` one needs no model."""
        opened = self._shelf.library(library)
        writer = None if extractive else self._engine.model(model)
        job = summarise_together(opened, documents, writer, cancel, self._manner(length))
        return self._recording.summarising(opened, job)

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
        job = summarise_about(opened, finder, sha256, question, self._engine.model(model), cancel)
        return self._recording.summarising(opened, job)

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
        self._recording.wrote(opened, f"brief {made.template}", made.documents, made.model, made.digest)
        KeptBriefs(opened).keep(made)
        return made

    def review(self, brief: Brief, reviewer: str = "", *, library: str = DEFAULT_LIBRARY) -> Brief:
        """Keep that a person has confirmed a kept brief, and return it so; the present user where no name is given.

        Raises:
            UsageError: `unknown-brief` or `bad-name`.
        """
        opened = self._shelf.library(library)
        return KeptBriefs(opened).review(brief, reviewer.strip() or user(), self._recording.reviewed(opened))

    def take_back_review(self, brief: Brief, *, library: str = DEFAULT_LIBRARY) -> Brief:
        """Let a kept brief need review again, and return it so. Raises UsageError `unknown-brief`."""
        opened = self._shelf.library(library)
        return KeptBriefs(opened).review(brief, "", self._recording.reviewed(opened))

    def _manner(self, length: Length) -> Manner:
        return Manner(length, Unsupported(self._engine.settings.current.unsupported))

    def briefs(self, library: str = DEFAULT_LIBRARY) -> KeptBriefs:
        """Return the briefs kept with a library, with the board of their signals."""
        return KeptBriefs(self._shelf.library(library))

    def export(self, conversation: str, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write a conversation to a file whose name tells the format: .md, .html, .docx or .pdf."""
        turns = Conversations(self._shelf.library(library)).turns(conversation)
        used = {document for turn in turns for document in documents_used(turn.answer)}
        origin = self._origin(library, used, *(turn.answer.marking for turn in turns))
        paper = of_conversation(conversation, turns, origin)
        self._recording.export(self._shelf.library(library), "conversation", paper, path, used)

    def export_summary(self, summary: Summary, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write a summary with the document's facts to a file whose name tells the format."""
        opened = self._shelf.library(library)
        record, origin = opened.document(summary.document), self._origin(library, {summary.document}, summary.marking)
        paper = of_summary(summary, record, origin, facts_of(opened, record.sha256))
        self._recording.export(opened, "summary", paper, path, [record.sha256])

    def export_together(self, together: Together, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write the joint summary of several documents to a file whose name tells the format."""
        opened = self._shelf.library(library)
        origin = self._origin(library, set(together.joint.documents), together.joint.marking)
        paper = of_together(together, opened.documents(), origin)
        self._recording.export(opened, "joint summary", paper, path, together.joint.documents)

    def export_brief(self, brief: Brief, path: Path) -> None:
        """Write a brief to a file whose name tells the format, marked as its documents are now where that is higher."""
        opened = self._shelf.library(brief.library)
        marked = KeptBriefs(opened).marked(brief)
        paper = of_brief(marked, opened.markings.portions(brief.documents_used()))
        self._recording.export(opened, "brief", paper, path, brief.documents_used())

    def export_board(self, rows: Sequence[BoardRow], path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write signals to a file as comma-separated values, with the highest marking of their briefs."""
        opened = self._shelf.library(library)
        documents = sorted({document for row in rows for document in row.documents})
        marking = opened.markings.of(documents, *(row.marking for row in rows))
        told = {"kind": "signals", "documents": documents, "marking": marking}
        self._recording.export_content(opened, path, board_table(rows, marking).encode(), told)

    def _origin(self, library: str, documents: Collection[str], *others: str) -> Origin:
        """Return where an export comes from: its documents, and markings that parts of it have already."""
        markings = self._shelf.library(library).markings
        return Origin(self._shelf.library(library).name, markings.of(documents, *others), markings.portions(documents))

"""What is done with a library's documents, written into its log."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from assistant.answers.model import Answer
from assistant.briefs.filled import Brief
from assistant.briefs.joint.model import Together
from assistant.briefs.model import Summary
from assistant.exports.paper import Paper
from assistant.exports.writing import format_of, write_content
from assistant.guard.policy import Feature
from assistant.jobs import Job
from assistant.library.audit.entries import Action, Entry
from assistant.library.library import Library
from assistant.library.paths import plain
from assistant.library.store.connection import Connection
from assistant.workspace.licences import Licences
from assistant.workspace.shelf import Shelf

Written = TypeVar("Written", bound=Summary | Together)


class Recording:
    """Logs questions, writings and exports; thread-safe.

    Args:
        shelf: The libraries.
        licences: Tell who has accepted a model's licence, which each library is told once.
    """

    def __init__(self, shelf: Shelf, licences: Licences) -> None:
        self._shelf = shelf
        self._licences = licences

    def asking(self, library: Library, question: str, job: Job[Answer]) -> Job[Answer]:
        """Run a job that answers a question; the question is logged before, what the answer rests on after it."""
        asked = self.asked(library, question)
        answer = yield from job
        self.told_model(library, answer.model, answer.digest)
        cited = {citation.document for claim in answer.claims for citation in claim.citations}
        told = {"asked": asked.sequence, "refused": answer.refused, "marking": answer.marking}
        library.audit.record(Action.ANSWERED, **told, documents=sorted(cited), **_model(answer.model, answer.digest))
        return answer

    def asked(self, library: Library, question: str) -> Entry:
        """Log a question that a model is about to be asked."""
        return library.audit.record(Action.ASKED, **self._words(question))

    def searched(self, library: Library, question: str) -> None:
        """Log words that are about to be searched for."""
        library.audit.record(Action.SEARCHED, **self._words(question))

    def summarising(self, library: Library, job: Job[Written]) -> Job[Written]:
        """Run a job that summarises one document or several, and log that it did before anybody sees it."""
        made = yield from job
        summaries: Sequence[Summary] = (made,) if isinstance(made, Summary) else made.summaries
        by = next((one for one in summaries if one.model), summaries[0])
        self.wrote(library, "summary", [one.document for one in summaries], by.model, by.digest)
        return made

    def wrote(self, library: Library, kind: str, documents: Collection[str], model: str, digest: str) -> None:
        """Log that something was written from documents (SHA-256), by a model or by none."""
        self.told_model(library, model, digest)
        library.audit.record(Action.WROTE, kind=kind, documents=sorted(documents), **_model(model, digest))

    def reviewed(self, library: Library) -> Callable[[Connection, Brief], object]:
        """Return what logs, in an open transaction, that a brief was confirmed, or that this was taken back."""

        def log(connection: Connection, brief: Brief) -> None:
            told = {"template": brief.template, "made": brief.made, "reviewer": brief.reviewer}
            library.audit.write(connection, Action.REVIEWED, **told, documents=sorted(brief.documents))

        return log

    def export(self, library: Library, kind: str, paper: Paper, path: Path, documents: Collection[str]) -> None:
        """Write a paper to a file whose name tells the format, and log that before the file is in its place.

        Args:
            library: Which it rests on.
            kind: What it is, such as `brief`.
            paper: The paper.
            path: Of the file.
            documents: What it was made of, by SHA-256, beside what it cites.

        Raises:
            UsageError: `unknown-format`.
            WorldError: `cannot-write` or `set-by-administrator`.
        """
        self.check_export()
        content = format_of(path)(paper)
        used = sorted({*documents, *(cited.document for cited in paper.sources)})
        told = {"kind": kind, "documents": used, "marking": paper.marking, **_model(paper.model, paper.digest)}
        self.export_content(library, path, content, told)

    def export_content(self, library: Library, path: Path, content: bytes, told: Mapping[str, Any]) -> None:
        """Write a file, and log that with what is told of it; raises as `export`."""
        self.check_export()
        named = {"file": plain(path.name), "sha256": hashlib.sha256(content).hexdigest()}
        write_content(path, content, partial(library.audit.record, Action.EXPORTED, **named, **told))

    def check_export(self) -> None:
        """Raise WorldError `set-by-administrator` where nothing may be exported."""
        self._shelf.policy.check(Feature.EXPORT)

    def _words(self, question: str) -> dict[str, str]:
        if self._shelf.policy.rules.log_questions == "digest":
            return {"question_sha256": hashlib.sha256(question.encode("utf-8", "replace")).hexdigest()}
        return {"question": plain(question)}

    def told_model(self, library: Library, model: str, digest: str) -> None:
        """Log once in each library who has accepted the licence of the model that is used there."""
        if not digest or any(seen.get("digest") == digest for seen in library.audit.subjects(Action.MODEL_ACCEPTED)):
            return
        library.audit.record(Action.MODEL_ACCEPTED, **_model(model, digest), **self._licences.acceptance(digest))


def _model(name: str, digest: str) -> dict[str, str]:
    return {"model": name, "digest": digest} if name else {}

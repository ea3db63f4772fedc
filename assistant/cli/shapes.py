"""The JSON shapes of the command line's contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from assistant.answers.conversations import ConversationRecord, TurnRecord
from assistant.answers.model import Answer, Citation, Claim
from assistant.briefs.model import Summary
from assistant.library.labels import Note
from assistant.library.records import AddReport, DocumentRecord, LedgerLine
from assistant.search.evidence import Evidence, Found
from assistant.search.rewriting import Further

Shape = dict[str, Any]


def added(report: AddReport) -> Shape:
    """Return what `add` did."""
    return {
        "added": [asdict(document) for document in report.added],
        "unchanged": list(report.unchanged),
        "failed": [asdict(file) for file in report.failed],
        "ignored": list(report.ignored),
        "files": [asdict(line) for line in report.files],
    }


def document(record: DocumentRecord) -> Shape:
    """Return one document as `documents` lists it."""
    return {
        "document": record.sha256,
        "path": record.path,
        "title": record.title,
        "kind": record.kind,
        "pages": record.pages,
        "passages": record.passages,
        "status": record.status,
        "reason": record.reason,
        "ledger": record.ledger,
        "paths": list(record.paths),
        "missing": record.missing,
        "tags": list(record.tags),
        "marking": record.marking,
        "marking_proposed": record.marking_proposed,
        "notes": record.notes,
    }


def documents(records: Iterable[DocumentRecord]) -> Shape:
    """Return all documents."""
    return {"documents": [document(record) for record in records]}


def notes(written: Iterable[Note]) -> Shape:
    """Return notes on documents."""
    return {"notes": [asdict(note) for note in written]}


def ledger(lines: Iterable[LedgerLine]) -> Shape:
    """Return the ledger, a line a page."""
    return {"ledger": [asdict(line) for line in lines]}


def evidence(found: Evidence) -> Shape:
    """Return one passage as evidence."""
    return {
        "document": found.document,
        "path": found.path,
        "title": found.title,
        "page": found.page,
        "label": found.label,
        "score": round(found.score, 6),
        "text": found.text,
        "also_on": [{"document": other, "page": page} for other, page in found.also_on],
    }


def search(found: Found) -> Shape:
    """Return the result of a search."""
    return {
        "evidence": [evidence(passage) for passage in found.evidence],
        "narrowed": [{"kind": chip.kind, "value": chip.value} for chip in found.narrowed],
        "vectors_pending": found.vectors_pending,
        "by_words_only": found.by_words_only,
        "seconds": round(found.seconds, 4),
    }


def further(more: Iterable[Further]) -> list[Shape]:
    """Return what other wordings of a search found."""
    return [{"wording": each.wording, "evidence": [evidence(passage) for passage in each.evidence]} for each in more]


def citation(cited: Citation) -> Shape:
    """Return one citation."""
    return {
        "document": cited.document,
        "page": cited.page,
        "quote": cited.quote,
        "label": cited.label,
        "path": cited.path,
        "score": round(cited.score, 4),
    }


def claim(checked: Claim) -> Shape:
    """Return one claim with what the program's check says of it."""
    return {
        "text": checked.text,
        "citations": [citation(cited) for cited in checked.citations],
        "status": checked.status.value,
        "missing": list(checked.missing),
        "note": checked.note,
    }


def checked(claims: Iterable[Claim]) -> Shape:
    """Return the claims of a text with where the program found their words."""
    return {
        "claims": [
            {
                "text": one.text,
                "status": one.status.value,
                "missing": list(one.missing),
                "note": one.note,
                "quotes": [
                    {
                        "document": cited.document,
                        "path": cited.path,
                        "page": cited.page,
                        "text": cited.quote,
                        "score": cited.score,
                    }
                    for cited in one.citations
                ],
            }
            for one in claims
        ]
    }


def conversations(records: Iterable[ConversationRecord]) -> Shape:
    """Return the conversations of a library."""
    return {"conversations": [asdict(record) for record in records]}


def turns(title: str, records: Iterable[TurnRecord]) -> Shape:
    """Return one conversation, turn by turn."""
    said = [{"question": turn.question, "at": turn.at, "answer": answer(turn.answer)} for turn in records]
    return {"conversation": title, "turns": said}


def answer(given: Answer) -> Shape:
    """Return a whole answer."""
    return {
        "question": given.question,
        "answer": given.refusal if given.refused else given.text,
        "refused": given.refused,
        "claims": [claim(checked) for checked in given.claims],
        "extract": [claim(checked) for checked in given.extract],
        "evidence": [evidence(passage) for passage in given.evidence],
        "coverage": asdict(given.coverage),
        "timings": {name: None if value is None else round(value, 3) for name, value in asdict(given.timings).items()},
        "model": given.model,
        "notices": list(given.notices),
        "understood": given.understood,
        "narrowed": [asdict(limit) for limit in given.narrowed],
        "cut": given.cut,
        "thinking": given.thinking,
        "offer": None if given.offer is None else asdict(given.offer),
        "swept": given.swept,
        "marking": given.marking,
        "sides": [{"name": side.name, "claims": [claim(one) for one in side.claims]} for side in given.sides],
    }


def summary(written: Summary) -> Shape:
    """Return a summary."""
    return {
        "document": written.document,
        "key_sentences": [{"text": key.text, "page": key.page} for key in written.key_sentences],
        "summary": [
            {**claim(sentence), "pages": sorted({cited.page for cited in sentence.citations})}
            for sentence in written.sentences
        ],
        "seconds": round(written.seconds, 3),
        "model": written.model,
        "digest": written.digest,
        "settings": list(written.settings),
        "marking": written.marking,
        "notices": list(written.notices),
    }

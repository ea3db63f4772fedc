"""What became of each file of an `add`, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.library.library import Library
from assistant.library.markings.ceiling import ABOVE
from assistant.library.packed import Packed
from assistant.library.records import AddReport, DocumentRecord, FileLine

_OUTCOMES = {"partly": "partly", "failed": "failed"}


def with_files(library: Library, report: AddReport) -> AddReport:
    """Return a report that lists every file, sorted by path; a file with several failures has a line for each."""
    records = {path: record for record in library.documents() for path in record.paths}
    lines = [*_documents(report, records), *_others(report)]
    return AddReport(
        report.added,
        report.unchanged,
        report.failed,
        report.ignored,
        Packed(sorted(lines, key=lambda line: (line.path, line.outcome))),
    )


def _documents(report: AddReport, records: dict[str, DocumentRecord]) -> Iterator[FileLine]:
    for told in report.added:
        record = records.get(told.path)
        yield _line(told.path, _OUTCOMES.get(record.status, "read") if record else "read", record, told.seconds)
    for path in report.unchanged:
        yield _line(path, "unchanged", records.get(path), 0.0)


def _line(path: str, outcome: str, record: DocumentRecord | None, seconds: float) -> FileLine:
    if record is None:  # it was removed meanwhile
        return FileLine(path, outcome)
    return FileLine(
        path,
        outcome,
        reason=record.reason,
        document=record.sha256,
        pages=record.pages,
        read_as={how: count for how, count in record.ledger.items() if count},
        vectors_pending=record.status == "words-only",
        seconds=round(seconds, 3),
    )


def _others(report: AddReport) -> Iterator[FileLine]:
    for failed in report.failed:
        outcome = "refused" if failed.code == ABOVE else "failed"
        yield FileLine(failed.path, outcome, failed.code, failed.message)
    for path in report.ignored:
        yield FileLine(path, "ignored")

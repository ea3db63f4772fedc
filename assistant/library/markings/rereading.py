"""Reading once more what the documents of a library bear: those of an earlier program, or by another scheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.guard.markings.banners import BannerReader
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.library import Library
from assistant.library.markings.marks import MarkingChange
from assistant.library.records import DocumentRecord


@dataclass(frozen=True)
class Reread:
    """What came of it.

    Attributes:
        changes: Of markings.
        above: The documents that are marked higher than the library's ceiling now.
    """

    changes: Sequence[MarkingChange]
    above: Sequence[DocumentRecord]


def read_again(library: Library, cancel: CancelToken) -> Job[Reread]:
    """Propose what the pages of documents bear and what is around them, where that is more than they are marked with.

    What a person has decided stays. Nothing is removed: what turns out to be above the library's ceiling is marked so,
    and named.

    Yields:
        `Progress` after each document.

    Raises:
        WorldError: `unknown-scheme` or `bad-scheme`.
        Cancelled: When `cancel` was set; what was proposed before stays.
    """
    banners, records = BannerReader(library.markings.scheme), library.documents()
    changes: list[MarkingChange] = []
    for number, record in enumerate(records, 1):
        cancel.check()
        borne = banners.read([page.text for page in library.pages(record.sha256)])
        changes += library.markings.propose(record.sha256, borne) if borne else []
        yield Progress(subject=record.title, done=number, total=len(records), unit="documents")
    changes += library.markings.settle()
    return Reread(changes, library.terms.above())

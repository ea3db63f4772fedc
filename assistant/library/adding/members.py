"""The documents inside another one: members of archives, attachments of mail and PDF files."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.held import DocumentFile
from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.keeping import Keeping
from assistant.library.adding.run import Run
from assistant.library.adding.staging import Staged, stage_bytes

_DEEPEST = 4


class Members:
    """Takes documents out of other ones.

    Args:
        run: The `add` that it is part of.
        reader: Opens them.
        keeping: Told of those that cannot be taken out.
    """

    def __init__(self, run: Run, reader: Reader, keeping: Keeping) -> None:
        self._stop = run.stop
        self._originals = run.library.originals
        self._reader = reader
        self._keeping = keeping

    def inside(self, outer: Candidate, file: DocumentFile) -> Iterator[tuple[Candidate, Staged]]:
        """Write all documents inside a document to the disk, as the reader does one thing at a time; yield them.

        Raises:
            WorldError: `nested-too-deep`, or the document cannot be read.
            Cancelled: Stopping was asked for.
        """
        if outer.depth >= _DEEPEST:
            raise WorldError("nested-too-deep", f"The documents inside “{outer.name}” are nested too deep to be read.")
        found: list[tuple[Candidate, Staged]] = []
        try:
            for member in self._reader.extract(file, self._stop, outer.password):
                if member.reason:
                    self._report_member(outer.member(member.name, member.name), member.reason)
                    continue
                staged = stage_bytes(member.data, member.name, self._originals)
                found.append((outer.member(member.name, staged.file.name), staged))
            yield from found
        finally:
            for _, staged in found:
                self._originals.discard(staged.file)

    def _report_member(self, candidate: Candidate, reason: str) -> None:
        """Say that a document inside another one could not be taken out."""
        self._keeping.fail(candidate, "", WorldError("unreadable-member", f"“{candidate.name}” was left out: {reason}"))

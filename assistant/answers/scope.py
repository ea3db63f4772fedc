"""What a question is limited to by hand: documents, folders, tags, kinds and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Protocol

from assistant.answers.marks.dates import Moment
from assistant.answers.marks.reading import read_marks
from assistant.answers.pages import PageText
from assistant.errors import UsageError
from assistant.library.kinds import kinds_named
from assistant.library.labels import has_tag
from assistant.library.records import DocumentRecord


class Documents(Protocol):
    """What of a library a scope looks at."""

    def documents(self) -> list[DocumentRecord]:
        """Return every document."""

    def document(self, reference: str) -> DocumentRecord:
        """Return the document of a hash, a unique prefix of one, or a path."""


@dataclass(frozen=True)
class Scope:
    """A part of a library. Limits of one kind are joined by `or`, limits of several kinds by `and`; none is everything.

    Attributes:
        documents: Documents by hash, unique prefix of one, or path.
        folders: Folders in which a document must lie, however deep: a whole path, or the name of a folder.
        tags: Tags of which a document must have one.
        since: First day of the documents' dates: `2021-03-01`, `2021-03` or `2021`; "" for no limit.
        until: Last day, likewise.
        kinds: Kinds of file of which a document must be one, as in `library.kinds.kinds_named`: `pdf`, `sheet`.
    """

    documents: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is limited."""
        return self == EVERYTHING

    def within(self, library: Documents) -> tuple[str, ...]:
        """Return the SHA-256 of the documents that are meant, () for all of them.

        Raises:
            UsageError: `unknown-document`, `ambiguous-document`, `bad-date`, `unknown-kind`, or `empty-scope` where
                none is left.
        """
        if self.everything:
            return ()
        days = _Days.of(self.since, self.until)
        records = [library.document(one) for one in self.documents] if self.documents else library.documents()
        found = tuple(record.sha256 for record in records if self._holds(record) and days.hold(record))
        if not found:
            raise UsageError("empty-scope", "No document lies within these limits: choose wider ones.")
        return found

    def _holds(self, record: DocumentRecord) -> bool:
        tagged = not self.tags or any(has_tag(record.tags, tag) for tag in self.tags)
        fitting = not self.kinds or any(record.kind in kinds_named(kind) for kind in self.kinds)
        lies = not self.folders or any(_lies_in(path, folder) for path in record.paths for folder in self.folders)
        return tagged and lies and fitting


EVERYTHING = Scope()


def _lies_in(path: str, folder: str) -> bool:
    """Whether a file lies in a folder: in this very one, or in one of this name."""
    parents, sought = PurePath(path).parts[:-1], PurePath(folder).parts
    if PurePath(folder).is_absolute():
        return parents[: len(sought)] == sought
    places = range(len(parents) - len(sought) + 1)
    return any(parents[place : place + len(sought)] == sought for place in places)


@dataclass(frozen=True)
class _Days:
    """A span of days, both included."""

    first: date = date.min
    last: date = date.max

    @classmethod
    def of(cls, since: str, until: str) -> _Days:
        return cls(_span(since)[0] if since else date.min, _span(until)[1] if until else date.max)

    def hold(self, record: DocumentRecord) -> bool:
        """Whether a document may be of these days; one without any date is not, where there is a limit."""
        if self == _Days():
            return True
        dated = _dated(record)
        return dated is not None and dated[0] <= self.last and dated[1] >= self.first


def _dated(record: DocumentRecord) -> tuple[date, date] | None:
    """Return the span of days of a document: what its name or title says, else the day it was made."""
    about = read_marks(PageText(record.sha256, 1, "", path=record.path, title=record.title).about).moments
    spans = [span for moment in about if (span := _days_of(moment)) is not None]
    if spans:
        return min(span[0] for span in spans), max(span[1] for span in spans)
    return _span(record.created[:10]) if record.created else None


def _days_of(moment: Moment) -> tuple[date, date] | None:
    year, month, day = moment.readings[0]
    if year is None:
        return None
    return _span("-".join(f"{part:02}" for part in (year, month, day) if part is not None))


def _span(text: str) -> tuple[date, date]:
    """Return the first and the last day of `2021-03-01`, `2021-03` or `2021`.

    Raises:
        UsageError: `bad-date`.
    """
    try:
        parts = [int(part) for part in text.split("-")]
        year, month, day = (*parts, None, None) if len(parts) == 1 else (*parts, None) if len(parts) == 2 else parts
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        following = date(first.year + (month in {None, 12}), (month or 12) % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    except ValueError as error:
        raise UsageError("bad-date", f"“{text}” is no date: write it as 2021-03-01, 2021-03 or 2021.") from error

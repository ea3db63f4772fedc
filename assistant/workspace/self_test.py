"""Whether an installation does its work: the samples read, found and asked about, in a home that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import places
from assistant.documents.values import PageStatus
from assistant.errors import HaversackError
from assistant.jobs import CancelToken, Job, Progress, finish
from assistant.workspace.checkup import Check, Verdict

if TYPE_CHECKING:  # a workspace tests itself by another one
    from assistant.workspace.root import Workspace

_QUESTION = "What does the briefing say about fuel?"
_MARKS = {Verdict.GOOD: "yes", Verdict.LIMITED: " ! ", Verdict.BAD: "NO "}


@dataclass(frozen=True)
class Tried:
    """One thing that was tried out.

    Attributes:
        subject: What, as one word.
        works: Whether it does.
        sentence: What came of it, for a person.
    """

    subject: str
    works: bool
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """What a self-test found.

    Attributes:
        checks: What this machine offers.
        tried: What came of the samples.
    """

    checks: tuple[Check, ...]
    tried: tuple[Tried, ...]

    @property
    def works(self) -> bool:
        """Whether nothing is in the way of work."""
        return all(one.works for one in self.tried) and all(check.verdict is not Verdict.BAD for check in self.checks)

    def lines(self) -> list[str]:
        """Return what was found, a line each, and whether all of it works, for a person."""
        lines = [f"{_MARKS[check.verdict]}  {check.sentence}" for check in self.checks]
        lines += [f"{'yes' if one.works else 'NO '}  {one.sentence}" for one in self.tried]
        return [*lines, "Everything works." if self.works else "Not everything works."]


@dataclass(frozen=True, kw_only=True)
class Trying(Progress):
    """One part, the `subject`, is about to be tried out; what came of those before it."""

    so_far: Outcome


def self_test(
    look: Callable[[], tuple[Check, ...]], open_home: Callable[[Path], Workspace], cancel: CancelToken
) -> Job[Outcome]:
    """Try out everything that work rests on; what goes wrong is told, never raised.

    Args:
        look: Tells what this machine offers.
        open_home: Makes the workspace over the home that is thrown away.
        cancel: Stops it between two parts, or within one that can be stopped.

    Raises:
        Cancelled: Stopping was asked for.
    """
    found = Outcome(look(), ())
    with tempfile.TemporaryDirectory(prefix="haversack-self-test-") as home, open_home(Path(home)) as workspace:
        for number, (subject, attempt) in enumerate(_ATTEMPTS.items()):
            yield Trying(subject=subject, done=number, total=len(_ATTEMPTS), unit="checks", so_far=found)
            cancel.check()
            found = Outcome(found.checks, (*found.tried, _tried(subject, attempt, workspace, cancel)))
    return found


Attempt = Callable[["Workspace", CancelToken], str]
"""Does something and returns what came of it as a sentence; an empty one where nothing came."""


def _tried(subject: str, attempt: Attempt, workspace: Workspace, cancel: CancelToken) -> Tried:
    try:
        sentence = attempt(workspace, cancel)
    except HaversackError as error:
        return Tried(subject, works=False, sentence=error.message)
    return Tried(subject, bool(sentence), sentence or "Nothing came of it. Install the program again.")


def _read(workspace: Workspace, cancel: CancelToken) -> str:
    samples = sorted(path for path in places.resource("samples").iterdir() if path.is_file())
    report = finish(workspace.reading.add(samples, cancel))
    pages = len(workspace.library().ledger())
    return f"{pages} pages of {len(report.added)} sample documents were read." if not report.failed else ""


def _recognise(workspace: Workspace, _cancel: CancelToken) -> str:
    count = sum(line.status is PageStatus.OCR for line in workspace.library().ledger())
    return f"The text of {count} scanned pages was recognised." if count else ""


def _search(workspace: Workspace, _cancel: CancelToken) -> str:
    found = workspace.asking.search(_QUESTION, limit=3)
    return f"{len(found.evidence)} pages were found by words and meaning." if found.evidence else ""


def _ask(workspace: Workspace, cancel: CancelToken) -> str:
    answer = finish(workspace.asking.ask(_QUESTION, cancel))
    return f"{workspace.engine.model().name} answered with {len(answer.claims)} sentences." if answer.claims else ""


_ATTEMPTS: dict[str, Attempt] = {"reading": _read, "recognition": _recognise, "index": _search, "answers": _ask}

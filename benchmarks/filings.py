"""Ten filings dropped at once: ten summaries, each citing pages that hold its words, none blank, none without end.

    python -m benchmarks.filings [--files N] [--minutes M]

The shortest filings of the measuring data go through a fresh home: read and indexed in one job, told by their facts and
key sentences, then written by the model in use. The model gets `M` minutes in all, the same share for each filing;
one that needs longer is stopped and must show what it has until then. The exit status is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.model import Claim
from assistant.briefs.facts.model import Facts
from assistant.briefs.model import PartWritten
from assistant.errors import Cancelled
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.library.records import DocumentRecord
from assistant.workspace import Workspace
from benchmarks.questions import DATA

_GRACE = 60.0
"""Seconds that a job may go on after it was asked to stop."""


@dataclass(frozen=True)
class Written:
    """What the model wrote of one filing: sentences, whether it came to its end, seconds, seconds after the stop."""

    sentences: tuple[Claim, ...]
    whole: bool
    seconds: float
    late: float


def shortest(count: int) -> list[Path]:
    """Return the smallest filings."""
    return sorted((DATA / "financebench" / "pdfs").glob("*.pdf"), key=lambda path: path.stat().st_size)[:count]


def write(workspace: Workspace, document: str, seconds: float) -> Written:
    """Have one filing summarised by the model in use, for so many seconds at the most."""
    cancel, started = CancelToken(), time.perf_counter()
    sentences: tuple[Claim, ...] = ()
    job = workspace.writing.summarise(document, cancel)
    stop = threading.Timer(seconds, cancel.cancel)
    stop.start()
    try:
        while True:
            step = next(job)
            sentences += step.sentences if isinstance(step, PartWritten) else ()
    except StopIteration as end:
        return Written(end.value.sentences, whole=True, seconds=time.perf_counter() - started, late=0.0)
    except Cancelled:
        took = time.perf_counter() - started
        return Written(sentences, whole=False, seconds=took, late=took - seconds)
    finally:
        stop.cancel()


def stands(library: Library, claim: Claim) -> bool:
    """Whether a sentence cites pages, and each of them holds the words that are quoted."""
    return bool(claim.citations) and all(
        library.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote
        for cited in claim.citations
    )


def told(library: Library, facts: Facts) -> bool:
    """Whether there are key sentences, each of which stands on its page."""
    return bool(facts.key_sentences) and all(
        library.page(facts.document, key.page).text[key.start : key.end] == key.text for key in facts.key_sentences
    )


def show(record: DocumentRecord, facts: Facts, written: Written, good: bool) -> None:
    """Print one line a filing."""
    end = "whole" if written.whole else "stopped"
    print(
        f"{Path(record.path).name[:38]:38} {record.pages:4} p.  facts {facts.seconds:4.2f} s  "
        f"{len(facts.key_sentences)} key  {len(written.sentences):3} written ({end}, {written.seconds:4.0f} s)  "
        f"{'ok' if good else 'BROKEN'}",
        flush=True,
    )


def measure(workspace: Workspace, files: Sequence[Path], minutes: float) -> bool:
    """Print the figures; return whether every promise was kept."""
    started = time.perf_counter()
    report = finish(workspace.reading.add(files, CancelToken()))
    print(f"{len(report.added)} filings read and indexed in {time.perf_counter() - started:.0f} s", flush=True)
    library, kept = workspace.library(), len(report.added) == len(files)
    for record in library.documents():
        facts = workspace.writing.facts(record.sha256)
        written = write(workspace, record.sha256, 60 * minutes / len(files))
        blank = written.whole and not written.sentences
        good = told(library, facts) and not blank and written.late < _GRACE
        good = good and all(stands(library, claim) for claim in written.sentences)
        show(record, facts, written, good)
        kept = kept and good
    return kept


def main() -> None:
    """Measure in a scratch home."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=10.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="haversack-filings-") as home, Workspace(Path(home)) as workspace:
        kept = measure(workspace, shortest(options.files), options.minutes)
    print("every promise kept" if kept else "a promise was broken")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()

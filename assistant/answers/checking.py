"""Checking any text against any documents: what another tool, or a colleague, has written."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from pathlib import Path

from assistant.answers.citations import check_text
from assistant.answers.model import Claim
from assistant.answers.pages import PageText
from assistant.documents.model import Head
from assistant.documents.reader import Reader
from assistant.jobs import CancelToken, Job, Progress


def check_files(answer: Path, evidence: Sequence[Path], reader: Reader, cancel: CancelToken) -> Job[tuple[Claim, ...]]:
    """Check the text of one file, sentence by sentence, against the pages of others.

    Args:
        answer: The file with the claims, of any kind that can be read; citation numbers in it are passed over.
        evidence: The files that the claims are to rest on.
        reader: Reads them all.
        cancel: Stops it while a file is read.

    Yields:
        `Progress` after each file.

    Raises:
        WorldError: A file cannot be read; the code says why.
        Cancelled: When `cancel` was set.
    """
    pages: list[PageText] = []
    for number, path in enumerate(evidence, 1):
        pages += yield from _pages(path, reader, cancel)
        yield Progress(subject=path.name, done=number, total=len(evidence), unit="files")
    claimed = yield from _pages(answer, reader, cancel)
    return check_text("\n\n".join(page.text for page in claimed), pages)


def _pages(path: Path, reader: Reader, cancel: CancelToken) -> Generator[Progress, None, list[PageText]]:
    pages: list[PageText] = []
    title = ""
    document = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    for part in reader.read(path, cancel):
        if isinstance(part, Head):
            title = part.title
            continue
        pages.append(PageText(document, part.number, part.text, part.label, str(path), title))
        yield Progress(subject=path.name, done=part.number, unit="pages")
    return pages

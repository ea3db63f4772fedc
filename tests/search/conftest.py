from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.ingest import add
from assistant.library.libraries import Libraries
from assistant.library.library import Library

Shelf = Callable[[Mapping[str, Sequence[str]]], Library]


@pytest.fixture(scope="session")
def embedder() -> MiniLM:
    return MiniLM(places.shipped_models() / "embedder")


@pytest.fixture
def shelf(tmp_path: Path, embedder: MiniLM) -> Iterator[Shelf]:
    """Makes libraries of PDF and text files from the texts of their pages."""
    with ExitStack() as opened:
        yield lambda files: opened.enter_context(filled(tmp_path, embedder, files))


@contextmanager
def filled(folder: Path, embedder: MiniLM, files: Mapping[str, Sequence[str]]) -> Iterator[Library]:
    """Open a library in `folder` with these files."""
    with ExitStack() as opened:
        source = folder / "files"
        source.mkdir()
        for name, pages in files.items():
            _write(source / name, pages)
        library = Libraries(folder / "libraries", lambda: embedder).open("shelf", create=True)
        opened.callback(library.close)
        reader = Reader(Launcher())
        opened.callback(reader.close)
        finish(add(library, [source], [reader], CancelToken()))
        yield library


def _write(path: Path, pages: Sequence[str]) -> None:
    if path.suffix != ".pdf":
        path.write_text("\n\n".join(pages), encoding="utf-8")
        return
    canvas = Canvas(str(path), pageCompression=0)
    for page in pages:
        for row, line in enumerate(page.splitlines()):
            canvas.drawString(50, 780 - 15 * row, line)
        canvas.showPage()
    canvas.save()

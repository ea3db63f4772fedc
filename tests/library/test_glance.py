"""A document whose pictures take long to be recognised is found by its words before that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant import places
from assistant.documents.reader import Reader
from assistant.errors import Cancelled, WorldError
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.adding import staging
from assistant.library.ingest import Adding, add
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.sealing import seal
from assistant.library.writing import Gone, delete_document
from tests.guard.sealing import made_vault
from tests.library.embedders import WordEmbedder
from tests.library.work import added, found_by_meaning, found_by_words


class TellingReader(Reader):
    """A real reader that tells before it reads a file to its end."""

    def __init__(self) -> None:
        super().__init__(Launcher())
        self.before: Callable[[], object] = lambda: None
        self.whole = 0

    def read(
        self, path: Any, cancel: CancelToken, password: str | None = None, *, glanced: bool = False
    ) -> Iterator[Any]:
        if not glanced:
            self.whole += 1
            self.before()
        return super().read(path, cancel, password, glanced=glanced)

    def crash(self) -> None:
        self._running_child().kill()


@pytest.fixture
def telling() -> Iterator[TellingReader]:
    opened = TellingReader()
    yield opened
    opened.close()


@pytest.fixture
def mixed(desk: Path) -> Path:
    """A page of drawn words, and one that is only a picture."""
    file = desk / "mixed.pdf"
    picture = Image.new("RGB", (1240, 400), "white")
    font = ImageFont.truetype(str(places.resource("fonts", "Inter-Regular.ttf")), 56)
    ImageDraw.Draw(picture).text((100, 150), "Written in a picture only", fill="black", font=font)
    canvas = Canvas(str(file))
    canvas.drawString(72, 700, "The relief valve opens at nine bar.")
    canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 300, 595, 192)
    canvas.save()
    return file


def test_a_document_is_found_by_words_while_its_pictures_are_recognised(
    library: Library, telling: TellingReader, mixed: Path
):
    seen: list[tuple[str, int, list[str], bool]] = []

    def look() -> None:
        [record] = library.documents()
        original = library.original(record.sha256).stat().st_size == mixed.stat().st_size
        seen.append((record.status, record.ledger["pending"], found_by_words(library, "relief"), original))

    telling.before = look
    steps = [step for step in add(library, [mixed], [telling], CancelToken()) if isinstance(step, Adding)]
    assert seen == [("words-only", 1, ["The relief valve opens at nine bar."], True)]
    [record] = library.documents()
    assert (record.status, record.ledger["pending"], record.ledger["ocr"]) == ("indexed", 0, 1)
    assert [ready for step in steps for ready in step.ready] == [record.sha256]
    assert found_by_words(library, "picture") == ["Written in a picture only"]
    assert found_by_words(library, "relief") == ["The relief valve opens at nine bar."]
    assert found_by_meaning(library, "picture only") == "Written in a picture only"
    assert len(library.nearest(library.embedder.query("valve"), 10)) == record.passages == 2
    assert library.original(record.sha256).read_bytes() == mixed.read_bytes()
    assert list((library.folder / "originals" / "incoming").iterdir()) == []


def test_a_stop_before_the_pictures_is_made_good_by_the_next_add(library: Library, telling: TellingReader, mixed: Path):
    cancel = CancelToken()
    telling.before = cancel.cancel
    job = add(library, [mixed], [telling], cancel)
    with pytest.raises(Cancelled):
        finish(job)
    assert library.documents()[0].ledger["pending"] == 1
    telling.before = lambda: None
    assert len(added(library, telling, mixed.parent).added) == 1
    assert library.documents()[0].status == "indexed"
    assert found_by_words(library, "picture") == ["Written in a picture only"]
    assert len(added(library, telling, mixed.parent).unchanged) == 1
    assert telling.whole == 2


@pytest.mark.parametrize("settled_ns", [2_000_000_000, -60_000_000_000], ids=["new", "old"])
def test_pictures_that_crash_a_reader_cost_only_themselves(
    library: Library, telling: TellingReader, mixed: Path, settled_ns: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(staging, "_RACE_NS", settled_ns)
    telling.before = telling.crash
    [failed] = added(library, telling, mixed.parent).failed
    assert (failed.path, failed.code, telling.whole) == (str(mixed), "reader-crashed", 2)
    assert found_by_words(library, "relief") == ["The relief valve opens at nine bar."]
    assert added(library, telling, mixed.parent).failed == (failed,)
    assert telling.whole == 2
    assert library.documents()[0].status == "partly"
    telling.before = lambda: None
    assert added(library, telling, mixed).failed == ()
    assert library.documents()[0].status == "indexed"


def test_what_a_glance_has_replaced_leaves_the_disk_also_where_the_rest_cannot_be_read(
    library: Library, telling: TellingReader, mixed: Path
):
    older = mixed.with_name("older.txt")
    older.write_text("The first version of it.")
    before = added(library, telling, older).added[0].document
    mixed.replace(older)
    telling.before = telling.crash
    assert [failed.code for failed in added(library, telling, older).failed] == ["reader-crashed"]
    assert [record.sha256 for record in library.documents()] != [before]
    kept = [file for file in (library.folder / "originals").rglob("*") if file.is_file()]
    assert [file.stat().st_size for file in kept] == [older.stat().st_size]
    assert library.nearest(library.embedder.query("first version"), 10) == []


def test_a_write_that_is_undone_lets_nothing_go(library: Library, telling: TellingReader, desk: Path):
    (desk / "one.txt").write_text("The one of them.")
    sha256 = added(library, telling, desk).added[0].document
    gone = Gone([7], [("other", ".txt")])

    def delete_in_vain() -> None:
        with library.changing(gone) as connection:
            delete_document(connection, 1, gone)
            assert len(gone.originals) == 2
            raise WorldError("disk-full", "The disk is full.")

    with pytest.raises(WorldError):
        delete_in_vain()
    assert gone == Gone([7], [("other", ".txt")])
    assert [record.sha256 for record in library.documents()] == [sha256]


def test_pictures_in_a_sealed_library_are_recognised_without_a_clear_copy(
    libraries: Libraries, telling: TellingReader, mixed: Path
):
    info = libraries.create("test")
    vault, key, _ = made_vault(library=info.id)
    finish(seal(info, vault, key, CancelToken()))
    library = Libraries(info.folder.parent, WordEmbedder, lambda _info: key).open("test")
    try:
        assert added(library, telling, mixed).failed == ()
        [record] = library.documents()
        assert (record.status, record.ledger["ocr"]) == ("indexed", 1)
        assert found_by_words(library, "picture") == ["Written in a picture only"]
        assert library.original(record.sha256).read_bytes() == mixed.read_bytes()
        assert not (info.folder / "originals").exists()
    finally:
        library.close()

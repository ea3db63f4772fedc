from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from assistant.engine.engine import Engine
from assistant.errors import WorldError
from assistant.guard.memory import Secret
from assistant.guard.policy import Policy
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken, finish
from assistant.library.records import AddReport
from assistant.workspace import reading as workspace_reading
from assistant.workspace.reading import Reading
from assistant.workspace.shelf import Shelf


class KeptInMemory:
    """A key store that lasts as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.takes = True

    def get(self, library: str) -> Secret | None:
        return Secret(self.kept[library]) if library in self.kept else None

    def put(self, library: str, secret: Secret) -> None:
        if not self.takes:
            raise WorldError("no-key-store", "It is locked.")
        self.kept[library] = bytes(secret.data)

    def forget(self, library: str) -> None:
        self.kept.pop(library, None)


class Desk:
    """The workspace's parts over one home, which can be closed and opened again."""

    def __init__(self, home: Path, store: KeptInMemory) -> None:
        self.home, self.store = home, store
        self.open()

    def open(self) -> None:
        self.shelf = Shelf(self.home, Engine(self.home), partial(Signer, self.home), Policy())
        self.reading = Reading(self.shelf, self.store)

    def close(self) -> None:
        self.reading.close()
        self.shelf.close()

    def add(self, *paths: Path, password: str | None = None, remember: bool = False) -> AddReport:
        passwords = dict.fromkeys(paths, password) if password is not None else {}
        return finish(self.reading.add(paths, CancelToken(), passwords=passwords, remember=remember))

    def document(self) -> str:
        [record] = self.shelf.library().documents()
        return record.sha256


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> KeptInMemory:
    monkeypatch.setattr(workspace_reading, "usable", lambda: True)
    return KeptInMemory()


@pytest.fixture
def desk(tmp_path: Path, store: KeptInMemory) -> Iterator[Desk]:
    made = Desk(tmp_path / "libraries", store)
    yield made
    made.close()


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    plain, file = tmp_path / "plain.pdf", tmp_path / "papers" / "locked.pdf"
    file.parent.mkdir()
    canvas = Canvas(str(plain))
    canvas.drawString(72, 700, "The combination of the safe is written here.")
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("sesame", algorithm="AES-256")
    writer.write(file)
    return file


def code_of_picture(desk: Desk) -> str:
    try:
        picture = desk.reading.picture(desk.document(), 1, 60)
    except WorldError as error:
        return error.code
    assert picture.width == 60
    return ""


def test_the_pages_of_a_locked_document_are_drawn_after_its_password_was_given(desk: Desk, locked: Path):
    assert [failed.code for failed in desk.add(locked).failed] == ["password-needed"]
    assert [failed.code for failed in desk.add(locked, password="open").failed] == ["password-wrong"]
    assert desk.add(locked, password="sesame").failed == ()
    assert code_of_picture(desk) == ""
    assert desk.store.kept == {}


def test_after_a_restart_the_password_is_asked_for_again(desk: Desk, locked: Path):
    desk.add(locked, password="sesame")
    desk.close()
    desk.open()
    assert code_of_picture(desk) == "password-needed"
    with pytest.raises(WorldError) as caught:
        desk.reading.unlock(desk.document(), "open")
    assert caught.value.code == "password-wrong"
    assert code_of_picture(desk) == "password-needed"
    desk.reading.unlock(desk.document(), "sesame")
    assert code_of_picture(desk) == ""


@pytest.mark.parametrize("known", [False, True], ids=["a new document", "a known one"])
def test_a_remembered_password_outlives_a_restart(desk: Desk, locked: Path, known: bool):
    (locked.parent / "open.txt").write_text("open to all")
    if known:
        desk.add(locked, password="sesame")
        desk.close()
        desk.open()
    assert desk.add(locked, password="sesame", remember=True).failed == ()
    assert desk.store.kept == {f"document {desk.document()}": b"sesame"}
    desk.close()
    desk.open()
    assert code_of_picture(desk) == ""


def test_a_locked_document_opens_by_what_the_key_store_keeps(desk: Desk, locked: Path):
    desk.add(locked, password="sesame", remember=True)
    desk.shelf.library().remove(desk.document())
    desk.close()
    desk.open()
    assert desk.add(locked).failed == ()
    assert len(desk.shelf.library().documents()) == 1


def test_a_wrong_password_for_a_known_document_is_said(desk: Desk, locked: Path):
    desk.add(locked, password="sesame")
    assert [failed.code for failed in desk.add(locked, password="open").failed] == ["password-wrong"]
    assert code_of_picture(desk) == ""


def test_only_locked_documents_go_to_the_key_store(desk: Desk, locked: Path):
    (locked.parent / "open.txt").write_text("open to all")
    report = desk.add(locked.parent, password="sesame", remember=True)
    assert len(report.added) == 2
    assert len(desk.store.kept) == 1


def test_where_there_is_no_key_store_nothing_is_read_and_it_is_said(
    desk: Desk, locked: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workspace_reading, "usable", lambda: False)
    with pytest.raises(WorldError) as caught:
        desk.add(locked, password="sesame", remember=True)
    assert caught.value.code == "no-key-store"
    assert desk.shelf.library().documents() == []


def test_a_key_store_that_takes_nothing_is_said_and_the_document_is_there(desk: Desk, locked: Path):
    desk.store.takes = False
    with pytest.raises(WorldError) as caught:
        desk.add(locked, password="sesame", remember=True)
    assert caught.value.code == "no-key-store"
    assert code_of_picture(desk) == ""

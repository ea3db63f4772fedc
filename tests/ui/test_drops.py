from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from ui import drops


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    (made / "libraries").mkdir(parents=True)
    return made


def mime(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(urls)
    return data


def test_a_name_with_hash_space_and_percent_arrives_whole(tmp_path: Path, home: Path):
    path = tmp_path / "a#b c%.pdf"
    path.touch()
    assert drops.of_mime(mime(QUrl.fromLocalFile(str(path))), home).paths == (path,)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.pdf", "smb://server/share/a.pdf", "file://server/share/a.pdf", "ftp://server/a", "a.pdf"],
)
def test_an_address_is_refused_with_a_reason_and_never_becomes_a_folder(home: Path, address: str):
    dropped = drops.of_mime(mime(QUrl(address)), home)
    assert dropped.paths == ()
    assert [refusal.reason[-1] for refusal in dropped.refused] == ["."]


def test_files_and_folders_are_taken_once_in_the_order_of_the_drop(tmp_path: Path, home: Path):
    folder, file = tmp_path / "papers", tmp_path / "b.pdf"
    folder.mkdir()
    file.touch()
    urls = [QUrl.fromLocalFile(str(path)) for path in (folder, file, folder)]
    assert drops.of_mime(mime(*urls), home).paths == (folder, file)


def test_500_files_are_sorted_at_once(tmp_path: Path, home: Path):
    paths = [tmp_path / f"{number}.pdf" for number in range(500)]
    for path in paths:
        path.touch()
    assert len(drops.of_mime(mime(*(QUrl.fromLocalFile(str(path)) for path in paths)), home).paths) == 500


def test_one_bad_item_does_not_stop_the_good_ones(tmp_path: Path, home: Path):
    good = tmp_path / "good.pdf"
    good.touch()
    urls = [QUrl("https://example.org/x"), QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(tmp_path / "gone"))]
    dropped = drops.of_mime(mime(*urls), home)
    assert dropped.paths == (good,)
    assert len(dropped.refused) == 2


@pytest.mark.parametrize("part", ["", "libraries", ".."])
def test_the_programs_own_folder_and_what_holds_it_are_refused(home: Path, part: str):
    dropped = drops.of_paths([home / part], home)
    assert dropped.paths == ()
    assert "own data" in dropped.refused[0].reason


def test_plain_text_is_refused_with_a_reason(home: Path):
    data = QMimeData()
    data.setText("/etc/passwd")
    dropped = drops.of_mime(data, home)
    assert dropped.paths == ()
    assert dropped.refused


def test_a_pipe_is_refused(tmp_path: Path, home: Path):
    import os

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "neither" in drops.of_paths([pipe], home).refused[0].reason

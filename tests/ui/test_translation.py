"""The way from the source to another language: every text is found by `lupdate` and looked for in the same place."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = Path(PySide6.__file__).parent
UNTRANSLATED = re.compile(r'<source>(.*?)</source>(.*?)<translation type="unfinished"></translation>', re.DOTALL)


def run(tool: str, *arguments: str) -> None:
    subprocess.run([str(TOOLS / tool), "-silent", *arguments], check=True, cwd=ROOT)


@pytest.fixture(scope="module")
def pseudo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text of the window between brackets, as a compiled translation."""
    folder = tmp_path_factory.mktemp("pseudo")
    source, compiled = folder / "haversack_xx.ts", folder / "haversack_xx.qm"
    run("lupdate", *(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py")), "-ts", str(source))
    texts = source.read_text(encoding="utf-8")
    translated = UNTRANSLATED.sub(r"<source>\1</source>\2<translation>⟦\1⟧</translation>", texts)
    source.write_text(translated, encoding="utf-8")
    run("lrelease", str(source), "-qm", str(compiled))
    return compiled


@pytest.fixture
def pseudo(qapp: QApplication, pseudo_file: Path) -> Iterator[QTranslator]:
    translator = QTranslator()
    assert translator.load(str(pseudo_file))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_a_compiled_language_reaches_widgets_menus_and_plain_functions(
    make_window: MakeWindow, pseudo: QTranslator, qtbot: QtBot
):
    assert not pseudo.isEmpty()
    window, _workspace = make_window()
    assert window.desk is not None
    assert window.tabs.tabText(0) == "⟦Conversation⟧"
    assert window.menuBar().actions()[0].text() == "⟦&File⟧"
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        window.desk.asking.ask("q")
    assert "⟦Found on the page⟧" in {each.text() for each in window.conversation.findChildren(QLabel)}
    assert window.status.library.text_in_full == "⟦1 document⟧ · ⟦12 pages⟧"

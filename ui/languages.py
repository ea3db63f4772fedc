"""The language of the window: English in the source, others as compiled translations beside the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from assistant import places

SOURCE = "en"
"""The language of the texts in the source."""
_PREFIX = "haversack_"


def folder() -> Path:
    """Return where compiled translations lie: `haversack_de.qm` for German, made by `setup.translations`."""
    return places.resource("translations")


def available(where: Path | None = None) -> list[str]:
    """Return the languages that the window can speak, as ISO codes, English first."""
    found = sorted(path.stem.removeprefix(_PREFIX) for path in (where or folder()).glob(f"{_PREFIX}*.qm"))
    return [SOURCE, *(code for code in found if code != SOURCE)]


def name(code: str) -> str:
    """Return what a language calls itself, such as `Deutsch`."""
    return QLocale(code).nativeLanguageName() or code


def speak(application: QApplication, code: str = "", where: Path | None = None) -> QTranslator | None:
    """Let the window speak a language, the system's where none is named, before any widget is made.

    Numbers, dates and the direction of reading follow. Words that have no translation stay English.

    Returns:
        What translates, None for English.
    """
    locale = QLocale(code) if code else QLocale.system()
    if code:
        QLocale.setDefault(locale)
    translator = QTranslator(application)
    if not translator.load(locale, _PREFIX.rstrip("_"), "_", str(where or folder())):
        return None
    application.installTranslator(translator)
    application.setLayoutDirection(locale.textDirection())
    return translator

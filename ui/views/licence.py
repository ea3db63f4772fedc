"""The terms of a model before it is first asked: shown in place, accepted or left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from ui import wording
from ui.views.notice import Notice, NoticeStack, Tone
from ui.wording import tr

if TYPE_CHECKING:  # no model has been asked before the window is painted
    from assistant.engine.licences import Licence

LINES_IN_VIEW = 8
"""Of the text, which scrolls."""


def ask_to_accept(notices: NoticeStack, licence: Licence, accept: Callable[[], object]) -> Notice:
    """Show the licence of a model; `accept` is called where its terms are accepted."""
    heading = wording.fill(tr("%1 is used for the first time."), licence.model)
    notice = notices.say(Tone.WARN, " ".join([heading, *_told(licence)]))
    if licence.text:
        notice.add_widget(_text(licence))
    notice.add_action(tr("Accept its terms"), accept, primary=True)
    notice.add_action(tr("Not now"), lambda: None)
    return notice


def _told(licence: Licence) -> Iterator[str]:
    """Yield what is known of a licence, and what is to be done, as sentences."""
    if licence.text:
        yield wording.fill(tr("Read the licence and the terms of use of %1 before you accept them."), licence.model)
    else:
        yield wording.fill(tr("No licence text came with %1."), licence.model)
    if licence.name:
        yield wording.fill(tr("It names “%1” as its licence."), licence.name)
    if licence.link:
        yield wording.fill(tr("It is published at %1."), licence.link)
    if not licence.text:
        yield tr(
            "Get the licence and the terms of acceptable use from whoever gave you the model, and read them before you "
            "accept them."
        )


def _text(licence: Licence) -> QPlainTextEdit:
    made = QPlainTextEdit(licence.text)
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(wording.fill(tr("Licence and terms of use of %1"), licence.model))
    made.setFixedHeight(LINES_IN_VIEW * made.fontMetrics().lineSpacing())
    return made

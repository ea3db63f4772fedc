"""A document at a glance: what it is, and who, where, when and how much, each with the page it is said on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.briefs.facts.model import Fact, Facts
from ui import spots, wording
from ui.theme import Theme
from ui.views.elided import ElidedButton
from ui.views.flow import FlowLayout
from ui.views.parts import label
from ui.wording import tr

HEADINGS_SHOWN = 8


class FactSheet(QWidget):
    """Lines of plain facts over rows of chips."""

    opened = Signal(object)
    """The `Spot` of a fact was clicked."""

    def __init__(self, theme: Theme, facts: Facts) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("tight"))
        lines.addWidget(label(plain(facts), "muted", selectable=True))
        headings = [heading.title for heading in facts.headings if heading.level == 1]
        if headings:
            more = ["…"] if len(headings) > HEADINGS_SHOWN else []
            lines.addWidget(label(" · ".join([*map(wording.flat, headings[:HEADINGS_SHOWN]), *more]), "small"))
        for name, found in _kinds(facts):
            lines.addSpacing(theme.space("tight"))
            lines.addWidget(label(name, "section"))
            lines.addLayout(self._chips(found))

    def _chips(self, found: Sequence[Fact]) -> FlowLayout:
        flow = FlowLayout(spacing=6)
        for fact in found:
            flow.addWidget(self._chip(fact))
        return flow

    def _chip(self, fact: Fact) -> QWidget:
        text = wording.one_line(fact.text, 48)
        times = f" ×{wording.number(fact.count)}" if fact.count > 1 else ""
        page = wording.page_name(fact.cited.page, fact.cited.label)
        chip = ElidedButton(f"{text}{times}", tr("%1, open %2", text, page), "chip")
        chip.setToolTip(wording.tooltip(f"{page}: {wording.one_line(fact.cited.quote)}"))
        chip.clicked.connect(lambda: self.opened.emit(spots.of_citation(fact.cited)))
        return chip


def plain(facts: Facts) -> str:
    """Return what a document is, in one line: kind, date, authors, language, length."""
    length = tr("%1, %2 words", wording.pages(facts.pages), wording.number(facts.words))
    told = (facts.kind.upper(), wording.date(facts.date), ", ".join(facts.authors), _language(facts.language), length)
    return " · ".join(wording.flat(part) for part in told if part)


def _language(code: str) -> str:
    """Return the name of a language in itself, the code where Qt knows none."""
    return QLocale(code).nativeLanguageName() or code if code else ""


def _kinds(facts: Facts) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    named = {
        tr("Key figures"): facts.figures,
        tr("Organisations"): facts.organisations,
        tr("Places"): facts.places,
        tr("People"): facts.people,
        tr("Dates"): facts.dates,
    }
    return ((name, found) for name, found in named.items() if found)

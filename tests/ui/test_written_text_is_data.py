"""Nothing that stands in a brief, on the board, among facts or in a comparison makes the window open anything."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from assistant.answers.model import Citation
from assistant.briefs.facts.model import Fact
from assistant.briefs.joint.model import Alone, Joint, Pair, Relation
from assistant.briefs.kept import BoardRow
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.payloads import payloads
from tests.ui.scripted import record
from tests.ui.scripted_writing import MADE, cited, scripted_brief, section
from tests.ui.test_document_text_is_data import Trap, _guessed_as_markup
from tests.ui.test_document_text_is_data import trap as trap  # noqa: PLC0414 - a fixture
from ui.views.fact_sheet import FactSheet
from ui.views.joint_card import JointCard


def test_nothing_that_is_written_from_a_document_is_opened_by_showing_it(
    make_window: MakeWindow, qtbot: QtBot, trap: Trap
):
    texts = tuple(payloads(str(trap.file), trap.address).values())
    document = record("manual.pdf", title=texts[0])
    window, _workspace = make_window((document,))
    assert window.desk is not None
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    rows = section("Signals", document.sha256, *((text, text) for text in texts), columns=(texts[1], texts[2]))
    brief = scripted_brief(document.sha256, title=texts[3], source=texts[4], sections=(rows,), notices=texts[:9])
    view = window.desk.briefs.view
    view.page.show_brief(brief)
    view.show_kept([brief])
    board = [
        BoardRow({texts[1]: text}, rows.items[0].status, text, (document.sha256,), MADE, "trend-brief")
        for text in texts
    ]
    window.desk.signals.view.show_rows(board)
    facts = window.desk.session.workspace.writing.facts(document.sha256)
    told = tuple(Fact(text, 2, Citation(document.sha256, 3, text, 0, 5, path=text)) for text in texts)
    sheet = FactSheet(window.theme, replace(facts, authors=texts[:3], people=told, places=told))
    card = JointCard(window.theme, (document, record("other.pdf", 2)))
    sides = tuple(cited(document.sha256, text) for text in texts)
    pairs = tuple(Pair(Relation.FIGURE, side, side, (side.text, side.text)) for side in sides)
    alone = Alone(document.sha256, sides)
    card.show_joint(Joint((document.sha256,), pairs, pairs, (alone,), 0.1))
    qtbot.addWidget(sheet)
    qtbot.addWidget(card)
    for widget in (view.page, view, window.desk.signals.view, sheet, card):
        widget.grab()
        assert _guessed_as_markup(widget) == []
    assert trap.came() == (0, 0)

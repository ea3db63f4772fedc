"""The states that the window is audited in: each puts a window over a scripted workspace into one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from assistant.answers.model import ClaimStatus
from assistant.documents.values import PageStatus, Section
from assistant.library.audit.entries import Action
from assistant.library.audit.findings import Finding, Kind
from assistant.library.records import DocumentRecord
from assistant.search.evidence import Narrowing
from assistant.workspace.checkup import Subject, Verdict
from tests.ui.conftest import WAIT
from tests.ui.scripted import ScriptedWorkspace, answer, claim, record
from tests.ui.scripted_licences import TERMS
from tests.ui.scripted_sealing import PASSPHRASE
from tests.ui.test_briefs import desk_of, fill
from tests.ui.test_signals import board_of
from ui.about import About
from ui.main_window import MainWindow
from ui.spots import Spot
from ui.views.audit import AuditView
from ui.views.followed import FollowedView
from ui.views.notice import Tone
from ui.views.self_test import SelfTestView
from ui.views.terms import TermsView

LONG = "Operation and maintenance of the transfer pumps of the northern harbour, with all tables and drawings"
SCANS = {str(status): 0 for status in PageStatus} | {str(PageStatus.OCR): 11, str(PageStatus.FAILED): 1}
DOCUMENTS = (
    record(
        "manual.pdf", 1, title=LONG, outline=(Section("Care", 1, 1), Section("Weekly", 2, 3)), tags=("fleet", "urgent")
    ),
    record(
        "letter.docx",
        2,
        path="/papers/mail/letter.docx",
        notes=2,
        marking="CUI",
        marking_source="banner",
        marking_proposed=True,
    ),
    record("scan.pdf", 3, path="/papers/mail/old/scan.pdf", ledger=SCANS, status="partly", reason="A page is damaged."),
    record("table.xlsx", 4, path="/papers/table.xlsx", status="words-only", marking="SECRET//NOFORN"),
)

MARKED = tuple(replace(each, marking=each.marking or "TOP SECRET//SI//NOFORN") for each in DOCUMENTS)

State = Callable[[MainWindow, ScriptedWorkspace, QtBot], QWidget]
"""Brings the window into a state; returns what is audited, the window itself or a dialog over it."""


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def welcome(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    sentence = "This machine has no key store that encrypts: a sealed library asks for its passphrase each time."
    limited = {Subject.MODEL: "SmolLM2 is here for trying out; it writes poorly.", Subject.KEY_STORE: sentence}
    workspace.checks = tuple(
        replace(check, verdict=Verdict.LIMITED, sentence=limited[check.subject]) if check.subject in limited else check
        for check in workspace.checks
    )
    assert window.desk is not None
    window.desk.welcome.look()
    settle(window, qtbot)
    return window


def empty(window: MainWindow, _workspace: ScriptedWorkspace, _qtbot: QtBot) -> QWidget:
    return window


def indexing(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """Two jobs in the queue, held by their gates, and messages of every tone."""
    assert window.desk is not None
    gate = _workspace.gate("summary")
    window.desk.summaries.summarise(window.desk.session.documents[0])
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    window.tabs.setCurrentWidget(window.summaries)
    for tone in (Tone.BAD, Tone.WARN, Tone.GOOD):
        window.notices.say(tone, "One file could not be read:\nreport.pdf: “report.pdf” is locked: give its password.")
    window.notices.notices()[0].add_action("Unlock", lambda: None, primary=True)
    return window


def conversation(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """An answer with a sentence of every status, then a refusal."""
    first = DOCUMENTS[0]
    said = tuple(
        claim(first, f"Both bearings are greased every 250 hours: {each.value}.", each) for each in ClaimStatus
    )
    workspace.answers["How often?"] = answer(
        "How often?", first, claims=said, extract=said[:1], notices=("Cut short.",)
    )
    refusal = "None of the documents answers this."
    workspace.answers["Why?"] = answer("Why?", first, claims=(), refused=True, refusal=refusal)
    for question in ("Why?", "How often?"):
        _ask(window, qtbot, question)
    return window


def citation(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    conversation(window, workspace, qtbot)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.pages.open(Spot(DOCUMENTS[0].sha256, 3, 12, 40))
    window.viewer.bar.side.setChecked(True)
    window.viewer.side.setCurrentWidget(window.viewer.side.notes)
    window.desk.finding.begin()
    window.viewer.show_remark("Some of this page could not be read.")
    settle(window, qtbot)
    return window


def search(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    workspace.narrowed = (Narrowing("company", "Norvik", frozenset()), Narrowing("year", "2031", frozenset()))
    window.go_to_search()
    qtbot.waitUntil(window.search.field.isEnabled, timeout=WAIT)
    window.search.field.setText("grease the bearings")
    qtbot.waitUntil(lambda: window.search.state.text() != "" and not window.jobs.running, timeout=WAIT)
    return window


def summaries(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    settle(window, qtbot)
    return window


def tags(window: MainWindow, _workspace: ScriptedWorkspace, _qtbot: QtBot) -> QWidget:
    window.library.select(DOCUMENTS[0].sha256)
    window.library.edit_tags()
    window.library.chooser.ask_name()
    next(action for action in window.library.sifting.tags.menu().actions() if action.text() == "fleet").trigger()
    return window


def marking(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """A marking that is about to be lowered, over an answer and a page that are marked."""
    citation(window, workspace, qtbot)
    window.library.select_all([each.sha256 for each in DOCUMENTS])
    window.library.edit_marking()
    window.library.marking.marking.setCurrentText("CONFIDENTIAL")
    window.library.marking.show_problem("This lowers the marking: say why.")
    return window


def briefs(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """The form that makes a brief."""
    view = desk_of(window, qtbot)
    view.form.choose("trend-brief")
    window.library.select(DOCUMENTS[0].sha256)
    settle(window, qtbot)
    return window


def brief(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """A filled brief."""
    fill(window, qtbot)
    return window


def signals(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    board_of(window, qtbot)
    return window


def proof(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    window.dialogs.show_proof()
    settle(window, qtbot)
    return _dialog(window)


def about(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    window.dialogs.show_about()
    settle(window, qtbot)
    return _dialog(window)


def notices(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """The licences of what others made."""
    view = about(window, workspace, qtbot)
    assert isinstance(view, About)
    view.pages.setCurrentWidget(view.parts)
    return view


def ledger(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    assert window.desk is not None
    window.desk.pages.show_ledger(DOCUMENTS[0])
    settle(window, qtbot)
    return _dialog(window)


def settings(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    window.dialogs.show_settings()
    settle(window, qtbot)
    return _dialog(window)


def commands(window: MainWindow, _workspace: ScriptedWorkspace, _qtbot: QtBot) -> QWidget:
    window.dialogs.show_commands()
    return _dialog(window)


def seal(window: MainWindow, _workspace: ScriptedWorkspace, _qtbot: QtBot) -> QWidget:
    """What asks for the passphrase of a library that is to be sealed."""
    _ask_seal(window)
    window.place.seal.show_problem("The two passphrases differ.")
    return window


def sealed(window: MainWindow, _workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """The recovery code, which is shown once."""
    _ask_seal(window)
    for field in (window.place.seal.field, window.place.seal.again):
        field.setText(PASSPHRASE)
    window.place.seal.seal.click()
    qtbot.waitUntil(lambda: window.place.code.waiting and not window.jobs.running, timeout=WAIT)
    return window


def locked(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    sealed(window, workspace, qtbot)
    assert window.desk is not None
    window.desk.sealing.lock()
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.lock, timeout=WAIT)
    settle(window, qtbot)
    window.place.lock.show_problem("This is neither the passphrase nor the recovery code.")
    return window


def self_test(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """What was found in the end, with something that does not work."""
    sentence = "This machine has no key store that encrypts: a sealed library asks for its passphrase each time."
    workspace.checks = tuple(
        replace(check, verdict=Verdict.LIMITED, sentence=sentence) if check.subject is Subject.KEY_STORE else check
        for check in workspace.checks
    )
    nothing = "Nothing came of it. Install the program again."
    workspace.tried = (replace(workspace.tried[0], works=False, sentence=nothing), *workspace.tried[1:])
    window.dialogs.show_self_test()
    settle(window, qtbot)
    return _dialog(window)


def self_testing(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """A self-test in its midst."""
    gate = workspace.gate("self-test")
    window.dialogs.show_self_test()
    view = _dialog(window)
    assert isinstance(view, SelfTestView)
    qtbot.waitUntil(lambda: gate.reached.is_set() and bool(view.rows()), timeout=WAIT)
    return view


def followed(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """Two folders that are followed, one of them not there."""
    workspace.following.keep(Path("/papers/mail"))
    workspace.following.keep(Path("/media/stick/reports of the northern harbour and its works"), present=False)
    window.dialogs.show_followed()
    view = _dialog(window)
    assert isinstance(view, FollowedView)
    qtbot.waitUntil(lambda: view.table.topLevelItemCount() == 2, timeout=WAIT)
    return view


def licence(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """The terms of a model that is used for the first time."""
    workspace.licences.licence = replace(workspace.licences.licence, shipped=False, text=f"{TERMS} " * 40)
    assert window.desk is not None
    window.desk.asking.ask("How often?")
    settle(window, qtbot)
    return window


def terms(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """The ceiling of a library and the rule of a folder, with what was refused."""
    workspace.marking.kept_ceiling = "SECRET//NOFORN"
    workspace.marking.set_rule("default", Path("/media/stick/reports of the northern harbour and its works"), "CUI")
    window.dialogs.show_terms()
    settle(window, qtbot)
    view = _dialog(window)
    assert isinstance(view, TermsView)
    view.show_problem("The ceiling is SECRET//NOFORN now: give a reason for changing it.")
    return view


def audit(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> QWidget:
    """Entries of the log, and something that is wrong with them."""
    log = workspace.auditing
    log.note(Action.CREATED, library="b6f1", documents=0)
    for document in DOCUMENTS:
        log.note(Action.ADDED, document=document.sha256, pages=document.pages)
    log.note(Action.MARKED, subject=DOCUMENTS[0].sha256, how="by hand", before="SECRET", after="CUI", lowered=True)
    log.findings = (Finding(3, Kind.ALTERED, (3,)),)
    window.dialogs.show_audit()
    settle(window, qtbot)
    view = _dialog(window)
    assert isinstance(view, AuditView)
    view.check.click()
    settle(window, qtbot)
    return view


def _ask_seal(window: MainWindow) -> None:
    assert window.desk is not None
    window.desk.sealing.ask_seal()


def _dialog(window: MainWindow) -> QDialog:
    return [each for each in window.findChildren(QDialog) if each.isVisible()][-1]


def _ask(window: MainWindow, qtbot: QtBot, question: str) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        window.desk.asking.ask(question)


STATES: dict[str, tuple[tuple[DocumentRecord, ...], State]] = {
    "welcome": ((), welcome),
    "empty": (DOCUMENTS, empty),
    "indexing": (DOCUMENTS, indexing),
    "conversation": (DOCUMENTS, conversation),
    "citation": (DOCUMENTS, citation),
    "search": (DOCUMENTS, search),
    "summaries": (DOCUMENTS, summaries),
    "tags": (DOCUMENTS, tags),
    "marking": (MARKED, marking),
    "briefs": (DOCUMENTS, briefs),
    "brief": (DOCUMENTS, brief),
    "signals": (DOCUMENTS, signals),
    "ledger": (DOCUMENTS, ledger),
    "proof": (DOCUMENTS, proof),
    "about": (DOCUMENTS, about),
    "notices": (DOCUMENTS, notices),
    "settings": (DOCUMENTS, settings),
    "commands": (DOCUMENTS, commands),
    "seal": (DOCUMENTS, seal),
    "sealed": (DOCUMENTS, sealed),
    "locked": (DOCUMENTS, locked),
    "followed": (DOCUMENTS, followed),
    "licence": (DOCUMENTS, licence),
    "terms": (DOCUMENTS, terms),
    "audit": (DOCUMENTS, audit),
    "self-test": (DOCUMENTS, self_test),
    "self-testing": (DOCUMENTS, self_testing),
}
"""Each state with the documents of its library."""

"""Settings that the core keeps: read and written in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.guard.policy import Feature
from ui import wording
from ui.controllers.session import Session
from ui.jobs import Lane, Task
from ui.views.preferences import Preferences


@dataclass(frozen=True)
class Chosen:
    """What is set.

    Attributes:
        models: Names of the models that are there.
        in_use: Name of the one that answers, "" for none.
        context: In tokens.
        marked: Whether unsupported sentences are shown, marked.
        idle: Minutes without a touch before a sealed library is locked, within the policy.
        schemes: Names and titles of the marking schemes.
        scheme: Name of the one in force.
    """

    models: list[str]
    in_use: str
    context: int
    marked: bool
    idle: int
    schemes: list[tuple[str, str]]
    scheme: str


class PreferencesController(QObject):
    """Fills the settings and does what is chosen there."""

    model_changed = Signal()
    """Another model is in use."""

    idle_changed = Signal(int)
    """Sealed libraries are locked after so many minutes without a touch."""

    scheme_changed = Signal()
    """Markings are read by another scheme."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._view: Preferences | None = None

    def show_in(self, view: Preferences) -> None:
        """Fill a settings window and listen to it until it is closed."""
        self._view = view
        view.finished.connect(self._closed)
        view.model_chosen.connect(self._use)
        view.context_chosen.connect(self._hold)
        view.marking_chosen.connect(self._mark)
        view.idle_chosen.connect(self._wait)
        view.scheme_chosen.connect(self._read_by)
        self._call(self._look).finished.connect(self._show)

    def _look(self) -> Chosen:
        """Find out what is set; starts nothing."""
        workspace = self._session.workspace
        names = [model.name for model in workspace.engine.models()]
        current, in_use = workspace.settings.current, workspace.engine.model().name if names else ""
        marked = current.unsupported == "mark"
        scheme = workspace.marking.scheme()
        known = {each.name: each.title for each in [*workspace.marking.schemes.all(), scheme]}
        schemes = sorted(known.items(), key=lambda each: each[1])
        return Chosen(names, in_use, current.context, marked, workspace.idle_lock_minutes, schemes, scheme.name)

    def _show(self, chosen: Chosen) -> None:
        if self._view is not None:
            self._view.show_engine(chosen.models, chosen.in_use, chosen.context)
            self._view.show_marking(marked=chosen.marked)
            self._view.show_idle(chosen.idle)
            self._view.show_schemes(chosen.schemes, chosen.scheme)
            self._administer(self._view)

    def _administer(self, view: Preferences) -> None:
        """Say what the administrator of the machine has set."""
        policy = self._session.workspace.policy
        if policy.rules.marking_scheme:
            view.administer(view.scheme, self.tr("Set by your administrator."))
        if policy.rules.idle_lock_minutes is not None:
            most = self.tr("Set by your administrator: at most %1 minutes.")
            view.idle.setMaximum(policy.rules.idle_lock_minutes)
            sentence = wording.fill(most, wording.number(policy.rules.idle_lock_minutes))
            view.administer(view.idle, sentence, enabled=True)
        if not policy.allows(Feature.MODEL_IMPORT):
            view.administer(view.bring, Feature.MODEL_IMPORT.sentence)

    def _use(self, name: str) -> None:
        task = self._call(lambda: self._session.workspace.engine.use(name))
        task.finished.connect(partial(self._used, name))

    def _used(self, name: str, _nothing: object) -> None:
        self._say(wording.fill(self.tr("%1 answers from now on."), name))
        self.model_changed.emit()

    def _hold(self, tokens: int) -> None:
        self._call(lambda: self._session.workspace.settings.change(context=tokens))

    def _mark(self, marked: bool) -> None:
        self._call(lambda: self._session.workspace.settings.change(unsupported="mark" if marked else "drop"))

    def _wait(self, minutes: int) -> None:
        task = self._call(lambda: self._session.workspace.settings.change(idle_lock_minutes=minutes))
        task.finished.connect(lambda _settings: self.idle_changed.emit(minutes))

    def _read_by(self, name: str) -> None:
        task = self._call(lambda: self._session.workspace.marking.use_scheme(name))
        task.finished.connect(lambda _scheme: self.scheme_changed.emit())

    def _call(self, function: Callable[[], object]) -> Task:
        task = self._session.jobs.call(function, lane=Lane.BACKGROUND)
        task.failed.connect(lambda error: self._say(self._session.door.sentence(error)))
        return task

    def _say(self, sentence: str) -> None:
        if self._view is not None:
            self._view.show_remark(sentence)

    def _closed(self) -> None:
        self._view = None

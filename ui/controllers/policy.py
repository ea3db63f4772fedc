"""What the administrator of the machine has turned off: the window says so at each control, the core refuses it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from assistant.guard.policy import Feature
from ui.controllers.session import Session
from ui.views.administered import administer


def hold(session: Session, feature: Feature, *controls: QAbstractButton | QAction) -> None:
    """Turn off the controls of a feature where that is off."""
    if not session.workspace.policy.allows(feature):
        for control in controls:
            administer(control, feature.sentence)


def hold_actions(session: Session, actions: Iterable[QAction]) -> None:
    """Turn off the actions that name a feature which is off."""
    for action in actions:
        named = action.property("feature")
        if named:
            hold(session, Feature(named), action)

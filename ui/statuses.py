"""How a claim's status is shown: an icon, a tone and a word, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.model import ClaimStatus
from ui.wording import tr


@dataclass(frozen=True)
class StatusLook:
    """How a claim's status is shown."""

    icon: str
    tone: str
    word: str
    meaning: str


def status_look(status: ClaimStatus) -> StatusLook:
    """Return icon, tone and words for a status."""
    return {
        ClaimStatus.SUPPORTED: StatusLook(
            "supported", "good", tr("Found on the page"), tr("Its words and every figure stand on the cited page.")
        ),
        ClaimStatus.COMPUTED: StatusLook(
            "computed", "good", tr("Recalculated"), tr("The program redid the arithmetic from the cited figures.")
        ),
        ClaimStatus.PARTLY: StatusLook(
            "partly", "warn", tr("Partly found"), tr("Some of it stands on the cited page, some does not.")
        ),
        ClaimStatus.UNSUPPORTED: StatusLook(
            "unsupported", "bad", tr("Not found"), tr("Nothing in the pages found says this. Do not rely on it.")
        ),
        ClaimStatus.PROJECTION: StatusLook(
            "info", "info", tr("Projection"), tr("An outlook, not something a page states.")
        ),
        ClaimStatus.DERIVED: StatusLook(
            "info", "info", tr("Derived"), tr("Drawn from several places, not checked word by word.")
        ),
    }[status]

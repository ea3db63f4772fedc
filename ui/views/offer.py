"""The offer to read every page: what it would read, how long that takes, and a smaller part first."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers.model import Offer
from ui import wording
from ui.theme import Theme
from ui.views.notice import Notice, Tone
from ui.wording import tr


def sweep_offer(theme: Theme, offer: Offer, sweep: Callable[[], object], choose_less: Callable[[], object]) -> Notice:
    """Return a message with the estimate and both choices."""
    takes = wording.seconds(max(1.0, offer.seconds))
    text = tr(
        "Every page can be read for this: %1 of %2, in about %3. The answer is then a table that the program counts."
    )
    read = (wording.pages(offer.pages), wording.documents(offer.documents), takes)
    notice = Notice(theme, Tone.INFO, wording.fill(text, *read))
    notice.add_action(wording.fill(tr("Read %1"), wording.pages(offer.pages)), sweep, primary=True)
    notice.add_action(tr("Choose a smaller part first…"), choose_less)
    return notice

"""The offer to read every page: what it would read, how long that takes, and a smaller part first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.answers.model import Offer
from ui import wishes, wording
from ui.theme import Theme
from ui.views.notice import Notice, Tone
from ui.wording import tr


def sweep_offer(theme: Theme, offer: Offer, question: str, wish: Callable[[wishes.Wish], object]) -> Notice:
    """Return a message with the estimate; what is chosen becomes a wish."""
    read = wording.fill(tr("Read %1"), wording.pages(offer.pages))
    notice = Notice(theme, Tone.INFO, _estimate(offer))
    notice.add_action(read, partial(wish, wishes.Sweep(question, offer.by_model)), primary=True)
    notice.add_action(tr("Choose a smaller part first…"), partial(wish, wishes.ChooseLess(question)))
    return notice


def _estimate(offer: Offer) -> str:
    takes = wording.seconds(max(1.0, offer.seconds))
    text = tr(
        "Every page can be read for this: %1 of %2, in about %3. The answer is then a table that the program counts."
    )
    if offer.by_model:
        text = tr("The model can read every page for this: %1 of %2, in about %3. Questions go before it.")
    return wording.fill(text, wording.pages(offer.pages), wording.documents(offer.documents), takes)

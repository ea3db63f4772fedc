"""A message as a page."""

from __future__ import annotations

from assistant.documents.model import Page
from assistant.documents.values import PageStatus

_TOOL = "mail reader"
_LONGEST_LABEL = 120


def message_page(number: int, subject: str, text: str, fault: str = "") -> Page:
    """Return the page of a message, labelled with its subject."""
    status = PageStatus.TEXT if text.strip() else PageStatus.EMPTY
    reason = fault or ("" if text.strip() else "This message is empty.")
    return Page(number, subject[:_LONGEST_LABEL] or str(number), "message", text, status, _TOOL, reason)

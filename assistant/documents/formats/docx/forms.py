"""Fields of forms that hold no text of their own: boxes to tick, and lists to choose from."""

from __future__ import annotations

from assistant.documents.formats.ooxml import Element, W


def is_on(mark: Element) -> bool:
    """Whether a mark holds, which may say that it does not."""
    return mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def form_value(field: Element) -> str:
    """Return what a field shows that begins here, "" where its text follows as usual."""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        marks = (box.find(f"{W}{name}") for name in ("checked", "default"))
        mark = next((one for one in marks if one is not None), None)
        return "☒" if mark is not None and is_on(mark) else "☐"
    entries = field.find(f"{W}ffData/{W}ddList")
    return _chosen(entries) if entries is not None else ""


def _chosen(entries: Element) -> str:
    told = [entry.get(f"{W}val", "") for entry in entries.iterfind(f"{W}listEntry")]
    marks = (entries.find(f"{W}{name}") for name in ("result", "default"))
    number = next((mark.get(f"{W}val", "0") for mark in marks if mark is not None), "0")
    return told[int(number)] if number.isdecimal() and int(number) < len(told) else ""

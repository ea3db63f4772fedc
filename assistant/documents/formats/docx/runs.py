"""What a Word paragraph says: its text in the accepted view, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.formats.drawings import CHARTS, DIAGRAM
from assistant.documents.formats.ooxml import MC, Element, W

PAGE_BREAK = "\f"
"""Stands in a paragraph's text where a new page begins."""

_LEFT_OUT = {
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rt", "sectPr", "tblPr", "trPr", "tcPr")
} | {f"{MC}Fallback"}
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}lastRenderedPageBreak": PAGE_BREAK}
_SYMBOLS = {"FC": "✓", "FB": "✗", "FE": "☑", "FD": "☒", "A8": "☐", "6F": "☐", "E0": "→", "A7": "•", "FA": "•"}
"""What Word draws by a letter of the font Wingdings, by the last two digits of its code."""
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_HOOKS = {
    f"{W}txbxContent": "textbox",
    f"{W}commentReference": "comment",
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    **dict.fromkeys(CHARTS, "chart"),
    DIAGRAM: "diagram",
}


@dataclass(frozen=True)
class Hook:
    """Something that hangs on a paragraph.

    Attributes:
        kind: `textbox`, `comment`, `footnote`, `endnote`, `chart` or `diagram`.
        element: Where it is told.
    """

    kind: str
    element: Element


def pieces(element: Element) -> Iterator[str | Hook]:
    """Yield the text of an element in order, in the accepted view, and what hangs on it."""
    for child in element:
        tag = child.tag
        if tag in _HOOKS:
            yield Hook(_HOOKS[tag], child)
        elif tag in {f"{W}t", _MATH_TEXT}:
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag == f"{W}br":
            yield PAGE_BREAK if child.get(f"{W}type") == "page" else "\n"
        elif tag == f"{W}r" and _hidden(child):
            yield f"[hidden: {''.join(piece for piece in pieces(child) if isinstance(piece, str))}]"
        elif tag not in _LEFT_OUT:
            yield from pieces(child)
            if tag == f"{W}p":
                yield "\n"


def plain_text(element: Element) -> str:
    """Return an element's text with nothing that hangs on it but the text of its boxes."""
    return "".join(piece if isinstance(piece, str) else plain_text(piece.element) for piece in pieces(element)).replace(
        PAGE_BREAK, ""
    )


def _symbol(element: Element) -> str:
    drawn = element.get(f"{W}font", "").startswith("Wingdings")
    return _SYMBOLS.get(element.get(f"{W}char", "").upper()[-2:], "") if drawn else ""


def _hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false"}

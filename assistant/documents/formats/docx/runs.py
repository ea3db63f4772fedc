"""What a Word paragraph says: its text in the accepted view, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from assistant.documents.formats.docx.forms import form_value, is_on
from assistant.documents.formats.drawings import CHARTS, DIAGRAM
from assistant.documents.formats.omml import FORMULA, formula_text
from assistant.documents.formats.ooxml import MC, Element, W
from assistant.documents.formats.picture_texts import drawing_label, picture_label

PAGE_BREAK = "\f"
"""Stands in a paragraph's text where a new page begins."""

_LEFT_OUT = {
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rt", "sectPr", "tblPr", "trPr", "tcPr")
} | {f"{MC}Fallback"}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}lastRenderedPageBreak": PAGE_BREAK,
}
_SYMBOLS = {"FC": "✓", "FB": "✗", "FE": "☑", "FD": "☒", "A8": "☐", "6F": "☐", "E0": "→", "A7": "•", "FA": "•"}
"""What Word draws by a letter of the font Wingdings, by the last two digits of its code."""
_HOOKS = {
    f"{W}txbxContent": "textbox",
    f"{W}commentReference": "comment",
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    **dict.fromkeys(CHARTS, "chart"),
    DIAGRAM: "diagram",
    f"{W}altChunk": "chunk",
}


_ABOUT_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OLD_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
"""Drawn letters, such as watermarks, whose words are an attribute."""
_HIDDEN_GOES_ON = "][hidden: "


@dataclass(frozen=True)
class Hook:
    """Something that hangs on a paragraph.

    Attributes:
        kind: `textbox`, `comment`, `footnote`, `endnote`, `chart`, `diagram` or `chunk`.
        element: Where it is told.
    """

    kind: str
    element: Element


def pieces(element: Element, hidden: Container[str] = frozenset()) -> Iterator[str | Hook]:
    """Yield the text of an element in order, in the accepted view, and what hangs on it.

    Args:
        element: Such as a paragraph.
        hidden: Styles whose text is not shown, which is labelled so.
    """
    for child in element:
        tag = child.tag
        if tag in _HOOKS:
            yield Hook(_HOOKS[tag], child)
        elif tag in _WORDS:
            yield _WORDS[tag](child)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}r" and _hidden(child, hidden):
            yield from _labelled(child)
        elif tag not in _LEFT_OUT:
            if tag == _OLD_SHAPE:
                yield _apart(picture_label(child.get("alt", "")))
            yield from pieces(child, hidden)
            if tag == f"{W}p" and not joins_next(child):
                yield "\n"


def text_of(told: Iterable[str | Hook]) -> str:
    """Return the text among the pieces of an element; what is hidden in one run after the other is labelled once."""
    return "".join(piece for piece in told if isinstance(piece, str)).replace(_HIDDEN_GOES_ON, "")


def plain_text(element: Element, hidden: Container[str] = frozenset()) -> str:
    """Return an element's text with nothing that hangs on it but the text of its boxes."""
    told = (piece if isinstance(piece, str) else plain_text(piece.element, hidden) for piece in pieces(element, hidden))
    return text_of(told).replace(PAGE_BREAK, "")


def joins_next(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted or moved away, so that the next one goes on in it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _symbol(element: Element) -> str:
    drawn = element.get(f"{W}font", "").startswith("Wingdings")
    return _SYMBOLS.get(element.get(f"{W}char", "").upper()[-2:], "") if drawn else ""


def _apart(label: str) -> str:
    return f" {label} " if label else ""


def _break(element: Element) -> str:
    return PAGE_BREAK if element.get(f"{W}type") == "page" else "\n"


def _hidden(run: Element, hidden: Container[str]) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    if mark is not None:
        return is_on(mark)
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val", "") in hidden


def _labelled(run: Element) -> Iterator[str | Hook]:
    """Yield the text of a hidden run with a label, and what hangs on it; entries of an index have no text."""
    told = list(pieces(run))
    if text := text_of(told):
        yield f"[hidden: {text}]"
    yield from (piece for piece in told if isinstance(piece, Hook))


_WORDS: dict[str, Callable[[Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    FORMULA: formula_text,
    f"{W}sym": _symbol,
    f"{W}br": _break,
    f"{W}fldChar": form_value,
    _ABOUT_DRAWING: lambda element: _apart(drawing_label(element)),
    _WORD_ART: lambda element: element.get("string", ""),
}
"""What the elements say that hold no others."""

"""What authors write to stand for a picture where it cannot be seen."""

from __future__ import annotations

import re

from assistant.documents.clean import one_line
from assistant.documents.formats.ooxml import Element

_ENDING = r"\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|heic|pct|eps)"
_FILE_NAME = re.compile(
    rf"(?:\S+ ){{0,3}}\S+{_ENDING}|.*[\\/]\S*{_ENDING}|[A-Za-z]{{1,5}}[_-]?\d{{3,}}\w*", re.IGNORECASE
)
"""Programs put the name of the file here, with or without its ending (`DSC0042`), where the author writes nothing."""
_LONGEST_NAME = 260
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def picture_label(description: str, title: str = "") -> str:
    """Return `[Picture: …]` with the title and the description of a picture, "" where neither says anything."""
    description, title = _saying(description), _saying(title)
    if title.casefold() in description.casefold():
        title = ""
    told = ": ".join(filter(None, (title, description)))
    return f"[Picture: {told}]" if told else ""


def drawing_label(about: Element) -> str:
    """Return what stands for a drawing of an Office document, "" where it is said to be for looks only.

    Args:
        about: Its `docPr` or `cNvPr`.
    """
    marks = (mark.get("val", "1") for mark in about.iter(_DECORATIVE))
    return "" if any(mark not in {"0", "false"} for mark in marks) else picture_label(*_texts(about))


def _texts(about: Element) -> tuple[str, str]:
    return about.get("descr", ""), about.get("title", "")


def _saying(text: str) -> str:
    told = one_line(text)
    return "" if len(told) <= _LONGEST_NAME and _FILE_NAME.fullmatch(told) else told

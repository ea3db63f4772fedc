"""Formulas of Office documents as a line of text, such as `(a+b)/2` (ECMA-376 part 1, 22.1)."""

from __future__ import annotations

from collections.abc import Callable

from assistant.documents.formats.ooxml import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{M}oMath"


def formula_text(element: Element) -> str:
    """Return what a formula or a part of one says."""
    name = str(element.tag).removeprefix(M)
    if name == "t":
        return element.text or ""
    said = _SAID.get(name)
    return said(element) if said else "".join(map(formula_text, element))


def _part(element: Element, name: str) -> str:
    found = element.find(f"{M}{name}")
    return formula_text(found) if found is not None else ""


def _grouped(element: Element, name: str) -> str:
    """Return a part, in brackets where it is more than one number or name."""
    text = _part(element, name)
    bare = not text or text.isalnum() or (text.startswith("(") and text.endswith(")"))
    return text if bare else f"({text})"


def _raised(element: Element) -> str:
    lower, upper = _grouped(element, "sub"), _grouped(element, "sup")
    return (f"_{lower}" if lower else "") + (f"^{upper}" if upper else "")


def _sign(element: Element, settings: str, name: str, usual: str) -> str:
    found = element.find(f"{M}{settings}/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else usual


def _bracketed(element: Element) -> str:
    inner = "".join(map(formula_text, element))
    return f"{_sign(element, 'dPr', 'begChr', '(')}{inner}{_sign(element, 'dPr', 'endChr', ')')}"


def _script(element: Element) -> str:
    return _part(element, "e") + _raised(element)


_SAID: dict[str, Callable[[Element], str]] = {
    "f": lambda element: f"{_grouped(element, 'num')}/{_grouped(element, 'den')}",
    **dict.fromkeys(("sSup", "sSub", "sSubSup"), _script),
    "rad": lambda element: f"{_part(element, 'deg')}√{_grouped(element, 'e')}",
    "nary": lambda element: f"{_sign(element, 'naryPr', 'chr', '∫')}{_raised(element)} {_part(element, 'e')}",
    "d": _bracketed,
}
"""How the parts are told that are more than what they hold."""

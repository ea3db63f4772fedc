"""The texts of licence and terms of use that travel beside a model file."""

from __future__ import annotations

from pathlib import Path

_LARGEST = 1 << 20
"""Bytes of one text at the most."""
_STARTS = ("license", "licence", "use_policy", "use-policy", "acceptable_use", "acceptable-use")
_ENDINGS = {"", ".txt", ".md"}


def texts_beside(path: Path) -> list[str]:
    """Return the texts that lie in a model file's folder under the names that publishers of models give them."""
    beside = (one for one in sorted(path.parent.iterdir()) if _is_licence(one) and one.stat().st_size <= _LARGEST)
    return [one.read_text(encoding="utf-8", errors="replace") for one in beside]


def _is_licence(path: Path) -> bool:
    return path.name.lower().startswith(_STARTS) and path.suffix.lower() in _ENDINGS and path.is_file()

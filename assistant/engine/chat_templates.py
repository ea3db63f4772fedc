"""Recognise the chat template of a model, and say it in the engine's own template language.

A GGUF carries its template in Jinja, which the engine does not run; the families that are known stand in
`resources/chat_templates/`, each with the marks by which it is recognised and the tokens at which a reply stops.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from assistant import places


@dataclass(frozen=True)
class ChatTemplate:
    """How one family of models is spoken to.

    Attributes:
        name: Of the family.
        marks: Strings that all occur in the family's Jinja template.
        stop: Tokens at which a reply ends.
        template: In Go's template language, with the engine's `.Messages` and `.System`.
    """

    name: str
    marks: tuple[str, ...]
    stop: tuple[str, ...]
    template: str


def recognise(jinja: str) -> ChatTemplate | None:
    """Return the family whose marks all occur in a Jinja chat template (the one with most marks), else None."""
    fitting = [known for known in known_templates() if all(mark in jinja for mark in known.marks)]
    return max(fitting, key=lambda known: len(known.marks), default=None)


@cache
def known_templates() -> tuple[ChatTemplate, ...]:
    """Return every family in the resources."""
    files = sorted(places.resource("chat_templates").glob("*.toml"))
    return tuple(_load(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def _load(raw: dict[str, object]) -> ChatTemplate:
    marks, stop = raw["marks"], raw["stop"]
    if not isinstance(marks, list) or not isinstance(stop, list):
        raise TypeError(raw["name"])
    return ChatTemplate(str(raw["name"]), tuple(marks), tuple(stop), str(raw["template"]))

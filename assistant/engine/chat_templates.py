"""Recognise the chat template of a model, and say it in the engine's own template language.

A GGUF carries its template in Jinja, which the engine does not run; the families that are known stand in
`resources/chat_templates/`, each with the marks by which it is recognised and the tokens at which a reply stops.
"""

from __future__ import annotations

import re
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
        control: Further tokens that a model of the family takes for more than text.
        template: In Go's template language, with the engine's `.Messages` and `.System`.
    """

    name: str
    marks: tuple[str, ...]
    stop: tuple[str, ...]
    control: tuple[str, ...]
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


def inert(text: str) -> str:
    """Return a text in which nothing is a control token, by a space within each.

    The engine takes such tokens for real wherever they stand, so that a document could end the user's turn and
    begin one of the system's.
    """
    return _control_tokens().sub(lambda found: f"{found.group()[0]} {found.group()[1:]}", text)


@cache
def _control_tokens() -> re.Pattern[str]:
    known = {token for family in known_templates() for token in (*family.marks, *family.stop, *family.control)}
    written = [re.escape(token) for token in sorted(known) if token.startswith(("<", "["))]
    return re.compile("|".join([r"<[|｜][^\s<>]{1,64}[|｜]>", *written]))


def _load(raw: dict[str, object]) -> ChatTemplate:
    return ChatTemplate(
        str(raw["name"]), _strings(raw["marks"]), _strings(raw["stop"]), _strings(raw.get("control", [])),
        str(raw["template"]),
    )  # fmt: skip


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(str(item) for item in value)

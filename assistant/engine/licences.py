"""Under which licence a model may be used, and that somebody has accepted it before the model is first asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant import places
from assistant.engine.models import ModelInfo
from assistant.errors import LicenceError
from assistant.guard.actor import actor
from assistant.settings import Acceptance, Settings

SHIPPED = "shipped with the program"
"""Who has accepted the licence of the starter model, as the logs say it."""


@dataclass(frozen=True)
class Licence:
    """What is known of a model's licence.

    Attributes:
        model: Name of the model.
        digest: SHA-256 of its weights.
        name: Such as `llama3.2`, "" where its file does not say.
        link: Where it is published, "" where its file does not say.
        text: The licence and the terms of acceptable use that came with the model, "" where none did.
        shipped: Whether the model is the starter model, under the Apache License 2.0.
        accepted: Who has accepted it and when, None for nobody yet.
    """

    model: str
    digest: str
    name: str
    link: str
    text: str
    shipped: bool
    accepted: Acceptance | None

    @property
    def notice(self) -> str:
        """A sentence for who is about to accept it."""
        named = f" It names “{self.name}” as its licence." if self.name else ""
        where = f" It is published at {self.link}." if self.link else ""
        if self.text:
            return f"Read the licence and the terms of use of {self.model} before you accept them.{named}{where}"
        return (
            f"No licence text came with {self.model}.{named}{where} Get the licence and the terms of acceptable use "
            "from whoever gave you the model, and read them before you accept them."
        )


def licence_of(info: ModelInfo, shown: Mapping[str, Any], settings: Settings) -> Licence:
    """Return the licence of a model.

    Args:
        info: The model.
        shown: What the engine shows of it.
        settings: Hold who has accepted what.
    """
    facts = shown.get("model_info") or {}
    name = str(facts.get("general.license.name") or facts.get("general.license") or "")
    link, text = str(facts.get("general.license.link") or ""), str(shown.get("license") or "").strip()
    if info.starter:
        name, text = "Apache-2.0", places.resource("licences", "texts", "Apache-2.0.txt").read_text(encoding="utf-8")
    return Licence(info.name, info.digest, name, link, text, info.starter, settings.accepted.get(_key(info)))


def check_accepted(info: ModelInfo, settings: Settings) -> None:
    """Raise LicenceError where nobody has accepted the licence of a model."""
    if not info.starter and _key(info) not in settings.accepted:
        raise LicenceError(info.name)


def acceptance_of(info: ModelInfo) -> dict[str, Acceptance]:
    """Return that the present user accepts the licence of a model now, by the key that the settings keep it under."""
    return {_key(info): Acceptance(by=actor(), at=datetime.now(UTC).isoformat(timespec="seconds"))}


def _key(info: ModelInfo) -> str:
    """Return what stands for a model's weights; a development server may not tell their digest."""
    return info.digest or f"name {info.name}"

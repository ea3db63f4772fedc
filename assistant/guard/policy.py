"""What the administrator of the machine has decided for everybody who uses the program on it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import WorldError
from assistant.guard.policy_file import POLICY_FILE, UnreliableError, read_policy_file


class Feature(StrEnum):
    """What an administrator can turn off."""

    EXPORT = "export"
    UNSEALED = "unsealed_libraries"
    MODEL_IMPORT = "model_import"

    @property
    def sentence(self) -> str:
        """What is said where it is off."""
        return f"Set by your administrator: {_SENTENCES[self]}"


_SENTENCES = {
    Feature.EXPORT: "nothing may be exported to a file.",
    Feature.UNSEALED: "libraries are kept sealed. One that is not must be sealed before it is used.",
    Feature.MODEL_IMPORT: "no model may be imported.",
}


class Allowed(BaseModel):
    """Which features are on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    export: bool = True
    unsealed_libraries: bool = True
    model_import: bool = True


class Rules(BaseModel):
    """What a policy file says; all of it may be left out.

    Attributes:
        marking_scheme: Name of the scheme that every library uses, "" for the user's choice.
        idle_lock_minutes: Longest time without a touch before sealed libraries are locked, None for the user's choice.
        log_retention_days: How long entries of the audit log are kept, None for ever.
        log_questions: Whether the audit log keeps the words of a question or only their SHA-256.
        allow: Which features are on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    marking_scheme: str = ""
    idle_lock_minutes: int | None = Field(default=None, ge=1, le=1440)
    log_retention_days: int | None = Field(default=None, ge=1, le=36_500)
    log_questions: Literal["text", "digest"] = "text"
    allow: Allowed = Allowed()


STRICTEST = Rules(
    log_questions="digest",
    allow=Allowed(export=False, unsealed_libraries=False, model_import=False),
    idle_lock_minutes=5,
)
"""What holds where a policy file is there but cannot be relied on."""


@dataclass(frozen=True)
class Policy:
    """What is in force on this machine.

    Attributes:
        rules: Each of them.
        path: Of the file they come from, None where there is no policy.
        fault: A sentence about why the file cannot be relied on, so that the strictest rules hold; "" where it can.
    """

    rules: Rules = field(default_factory=Rules)
    path: Path | None = None
    fault: str = ""

    def allows(self, feature: Feature) -> bool:
        """Whether a feature is on."""
        return bool(getattr(self.rules.allow, feature.value))

    def check(self, feature: Feature) -> None:
        """Raise WorldError `set-by-administrator` where a feature is off."""
        if not self.allows(feature):
            raise WorldError("set-by-administrator", " ".join(filter(None, (feature.sentence, self.fault))))

    def idle_lock_minutes(self, chosen: int) -> int:
        """Return the minutes without a touch after which libraries are locked: the user's choice, within the rules."""
        most = self.rules.idle_lock_minutes
        return chosen if most is None else min(chosen, most)

    @property
    def digest(self) -> str:
        """SHA-256 of the rules, by which a change of them is seen; "" where there is no policy."""
        return hashlib.sha256(self.rules.model_dump_json().encode()).hexdigest() if self.path else ""


def machine_policy(path: Path = POLICY_FILE, owner: int = 0) -> Policy:
    """Return the policy of this machine: the strictest rules where its file is there but cannot be relied on.

    Args:
        path: The file; the product reads the fixed place only.
        owner: User id that the file and its folder must belong to.
    """
    try:
        content = read_policy_file(path, owner)
        return Policy() if content is None else Policy(_parsed(content), path)
    except UnreliableError as error:
        fault = f"The policy file {path} cannot be relied on, so the strictest rules hold: {error}"
        return Policy(STRICTEST, path, fault)


def _parsed(content: bytes) -> Rules:
    try:
        return Rules.model_validate(tomllib.loads(content.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreliableError(f"it is not written in TOML ({error}).") from error
    except ValidationError as error:
        raise UnreliableError(f"{'; '.join(_faults(error))}.") from error


def _faults(error: ValidationError) -> list[str]:
    """Say of each key what is wrong with it."""
    faults = []
    for one in error.errors():
        key = ".".join(map(str, one["loc"]))
        unknown = one["type"] == "extra_forbidden"
        faults.append(f"it has an unknown key “{key}”" if unknown else f"“{key}”: {one['msg'].lower()}")
    return faults

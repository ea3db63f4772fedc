"""The kinds of error, each with a stable code and a sentence that a user can act on."""

from __future__ import annotations


class HaversackError(Exception):
    """Base of every error the program raises on purpose.

    Attributes:
        code: Stable identifier for scripts, such as `password-needed`.
        message: A finished sentence for a person who is not a programmer.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class WorldError(HaversackError):
    """The world's fault (a bad file, a full disk, an engine that is gone): shown to the user."""


class LicenceError(WorldError):
    """A model is wanted whose licence nobody has accepted yet; its code is `licence-not-accepted`.

    Attributes:
        model: Its name.
    """

    def __init__(self, model: str) -> None:
        super().__init__(
            "licence-not-accepted",
            f"{model} is used for the first time: read its licence and terms of use, and accept them first "
            f"(haversack models licence {model}, then haversack models accept {model}).",
        )
        self.model = model


class UsageError(HaversackError):
    """The request itself makes no sense (an unknown library, an ambiguous prefix): shown to the user."""


class ProgramError(HaversackError):
    """Our fault: shown as such, and written to the crash report."""


class Cancelled(Exception):  # noqa: N818 - being cancelled is not an error
    """A job was stopped on request."""

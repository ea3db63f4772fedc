"""Passphrases: in one form whatever the keyboard, taken from a descriptor, and strong enough when they are new."""

from __future__ import annotations

import os
import unicodedata

from assistant.errors import UsageError
from assistant.guard.memory import Secret, overwrite

SHORTEST = 12
"""Characters that a new passphrase has at least."""
_FEWEST_DIFFERENT = 5
_LONGEST = 4096


def passphrase_of(text: str) -> Secret:
    """Return typed text as the bytes from which keys are derived: UTF-8 in normal form C."""
    return Secret(bytearray(unicodedata.normalize("NFC", text).encode()))


def line_from(descriptor: int) -> Secret:
    """Read the next line of an open descriptor, such as a pipe, as a passphrase.

    Raises:
        UsageError: `no-passphrase`, where the descriptor cannot be read or gives none.
    """
    given = bytearray()
    try:
        while len(given) < _LONGEST and (byte := os.read(descriptor, 1)) not in {b"", b"\n"}:
            given += byte  # one by one: what comes behind the line belongs to the next question
    except OSError as error:
        raise UsageError("no-passphrase", f"No passphrase can be read from descriptor {descriptor}.") from error
    if not given.strip():
        raise UsageError("no-passphrase", f"Descriptor {descriptor} gave no passphrase.")
    return _plain(given)


def check_new(passphrase: Secret) -> None:
    """Refuse a passphrase that is tried soon.

    Raises:
        UsageError: `weak-passphrase`.
    """
    text = passphrase.data.decode(errors="replace")
    if len(text) < SHORTEST or len(set(text)) < _FEWEST_DIFFERENT:
        raise UsageError(
            "weak-passphrase",
            f"Choose a passphrase of at least {SHORTEST} characters: four or five words in a row are easy to keep.",
        )


def _plain(line: bytearray) -> Secret:
    """Return a line without its ending; text beyond ASCII is put into normal form."""
    plain = line.removesuffix(b"\r")
    overwrite(line)
    return Secret(plain) if plain.isascii() else passphrase_of(plain.decode(errors="replace"))

"""The recovery code: a random secret on paper, for the day when the passphrase is forgotten."""

from __future__ import annotations

import hashlib
import secrets

from assistant.guard.memory import Secret

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter that is read as a digit
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\n": None, "\r": None, "\t": None})
_SECRET_BYTES = 20
_LETTERS = _SECRET_BYTES * 8 // 5
_CHECK_LETTERS = 4
_GROUP = 4


def new_code() -> Secret:
    """Return 160 random bits."""
    return Secret(bytearray(secrets.token_bytes(_SECRET_BYTES)))


def shown(code: Secret) -> str:
    """Return a code as it is printed: nine groups of four letters and digits, the last one a checksum."""
    letters = _letters(int.from_bytes(code.data, "big"), _LETTERS) + _checksum(bytes(code.data))
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def read(text: str) -> Secret | None:
    """Return the code that was typed, in any case and grouping; None where it is none, or mistyped."""
    letters = text.upper().translate(_READ_AS)
    if len(letters) != _LETTERS + _CHECK_LETTERS or not set(letters) <= set(_ALPHABET):
        return None
    number = 0
    for letter in letters[:_LETTERS]:
        number = number * 32 + _ALPHABET.index(letter)
    data = number.to_bytes(_SECRET_BYTES, "big")
    return Secret(data) if _checksum(data) == letters[_LETTERS:] else None


def _checksum(data: bytes) -> str:
    return _letters(int.from_bytes(hashlib.sha256(data).digest()[:4], "big"), _CHECK_LETTERS)


def _letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))

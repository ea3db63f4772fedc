"""Keys: made, derived from what a person knows, and wrapped by one another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.guard.memory import Secret

KEY_BYTES = 32
SALT_BYTES = 16
WRAPPED_BYTES = 12 + KEY_BYTES + 16
_NONCE_BYTES = 12


@dataclass(frozen=True)
class Cost:
    """What one try of a passphrase costs whoever tries (Argon2id, RFC 9106).

    Attributes:
        memory_kib: Memory that has to be filled.
        iterations: How often.
        lanes: Threads that may share the work.
    """

    memory_kib: int = 256 * 1024
    iterations: int = 3
    lanes: int = 4


def new_key() -> Secret:
    """Return a random key of 32 bytes."""
    return Secret(bytearray(secrets.token_bytes(KEY_BYTES)))


def new_salt() -> bytes:
    """Return a random salt."""
    return secrets.token_bytes(SALT_BYTES)


def from_passphrase(passphrase: Secret, salt: bytes, cost: Cost) -> Secret:
    """Derive a wrapping key from what a person remembers, slowly, by Argon2id."""
    derived = Secret(bytes(KEY_BYTES))
    Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive_into(passphrase.data, derived.data)  # type: ignore[arg-type] # any buffer will do; bytes would stay
    return derived


def from_random(secret: Secret, salt: bytes) -> Secret:
    """Derive a wrapping key from bytes that are random already, by HKDF-SHA256."""
    derived = Secret(bytes(KEY_BYTES))
    HKDF(SHA256(), KEY_BYTES, salt, b"haversack wrapping key").derive_into(secret.data, derived.data)
    return derived


def wrap(key: Secret, by: Secret, context: bytes) -> bytes:
    """Encrypt a key by another (AES-256-GCM), bound to `context`; the nonce comes first."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(by.data).encrypt(nonce, key.data, context)


def unwrap(wrapped: bytes, by: Secret, context: bytes) -> Secret | None:
    """Return the key that was wrapped, None where it was by another key or for another context."""
    key = Secret(bytes(KEY_BYTES))
    try:
        AESGCM(by.data).decrypt_into(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], context, key.data)
    except InvalidTag:
        return None
    return key

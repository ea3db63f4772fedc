"""The key of this installation, and signatures by it (Ed25519, RFC 8032)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from assistant.errors import WorldError


class Signer:
    """Signs with the key of one installation, which is made at first use and never leaves its folder.

    Args:
        home: The program's home; the key is kept in `proof.key`, readable by its owner only.
    """

    def __init__(self, home: Path) -> None:
        self._key = _kept_key(home / "proof.key")

    @property
    def public_key(self) -> str:
        """The public half, in hexadecimal."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    @property
    def fingerprint(self) -> str:
        """What a person compares: the first 16 hexadecimal digits of the public key's SHA-256, in groups of four."""
        digest = hashlib.sha256(bytes.fromhex(self.public_key)).hexdigest()
        return " ".join(digest[start : start + 4] for start in range(0, 16, 4))

    def sign(self, content: bytes) -> str:
        """Return the signature over some bytes, in hexadecimal."""
        return self._key.sign(content).hex()


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the bytes of a JSON object that are signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def holds(public_key: str, signature: str, content: bytes) -> bool:
    """Whether a signature over these bytes is by the holder of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _kept_key(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except FileNotFoundError:
        return _new_key(path)
    except ValueError as error:
        raise WorldError(
            "key-damaged", f"The key that signs reports and logs ({path}) is damaged. Remove it, and a new one is made."
        ) from error


def _new_key(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process of the same home was first
        return _kept_key(path)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes_raw())
    return key

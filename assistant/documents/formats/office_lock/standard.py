"""The encryption of Office 2007 (MS-OFFCRYPTO 2.3.4.5 to 2.3.4.9)."""

from __future__ import annotations

import hashlib
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import ECB

_TURNS = 50_000
_KEY_SIZES = {128, 192, 256}
_VERIFIER = struct.Struct("<I16s16sI32s")


def opened(information: bytes, package: bytes, password: str) -> bytes | None:
    """Return what is inside a locked document, or None where the password is wrong.

    Raises:
        ValueError: The description makes no sense.
        struct.error: The description is cut off.
    """
    size = struct.unpack_from("<I", information, 8)[0]
    bits = struct.unpack_from("<I", information, 28)[0]
    if bits not in _KEY_SIZES:
        raise ValueError("another kind of encryption")
    _, salt, verifier, hash_size, verifier_hash = _VERIFIER.unpack_from(information, 12 + size)
    key = _key(password, salt, bits // 8)
    if _sha(_decrypted(verifier, key))[:hash_size] != _decrypted(verifier_hash, key)[:hash_size]:
        return None
    length = struct.unpack_from("<Q", package)[0]
    body = package[8:]
    return _decrypted(body[: len(body) // 16 * 16], key)[:length]


def _key(password: str, salt: bytes, size: int) -> bytes:
    digest = _sha(salt + password.encode("utf-16-le"))
    for turn in range(_TURNS):
        digest = _sha(struct.pack("<I", turn) + digest)
    digest = _sha(digest + bytes(4)).ljust(64, b"\0")
    halves = (_sha(bytes(byte ^ mask for byte in digest)) for mask in (0x36, 0x5C))
    return b"".join(halves)[:size]


def _decrypted(data: bytes, key: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(key), ECB()).decryptor()  # noqa: S305 - the format lays it down
    return decryptor.update(data) + decryptor.finalize()


def _sha(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()

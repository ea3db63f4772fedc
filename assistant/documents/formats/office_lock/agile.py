"""The encryption of Office since 2010 (MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15)."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64decode
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import CBC
from lxml import etree

from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.safe_xml import safe_parser

_ENCRYPTION = "{http://schemas.microsoft.com/office/2006/encryption}"
_KEY_BY_WORD = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}"
_FOR_INPUT, _FOR_HASH, _FOR_KEY = (
    bytes.fromhex(block) for block in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6")
)
"""What the hash of the password is mixed with for each use of it (2.3.4.13)."""
_SEGMENT = 4096
_MOST_TURNS = 10_000_000
_HASHES = {"SHA1", "SHA256", "SHA384", "SHA512"}


@dataclass(frozen=True)
class _Cipher:
    """How something is encrypted."""

    salt: bytes
    block: int
    key: int
    digest: str

    @classmethod
    def of(cls, element: Element) -> _Cipher:
        digest = element.get("hashAlgorithm", "").replace("-", "")
        if element.get("cipherChaining") != "ChainingModeCBC" or digest not in _HASHES:
            raise ValueError("another kind of encryption")
        block, bits = (int(element.get(name, "0")) for name in ("blockSize", "keyBits"))
        return cls(b64decode(element.get("saltValue", "")), block, bits // 8, digest.lower())

    def hashed(self, data: bytes) -> bytes:
        return hashlib.new(self.digest, data).digest()

    def opened(self, data: bytes, key: bytes, start: bytes) -> bytes:
        vector = start[: self.block].ljust(self.block, b"\x36")
        decryptor = Cipher(algorithms.AES(key), CBC(vector)).decryptor()
        return decryptor.update(data[: len(data) // self.block * self.block]) + decryptor.finalize()


def opened(description: bytes, package: bytes, password: str) -> bytes | None:
    """Return what is inside a locked document, or None where the password is wrong.

    Raises:
        ValueError: The description makes no sense.
        struct.error: The content is cut off.
    """
    root = etree.fromstring(description.rstrip(b"\0"), safe_parser(recover=True))
    lock, content = root.find(f".//{_KEY_BY_WORD}encryptedKey"), root.find(f"{_ENCRYPTION}keyData")
    if lock is None or content is None:
        raise ValueError("another kind of encryption")
    by_password = _Cipher.of(lock)
    turned = _turned(by_password, password, int(lock.get("spinCount", "0")))

    def told(name: str, block: bytes) -> bytes:
        key = by_password.hashed(turned + block)[: by_password.key].ljust(by_password.key, b"\x36")
        return by_password.opened(b64decode(lock.get(name, "")), key, by_password.salt)

    check = told("encryptedVerifierHashValue", _FOR_HASH)
    hashed = by_password.hashed(told("encryptedVerifierHashInput", _FOR_INPUT))
    if not check.startswith(hashed):
        return None
    key = told("encryptedKeyValue", _FOR_KEY)[: by_password.key]
    return _content(package, _Cipher.of(content), key)


def _turned(cipher: _Cipher, password: str, turns: int) -> bytes:
    if not 0 <= turns <= _MOST_TURNS:
        raise ValueError("too many turns")
    digest = cipher.hashed(cipher.salt + password.encode("utf-16-le"))
    for turn in range(turns):
        digest = cipher.hashed(struct.pack("<I", turn) + digest)
    return digest


def _content(package: bytes, cipher: _Cipher, key: bytes) -> bytes:
    size = struct.unpack_from("<Q", package)[0]
    body = package[8:]
    parts = [
        cipher.opened(body[place : place + _SEGMENT], key, cipher.hashed(cipher.salt + struct.pack("<I", number)))
        for number, place in enumerate(range(0, len(body), _SEGMENT))
    ]
    return b"".join(parts)[:size]

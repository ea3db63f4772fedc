"""Documents locked as Office does since 2010: the test locks one itself, by the format's description."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64encode
from pathlib import Path

import docx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from assistant.errors import WorldError
from tests.documents import made
from tests.documents.conftest import Read

SALT, KEY, TURNS = b"0123456789abcdef", bytes(range(32)), 1000
CIPHER = (
    f'blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" '
    f'hashAlgorithm="SHA512" saltSize="16" saltValue="{b64encode(SALT).decode()}"'
)


def sha(data: bytes) -> bytes:
    return hashlib.sha512(data).digest()


def sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def encrypted(data: bytes, key: bytes, vector: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), CBC(vector[:16])).encryptor()
    return encryptor.update(data.ljust(-(-len(data) // 16) * 16, b"\0")) + encryptor.finalize()


def lock(path: Path, data: bytes, password: str) -> Path:
    digest = sha(SALT + password.encode("utf-16-le"))
    for turn in range(TURNS):
        digest = sha(struct.pack("<I", turn) + digest)

    def told(block: str, secret: bytes) -> str:
        return b64encode(encrypted(secret, sha(digest + bytes.fromhex(block))[:32], SALT)).decode()

    check = b"sixteen bytes ok"
    description = (
        '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" '
        'xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
        f"<keyData {CIPHER}/><keyEncryptors><keyEncryptor>"
        f'<p:encryptedKey spinCount="{TURNS}" {CIPHER} encryptedVerifierHashInput="{told("fea7d2763b4b9e79", check)}" '
        f'encryptedVerifierHashValue="{told("d7aa0f6d3061344e", sha(check))}" '
        f'encryptedKeyValue="{told("146e0be7abacd0d6", KEY)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    package = struct.pack("<Q", len(data)) + b"".join(
        encrypted(data[place : place + 4096], KEY, sha(SALT + struct.pack("<I", number)))
        for number, place in enumerate(range(0, len(data), 4096))
    )
    head = struct.pack("<HHI", 4, 4, 0x40)
    return made.compound(path, {"EncryptionInfo": head + description.encode(), "EncryptedPackage": package})


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("The combination is 4711.")
    document.save(str(tmp_path / "open.docx"))
    return lock(tmp_path / "locked.docx", (tmp_path / "open.docx").read_bytes(), "Grünspan")


def test_the_password_opens_the_document(locked: Path, read: Read):
    told = read(locked, "Grünspan")
    assert (told.head.kind, told.text) == ("docx", "The combination is 4711.")


def test_a_missing_and_a_wrong_password_are_told_apart(locked: Path, read: Read):
    codes = []
    for password in (None, "Kupfer"):
        with pytest.raises(WorldError) as error:
            read(locked, password)
        codes.append(error.value.code)
    assert codes == ["password-needed", "password-wrong"]


def test_a_lock_of_another_kind_says_so(tmp_path: Path, read: Read):
    path = made.compound(
        tmp_path / "a.docx", {"EncryptionInfo": struct.pack("<HHI", 4, 3, 0), "EncryptedPackage": b"x"}
    )
    with pytest.raises(WorldError) as error:
        read(path, "Grünspan")
    assert error.value.code == "unsupported-lock"


def test_a_document_locked_by_office_2007_is_opened(tmp_path: Path, read: Read):
    document = docx.Document()
    document.add_paragraph("The combination is 4711.")
    document.save(str(tmp_path / "open.docx"))
    path = lock_as_2007(tmp_path / "old.docx", (tmp_path / "open.docx").read_bytes(), "Grünspan")
    assert read(path, "Grünspan").text == "The combination is 4711."
    with pytest.raises(WorldError) as error:
        read(path, "Kupfer")
    assert error.value.code == "password-wrong"


def lock_as_2007(path: Path, data: bytes, password: str) -> Path:
    digest = sha1(SALT + password.encode("utf-16-le"))
    for turn in range(50_000):
        digest = sha1(struct.pack("<I", turn) + digest)
    digest = sha1(digest + bytes(4))
    key = sha1(bytes(byte ^ 0x36 for byte in digest.ljust(64, b"\0")))[:16]

    def plainly(content: bytes) -> bytes:
        encryptor = Cipher(algorithms.AES(key), ECB()).encryptor()  # noqa: S305 - the format lays it down
        return encryptor.update(content.ljust(-(-len(content) // 16) * 16, b"\0")) + encryptor.finalize()

    check = b"sixteen bytes ok"
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0)
    verifier = struct.pack("<I16s16sI32s", 16, SALT, plainly(check), 20, plainly(sha1(check)))
    information = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + verifier
    package = struct.pack("<Q", len(data)) + plainly(data)
    return made.compound(path, {"EncryptionInfo": information, "EncryptedPackage": package})

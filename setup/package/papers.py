"""The papers that go with the package: bill of materials, notices of its parts, checksums and their signature."""

from __future__ import annotations

import base64
import hashlib
import json
import platform
import sysconfig
import tomllib
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from setup.package.layout import ROOT, epoch, version
from setup.package.metadata import plain_name, shipped_parts
from setup.package.system_libraries import system_parts

LICENCES = ROOT / "resources" / "licences"
_LICENCE_WORDS = ("licen", "copying", "notice")
_RULE = "=" * 80
_ELSEWHERE = "Its text is at the end of this file."


def bill_of_materials(inner: Path, files: dict[str, Path]) -> str:
    """Return a CycloneDX 1.6 document of all parts, as JSON.

    Args:
        inner: The frozen program's inner folder.
        files: Models and programs that ship as files of their own, by name; each gets its SHA-256.
    """
    known = third_party()
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'haversack-{version()}-{epoch()}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch(), UTC).isoformat(),
            "component": {"type": "application", "name": "haversack", "version": version()},
        },
        "components": [
            _component("cpython", platform.python_version(), known["programs"]["Python"], "generic"),
            *(_component(plain_name(part), part.version, known["packages"][plain_name(part)], "pypi")
              for part in _others(inner)),
            *(_component(part.name, part.version, known["system"][part.name], "deb/debian")
              for part in system_parts(inner)),
            *(_file(name, path) for name, path in sorted(files.items())),
        ],
    }  # fmt: skip
    return json.dumps(document, indent=1) + "\n"


def notices(inner: Path) -> str:
    """Return the licence of each part with its text: its own where it brings one, else one kept with this program."""
    known = third_party()
    parts = [f"{_RULE}\n{part.metadata['Name']} {part.version}\n\n{_licence_texts(part, known['packages'])}\n"
             for part in _others(inner)]  # fmt: skip
    system = [f"{_RULE}\n{part.name} {part.version}\n\nLicence: {known['system'][part.name]}\n\n{part.terms}\n"
              for part in system_parts(inner)]  # fmt: skip
    kept = [f"{_RULE}\n{path.name}\n\n{path.read_text(encoding='utf-8')}\n" for path in sorted(_kept_texts())]
    return "\n".join([_python_notice(known["programs"]["Python"]), *parts, *system, *kept])


def third_party() -> dict[str, dict[str, str]]:
    """Return the licences (SPDX expressions) by kind and name."""
    return tomllib.loads((LICENCES / "third_party.toml").read_text(encoding="utf-8"))


def minisign(content: bytes, seed: bytes, comment: str) -> str:
    """Return a signature file as `minisign -V` reads it.

    Args:
        content: What is signed, through BLAKE2b-512.
        seed: The 32 bytes of an Ed25519 private key.
        comment: A line that is signed as well.
    """
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key.sign(hashlib.blake2b(content).digest())
    whole = key.sign(signature + comment.encode())
    packed = base64.b64encode(b"ED" + key_number(key) + signature).decode()
    lines = ("untrusted comment: signature of the Haversack project", packed, f"trusted comment: {comment}")
    return "\n".join([*lines, base64.b64encode(whole).decode(), ""])


def public_key(seed: bytes) -> str:
    """Return the public key file that belongs to a private key."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    packed = base64.b64encode(b"Ed" + key_number(key) + key.public_key().public_bytes_raw()).decode()
    return f"untrusted comment: public key of the Haversack project\n{packed}\n"


def key_number(key: Ed25519PrivateKey) -> bytes:
    """Return the eight bytes that name a key: from its public half, so that the same key always has the same."""
    return hashlib.blake2b(key.public_key().public_bytes_raw(), digest_size=8).digest()


def _others(inner: Path) -> list[metadata.Distribution]:
    """Return the parts that others made."""
    return [part for part in shipped_parts(inner) if plain_name(part) != "haversack"]


def _component(name: str, number: str, licence: str, kind: str) -> dict[str, Any]:
    return {
        "type": "library",
        "name": name,
        "version": number,
        "purl": f"pkg:{kind}/{quote(name)}@{quote(number)}",
        "licenses": [{"expression": licence}],
    }


def _file(name: str, path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}


def _licence_texts(part: metadata.Distribution, licences: dict[str, str]) -> str:
    own = [file for file in part.files or () if any(word in file.name.lower() for word in _LICENCE_WORDS)]
    texts = [Path(str(part.locate_file(file))) for file in own if file.suffix not in {".py", ".pyc", ".so"}]
    found = [path.read_text(encoding="utf-8", errors="replace") for path in texts if path.is_file()]
    name = plain_name(part)
    return f"Licence: {licences[name]}\n\n" + ("\n\n".join(found) or _ELSEWHERE)


def _python_notice(licence: str) -> str:
    """Return the section of the interpreter, whose licence lies beside its library."""
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    terms = text.read_text(encoding="utf-8") if text.exists() else _ELSEWHERE
    return f"{_RULE}\nPython {platform.python_version()}\n\nLicence: {licence}\n\n{terms}\n"


def _kept_texts() -> list[Path]:
    return [path for path in (LICENCES / "texts").iterdir() if path.is_file()]

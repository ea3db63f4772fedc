"""What of others ships with the program: parts and models, each with its licence, and where the whole list lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant import places

NOTICES = "THIRD-PARTY-NOTICES.txt"
"""Lies with the licences of an installed program; `setup.package.papers` writes it."""
BILL = "sbom.cdx.json"
_SECTION = re.compile(r"^={80}\n(?P<title>.+)\n\n(?:Licence: (?P<licence>.+)\n\n|(?<=\.txt\n\n))", re.MULTILINE)
_BESIDE_THE_NOTICES = ("programs", "fonts", "libraries")
_KINDS = ("programs", "packages", "fonts", "libraries", "system")


@dataclass(frozen=True)
class Part:
    """Something that ships with the program.

    Attributes:
        name: Of the package, the model or the licence text.
        version: "" where it has none of its own, or only an installed program tells it.
        licence: An SPDX expression, "" for a text that several parts share.
        text: The licence with its notices, "" where it travels inside the part.
    """

    name: str
    version: str
    licence: str
    text: str


@dataclass(frozen=True)
class Shipped:
    """All that ships with the program.

    Attributes:
        models: By name.
        parts: All others, by name.
        bill: The bill of materials (CycloneDX), None for a program that runs from its source.
    """

    models: tuple[Part, ...]
    parts: tuple[Part, ...]
    bill: Path | None


def shipped() -> Shipped:
    """Return what ships with this program; reads a few megabytes."""
    listed = places.resource_data("licences", "third_party.toml")
    notices, bill = places.resource("licences", NOTICES), places.resource("licences", BILL)
    parts = sections(notices.read_text(encoding="utf-8")) if notices.exists() else []
    kinds = _BESIDE_THE_NOTICES if parts else _KINDS
    told = {part.name.casefold() for part in parts}
    parts += [part for kind in kinds for part in _listed(listed[kind]) if part.name.casefold() not in told]
    models = sorted(_listed(listed["models"]), key=_order)
    return Shipped(tuple(models), tuple(sorted(parts, key=_order)), bill if bill.exists() else None)


def sections(notices: str) -> list[Part]:
    """Return the parts that a file of notices tells of, in its order."""
    found = list(_SECTION.finditer(notices))
    ends = [each.start() for each in found[1:]] + [len(notices)]
    return [_part(each, notices[each.end() : end].strip()) for each, end in zip(found, ends, strict=True)]


def _part(found: re.Match[str], text: str) -> Part:
    licence = found["licence"] or ""
    name, _, version = found["title"].rpartition(" ") if licence else (found["title"], "", "")
    return Part(name, version, licence, text)


def _listed(kind: dict[str, str]) -> Iterator[Part]:
    return (Part(name, "", licence, _kept_text(name, licence)) for name, licence in kind.items())


def _kept_text(name: str, licence: str) -> str:
    """Return the text that is kept for a part: its own, else that of its licence; "" where neither is kept."""
    folder, plain = places.resource("licences"), re.sub(r"-(only|or-later)$", "", licence)
    own = (folder / "texts" / f"{word}-{licence}.txt" for word in name.split())
    kept = (*own, folder / f"{name}-{licence.partition('-')[0]}.txt", folder / "texts" / f"{plain}.txt")
    return next((path.read_text(encoding="utf-8") for path in kept if path.is_file()), "")


def _order(part: Part) -> str:
    return part.name.casefold()

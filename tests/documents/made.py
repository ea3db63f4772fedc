"""Documents that the tests make for themselves; all that they tell is invented."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

PUMP = (
    "The pump must be drained before", "the cover is taken off. Open the", "valve slowly and wait until the",
    "pressure gauge shows zero bar.", "Then loosen all eight bolts in a", "cross pattern with a wrench.",
)  # fmt: skip
BUDGET = (
    "The budget of the committee grew", "by nine percent in the last year", "while travel costs fell to half of",
    "what had been planned in spring.", "Members agreed to review these", "figures again in November.",
)  # fmt: skip
HARBOUR = (
    "Crews met on the pier at dawn and", "loaded the crates by hand until", "the tide turned late at noon. The",
    "captain signed the list and then", "left for the capital at once and", "nothing was said of the loss.",
)  # fmt: skip


def pdf(path: Path, pages: Sequence[Sequence[str]], size: tuple[float, float] = (612, 792)) -> Path:
    """Write a PDF with one page for each list of lines."""
    sheet = canvas.Canvas(str(path), pagesize=size)
    for lines in pages:
        sheet.setFont("Helvetica", 11)
        for number, line in enumerate(lines):
            sheet.drawString(72, size[1] - 72 - 14 * number, line)
        sheet.showPage()
    sheet.save()
    return path


def columns_drawn_across(path: Path, columns: Sequence[Sequence[str]]) -> Path:
    """Write a PDF whose columns are drawn line by line across the page."""
    sheet = canvas.Canvas(str(path), pagesize=(612, 792))
    sheet.setFont("Helvetica", 10)
    step = 500 / len(columns)
    for number, row in enumerate(zip(*columns, strict=True)):
        for place, text in enumerate(row):
            sheet.drawString(50 + place * step, 700 - 13 * number, text)
    sheet.save()
    return path


def picture_of_text(lines: Sequence[str], size: tuple[int, int] = (1240, 500), font_file: str = "") -> Image.Image:
    """Return a picture of printed lines, as a scanner at 150 dots per inch would give it."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(font_file, 30) if font_file else ImageFont.load_default(size=30)
    for number, line in enumerate(lines):
        pen.text((60, 50 + 55 * number), line, fill="black", font=font)
    return image


def packed(path: Path, members: dict[str, bytes | str]) -> Path:
    """Write a ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def book(path: Path, chapters: dict[str, bytes | str], package: str = "") -> Path:
    """Write an EPUB with chapters by the names of their files, in that order unless the package says otherwise."""
    items = "".join(f'<item id="i{n}" href="{name}" media-type="text/html"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    package = package or f'<package xmlns="http://www.idpf.org/2007/opf">{items}{spine}</package>'
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="p.opf"/></container>'
    )
    head = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "p.opf": package}
    return packed(path, {**head, **chapters})


def png(image: Image.Image) -> bytes:
    """Return a picture as PNG."""
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    """Write a compound file, as old Office programs do; a name with `/` is that of a stream inside storages."""
    sector, small, end = 512, 4096, 0xFFFFFFFE
    table: list[int] = []
    content = b""

    def store(data: bytes) -> int:
        nonlocal content
        count = max(-(-len(data) // sector), 1)
        first = len(table)
        table.extend([*range(first + 1, first + count), end])
        content += data.ljust(count * sector, b"\0")
        return first

    places = [(name, store(data.ljust(small, b"\0")), max(len(data), small)) for name, data in streams.items()]
    entries = _entries({name: (first, size) for name, first, size in places})
    directory = store(b"".join(entries))
    table.append(0xFFFFFFFD)
    numbers = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 10 + struct.pack("<IIIIIIIII", 1, directory, 0, small, end, 0, end, 0, len(table) - 1)
    path.write_bytes(head.ljust(sector, b"\xff") + content + numbers)
    return path


def _entries(places: dict[str, tuple[int, int]]) -> list[bytes]:
    """Return the entries of streams and of the storages around them: siblings in a row, the first below its storage."""
    inside: dict[str, list[str]] = {"": []}
    for path in places:
        parts = path.split("/")
        for depth in range(len(parts)):
            siblings = inside.setdefault("/".join(parts[:depth]), [])
            siblings += [name] if (name := "/".join(parts[: depth + 1])) not in siblings else []
    order = ["", *(path for siblings in inside.values() for path in siblings)]
    numbers = {path: number for number, path in enumerate(order)}
    free, entries = 0xFFFFFFFF, [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for path in order[1:]:
        siblings = inside[path.rpartition("/")[0]]
        following = siblings[siblings.index(path) + 1 :][:1]
        right = numbers[following[0]] if following else free
        first, size = places.get(path, (0, 0))
        child = numbers[inside[path][0]] if path in inside else free
        entries.append(_entry(path.rpartition("/")[2], 2 if path in places else 1, first, size, right, child))
    return entries


def _entry(name: str, kind: int, first: int, size: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, 0xFFFFFFFF, right, child)
    return (head.ljust(116, b"\0") + struct.pack("<II", first, size)).ljust(128, b"\0")

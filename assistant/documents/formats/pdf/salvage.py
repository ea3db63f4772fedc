"""Gives a PDF that has lost its table of contents, as when it is cut off, a new one of the pages that are left."""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from itertools import islice

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,9})[ \t\r\n]+([0-9]{1,5})[ \t\r\n]+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+([0-9]{1,9})")
_COUNT = re.compile(rb"/N\s+([0-9]{1,6})")
_STREAM = re.compile(rb"stream\r?\n")
_LOCKED = re.compile(rb"/Encrypt\s")
_DICTIONARY = 20_000
"""Bytes of an object in which its dictionary is looked for: those of pages and of streams are short."""
_MOST_OBJECTS = 500_000
_MOST_UNPACKED = 200_000_000


def rebuilt(content: mmap.mmap) -> bytes | None:
    """Return a damaged PDF with a new table of contents, or None where no page is left or it was locked.

    Pages come in the order in which they stand in the file; what they inherit from parts that are lost is lost.
    """
    if _LOCKED.search(content):
        return None
    places = {int(match[1]): match.start() for match in islice(_OBJECT.finditer(content), _MOST_OBJECTS)}
    unpacked = dict(_unpacked(content, places))
    added = bytearray(content[:])
    for number, body in unpacked.items():
        if number not in places:
            places[number] = _append(added, number, body)
    pages = sorted((place, number) for number, place in places.items() if _is_page(added, place))
    if not pages:
        return None
    root, tree = max(places) + 1, max(places) + 2
    kids = b" ".join(b"%d 0 R" % number for _, number in pages)
    places[root] = _append(added, root, b"<</Type/Catalog/Pages %d 0 R>>" % tree)
    places[tree] = _append(added, tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids))
    _finish(added, places, root)
    return bytes(added)


def _is_page(content: bytearray, place: int) -> bool:
    return bool(_PAGE.search(_dictionary(content, place)))


def _dictionary(content: bytearray | mmap.mmap, place: int) -> bytes:
    """Return an object's text up to where its stream begins or it ends."""
    text = bytes(content[place : place + _DICTIONARY])
    ends = [end for mark in (b"stream", b"endobj") if (end := text.find(mark)) >= 0]
    return text[: min(ends, default=len(text))]


def _unpacked(content: mmap.mmap, places: dict[int, int]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and text of each object that is kept inside a compressed stream of several."""
    size = 0
    for place in list(places.values()):
        head = _dictionary(content, place)
        first, count = _FIRST.search(head), _COUNT.search(head)
        if not (_PACKED.search(head) and first and count) or size > _MOST_UNPACKED:
            continue
        data = _inflated(content, place + len(head))
        size += len(data)
        yield from _parted(data, int(first[1]), int(count[1]))


def _inflated(content: mmap.mmap, place: int) -> bytes:
    """Return what a stream unpacks to, as far as it does."""
    start = _STREAM.match(content, place)
    if start is None:
        return b""
    end = content.find(b"endstream", start.end())
    packed = content[start.end() : end if end >= 0 else len(content)]
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return b""


def _parted(data: bytes, first: int, count: int) -> Iterator[tuple[int, bytes]]:
    """Part a stream of objects: pairs of number and offset stand in front of them."""
    numbers = [int(number) for number in data[:first].split()[: 2 * count] if number.isdigit()]
    starts = [first + offset for offset in numbers[1::2]]
    for number, start, end in zip(numbers[::2], starts, [*starts[1:], len(data)], strict=False):
        yield number, data[start:end]


def _append(content: bytearray, number: int, body: bytes) -> int:
    content += b"\n"
    place = len(content)
    content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return place


def _finish(content: bytearray, places: dict[int, int], root: int) -> None:
    """Write the new table of contents and the trailer that names it."""
    start = len(content)
    content += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        content += b"%d 1\n%010d 00000 n \n" % (number, place)
    content += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, root, start)

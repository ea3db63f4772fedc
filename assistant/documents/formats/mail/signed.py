"""What a message holds that was signed as one closed piece (S/MIME, RFC 5652): it is packed, not locked."""

from __future__ import annotations

from typing import NamedTuple

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_UNTOLD_LENGTH = 0x80
_TEXT, _TEXT_IN_PIECES = 0x04, 0x24


class _Element(NamedTuple):
    """An element of BER: its tag, where its content lies, and where the next one begins."""

    tag: int
    start: int
    end: int
    after: int


def signed_content(data: bytes) -> bytes | None:
    """Return the message that was signed, None where there is none or it is encrypted."""
    try:
        kind, wrapped = _inside(data, _element(data, 0))[:2]
        if data[kind.start : kind.end] != _SIGNED_DATA:
            return None
        signed = _inside(data, wrapped)[0]
        told = _inside(data, signed)[2]
        return _text(data, _inside(data, _inside(data, told)[1])[0])
    except (IndexError, ValueError, RecursionError):
        return None  # cut off, or nothing of the kind


def _inside(data: bytes, outer: _Element) -> list[_Element]:
    elements: list[_Element] = []
    place = outer.start
    while place < outer.end:
        elements.append(_element(data, place))
        place = elements[-1].after
    return elements


def _element(data: bytes, place: int) -> _Element:
    tag, length, start = data[place], data[place + 1], place + 2
    if length == _UNTOLD_LENGTH:
        end = start
        while data[end : end + 2] != b"\0\0":
            end = _element(data, end).after
        return _Element(tag, start, end, end + 2)
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[place + 2 : start])
    if start + length > len(data):
        raise IndexError
    return _Element(tag, start, start + length, start + length)


def _text(data: bytes, element: _Element) -> bytes | None:
    if element.tag == _TEXT:
        return data[element.start : element.end]
    if element.tag != _TEXT_IN_PIECES:
        return None
    return b"".join(_text(data, piece) or b"" for piece in _inside(data, element))

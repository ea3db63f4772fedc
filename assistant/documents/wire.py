"""Heads, pages and pictures out of frames: what comes from a child is checked before it is believed."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from assistant.documents.model import Head, Page, TableRows, Words
from assistant.documents.values import PageStatus, Picture, Section
from assistant.guard.channel import ChannelError, Frame

_Offset = Annotated[int, Field(ge=0, le=0xFFFFFFFF)]
_Short = Annotated[str, Field(max_length=4000)]
_STRICT = ConfigDict(extra="forbid")


@with_config(_STRICT)
class _WirePage(TypedDict):
    number: Annotated[int, Field(ge=1, le=10_000_000)]
    label: _Short
    kind: _Short
    text: str
    status: PageStatus
    tool: _Short
    reason: _Short
    sections: tuple[Section, ...]
    tables: tuple[TableRows, ...]
    boilerplate: tuple[tuple[_Offset, _Offset], ...]


@with_config(_STRICT)
class _WirePicture(TypedDict):
    width: Annotated[int, Field(ge=1, le=20_000)]
    height: Annotated[int, Field(ge=1, le=20_000)]


_HEAD = TypeAdapter(Head)
_PAGE = TypeAdapter(_WirePage)
_PICTURE = TypeAdapter(_WirePicture)


def head_of(frame: Frame) -> Head:
    """Return the head in a frame, or raise `ChannelError`."""
    head: Head = _checked(_HEAD, frame)
    return head


def page_of(frame: Frame) -> Page:
    """Return the page in a frame, or raise `ChannelError`."""
    value = _checked(_PAGE, frame)
    length = len(value["text"])
    spans = [*value["boilerplate"], *((table.start, table.end) for table in value["tables"])]
    if any(not 0 <= start <= end <= length for start, end in spans):
        raise ChannelError("an offset lies outside its page")
    return Page(**value, words=_words_of(frame.body, length))


def picture_of(frame: Frame) -> Picture:
    """Return the picture in a frame, or raise `ChannelError`."""
    value = _checked(_PICTURE, frame)
    if len(frame.body) != value["width"] * value["height"] * 3:
        raise ChannelError("a picture has the wrong number of bytes")
    return Picture(value["width"], value["height"], frame.body)


def _checked(shape: TypeAdapter[Any], frame: Frame) -> Any:  # noqa: ANN401 - each shape has its own type
    try:
        return shape.validate_python(frame.header.get("value"))
    except ValidationError as error:
        raise ChannelError("a frame has the wrong shape") from error


def _words_of(body: bytes, length: int) -> Words:
    if len(body) % 24:
        raise ChannelError("word boxes have the wrong number of bytes")
    words = Words.from_bytes(body)
    if len(words.spans) and not (_ascending(words.spans, length) and _fractions(words.boxes)):
        raise ChannelError("word boxes are out of range")
    return words


def _ascending(spans: np.ndarray[Any, Any], length: int) -> bool:
    flat = spans.astype(np.int64).reshape(-1)
    return bool(np.all(np.diff(flat) >= 0) and flat[-1] <= length)


def _fractions(boxes: np.ndarray[Any, Any]) -> bool:
    return bool(np.all((boxes >= 0) & (boxes <= 1)))

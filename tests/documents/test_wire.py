from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from assistant.documents.frames import head_frame, page_frame, picture_frame
from assistant.documents.model import Head, Page, TableRows, Words
from assistant.documents.values import PageStatus, Picture, Section
from assistant.documents.wire import head_of, page_of, picture_of
from assistant.guard.channel import ChannelError, Frame

WORDS = Words(
    np.array([[0, 6], [7, 11]], np.uint32), np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.2, 0.7, 0.4]], np.float32)
)
PAGE = Page(
    1, "iv", "page", "Aurora lies", PageStatus.TEXT, "test", "", WORDS,
    (Section("Aurora", 1, 1),), (TableRows(0, 11, "a", "b"),), ((0, 6),),
)  # fmt: skip


def test_what_is_packed_comes_out_the_same():
    head = Head("pdf", 3, "Title", outline=(Section("One", 1, 1),), attachments=("a.txt",))
    assert head_of(Frame(*head_frame(head))) == head
    page = page_of(Frame(*page_frame(PAGE)))
    assert asdict(page) | {"words": None} == asdict(PAGE) | {"words": None}
    assert np.array_equal(page.words.spans, WORDS.spans)
    assert np.array_equal(page.words.boxes, WORDS.boxes)
    picture = Picture(2, 1, b"abcdef")
    assert picture_of(Frame(*picture_frame(picture))) == picture


@pytest.mark.parametrize(
    "lie",
    [
        {"number": 0},
        {"number": "one"},
        {"status": "splendid"},
        {"text": 7},
        {"label": "x" * 5000},
        {"boilerplate": [[5, 99]]},
        {"tables": [{"start": 4, "end": 2, "header": "", "name": ""}]},
        {"surprise": True},
    ],
)
def test_a_page_that_makes_no_sense_is_refused(lie: dict[str, object]):
    header, body = page_frame(PAGE)
    value = header["value"]
    assert isinstance(value, dict)
    with pytest.raises(ChannelError):
        page_of(Frame({"value": value | lie}, body))


@pytest.mark.parametrize(
    ("spans", "boxes"),
    [
        ([[0, 600]], [[0, 0, 1, 1]]),
        ([[7, 11], [0, 6]], [[0, 0, 1, 1]] * 2),
        ([[0, 6]], [[0, 0, float("nan"), 1]]),
        ([[0, 6]], [[-1, 0, 1, 1]]),
    ],
)
def test_boxes_that_make_no_sense_are_refused(spans: list[list[int]], boxes: list[list[float]]):
    header, _ = page_frame(PAGE)
    words = Words(np.array(spans, np.uint32), np.array(boxes, np.float32))
    with pytest.raises(ChannelError):
        page_of(Frame(header, words.to_bytes()))
    with pytest.raises(ChannelError):
        page_of(Frame(header, b"abc"))


def test_a_picture_with_the_wrong_number_of_bytes_is_refused():
    with pytest.raises(ChannelError):
        picture_of(Frame({"value": {"width": 2, "height": 2}}, b"abc"))

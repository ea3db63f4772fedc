"""Reads the text in a picture, with word boxes. Works offline: the models are inside the installed package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.documents.clean import one_line
from assistant.documents.formats.layout.words import Word
from assistant.documents.formats.resolution import Pixels
from assistant.guard.confine import more_memory

_DOUBTFUL = 0.8
"""Mean score of upright print is above 0.95, of print upside down about 0.64."""

TOOL = f"rapidocr {version('rapidocr')}"


def words_in(pixels: Pixels) -> list[Word]:
    """Return the words of a picture, line by line from the top, also where it lies on its side or upside down.

    Args:
        pixels: (height, width, 3) RGB, at about 150 dots per inch for ordinary print.
    """
    upright = _recognised(pixels, 0)
    if upright.sideways:
        upright = max((_recognised(pixels, turns) for turns in (1, 3)), key=lambda found: found.score)
    elif upright.words and upright.score < _DOUBTFUL:
        upright = max((upright, _recognised(pixels, 2)), key=lambda found: found.score)
    return upright.words


@dataclass(frozen=True)
class _Found:
    """What was recognised: words, the mean score 0..1, and whether the lines stand upright."""

    words: list[Word]
    score: float
    sideways: bool


def _recognised(pixels: Pixels, turns: int) -> _Found:
    """Recognise a picture turned so many quarters counter-clockwise; boxes are those of the unturned one."""
    turned = np.ascontiguousarray(np.rot90(pixels, turns)[:, :, ::-1])
    found = _engine()(turned, return_word_box=True)
    if found.txts is None or found.word_results is None:
        return _Found([], 0.0, sideways=False)
    spans = np.ptp(np.asarray(found.boxes), axis=1)
    size = np.array([turned.shape[1], turned.shape[0]], np.float64)
    words = list(_words(found.word_results, size, turns))
    return _Found(words, float(np.mean(found.scores)), sideways=bool(np.mean(spans[:, 1] > 1.5 * spans[:, 0]) > 0.5))


@cache
def _engine() -> Any:  # noqa: ANN401 - the library has no types
    more_memory()
    # It brings OpenCV and the ONNX runtime: half a second and 200 MB that most documents never need.
    from rapidocr import RapidOCR  # noqa: PLC0415

    # Its classifier turns some upright lines upside down, which garbles them: whole pages are turned here instead.
    return RapidOCR(params={"Rec.rec_batch_num": 1, "Global.use_cls": False, "Global.log_level": "critical"})


def _words(lines: Any, size: NDArray[np.float64], turns: int) -> Iterator[Word]:  # noqa: ANN401 - as above
    for number, line in enumerate(lines):
        for text, _, corners in line:
            if word := one_line(text):
                points = _turned_back(np.asarray(corners, np.float64) / size, turns)
                left, top = points.min(axis=0).tolist()
                right, bottom = points.max(axis=0).tolist()
                yield Word(word, _inside(left), _inside(top), _inside(right), _inside(bottom), number)


def _turned_back(points: NDArray[np.float64], turns: int) -> NDArray[np.float64]:
    xs, ys = points[:, 0], points[:, 1]
    return np.stack([(xs, ys), (1 - ys, xs), (1 - xs, 1 - ys), (ys, 1 - xs)][turns], axis=1)


def _inside(fraction: float) -> float:
    return min(max(float(fraction), 0.0), 1.0)

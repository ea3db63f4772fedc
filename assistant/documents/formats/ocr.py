"""Reads the text in a picture, with word boxes. Works offline: the models are inside the installed package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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

_UPSIDE_DOWN = 0.8
"""Mean score of upright print is above 0.95, of print upside down about 0.64."""
_DOUBTFUL = 0.9
"""Mean score below which a page says so; Greek, of which the models know half the letters, comes to 0.86."""
_LONG = 4
"""Lengths against height from which on a line says how densely it was read: Latin print has 1.5 to 2.5 characters for
each height, Chinese 1; scripts that the models do not know (Cyrillic, Hebrew, Armenian, Korean) leave 0.1 to 0.8."""
_LEAST_SIDE = 8
"""Pixels: no writing is lower."""
_LEAST = 0.5
"""Score below which nothing was read."""
_PARTLY_KNOWN = {"Greek": re.compile(r"[α-ωΑ-Ω]{3,}"), "Vietnamese": re.compile(r"[ươƯƠ]")}
"""Languages of which the models know most letters, but not those with their accents, by what stays of them."""
_TELLING = 0.01
"""Letters of a language by which it is told, for each character."""
_SPARSE, _RATHER_SPARSE, _UNSURE = 0.7, 1.2, 0.75

TOOL = f"rapidocr {version('rapidocr')}"


@dataclass(frozen=True)
class Recognised:
    """What was recognised in a picture.

    Attributes:
        words: Line by line from the top; those of lines that were not truly read are left out.
        read: How many lines were read.
        unread: How many lines there are whose writing is not known.
        score: Mean score of the lines, 0..1.
        sideways: Whether most lines run up or down the picture.
    """

    words: list[Word]
    read: int
    unread: int
    score: float
    sideways: bool

    @property
    def remark(self) -> str:
        """What a reader should know of it, as a sentence; "" where all is well."""
        if self.unread and not self.words:
            return "The writing on this page could not be recognised: its script or hand is not one that is known."
        return " ".join(part for part in (self._left_out(), self._gaps()) if part)

    def _left_out(self) -> str:
        """Tell of lines that are not among the words."""
        lines = "One line" if self.unread == 1 else f"{self.unread} lines"
        left_out = f"{lines} of this page could not be recognised: the script or hand is not one that is known."
        return left_out if self.unread else ""

    def _gaps(self) -> str:
        """Tell of what may be wrong with the words."""
        if partly := self._partly_known():
            return f"Letters are missing in this text: recognition does not know all those of {partly}."
        doubtful = self.words and self.score < _DOUBTFUL and not self.unread
        return "The recognition of this page is doubtful." if doubtful else ""

    def _partly_known(self) -> str:
        """Return the language of which letters are missing, "" where none is seen."""
        text = " ".join(word.text for word in self.words)
        found = {name: len("".join(letters.findall(text))) for name, letters in _PARTLY_KNOWN.items()}
        return next((name for name, count in found.items() if count > _TELLING * len(text)), "")


def recognised(pixels: Pixels) -> Recognised:
    """Return what stands in a picture, also where it lies on its side or upside down.

    Args:
        pixels: (height, width, 3) RGB, at about 150 dots per inch for ordinary print.
    """
    if min(pixels.shape[:2]) < _LEAST_SIDE:
        return Recognised([], 0, 0, 0.0, sideways=False)
    upright = _recognised(pixels, 0)
    if upright.sideways:
        return max((_recognised(pixels, turns) for turns in (1, 3)), key=lambda found: found.score)
    if upright.read + upright.unread and upright.score < _UPSIDE_DOWN:
        return max((upright, _recognised(pixels, 2)), key=lambda found: found.score)
    return upright


def _recognised(pixels: Pixels, turns: int) -> Recognised:
    """Recognise a picture turned so many quarters counter-clockwise; boxes are those of the unturned one."""
    turned = np.ascontiguousarray(np.rot90(pixels, turns)[:, :, ::-1])
    reader = _engine()
    found = reader(turned)
    if found.txts is None or found.word_results is None:
        return Recognised([], 0, reader.long_lines, 0.0, sideways=False)
    boxes = np.asarray(found.boxes, np.float64)
    lengths = [_length(box) for box in boxes]
    known = [_known(*line) for line in zip(lengths, found.txts, found.scores, strict=True)]
    results = [line for line, good in zip(found.word_results, known, strict=True) if good]
    read = sum(good and length >= _LONG for good, length in zip(known, lengths, strict=True))
    spans = np.ptp(boxes, axis=1)
    size = np.array([turned.shape[1], turned.shape[0]], np.float64)
    return Recognised(
        list(_words(results, size, turns)),
        len(results),
        max(reader.long_lines - read, 0),
        float(np.mean(found.scores)),
        sideways=bool(np.mean(spans[:, 1] > 1.5 * spans[:, 0]) > 0.5),
    )


def _length(box: NDArray[np.float64]) -> float:
    """Return how many times as long as high a line is, from its four corners."""
    wide, high = float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))
    return max(wide, high) / max(min(wide, high), 1.0)


def _known(length: float, text: str, score: float) -> bool:
    """Whether a line was read, rather than a few of its letters taken for others."""
    density = len("".join(text.split())) / max(length, 1.0)
    if length < _LONG:
        return score >= _LEAST
    return density >= _SPARSE and (score >= _UNSURE or density >= _RATHER_SPARSE) and score >= _LEAST


class _Engine:
    """The recognition, which also counts the lines that it found: those without a known letter it leaves out.

    Attributes:
        long_lines: How many lines long enough to judge the last picture had.
    """

    def __init__(self) -> None:
        self._reader = _made()
        self._recognise = self._reader.recognize_txt
        self._reader.recognize_txt = self._counting
        self.long_lines = 0

    def __call__(self, pixels: Pixels) -> Any:  # noqa: ANN401 - the library has no types
        self.long_lines = 0
        return self._reader(pixels, return_word_box=True)

    def _counting(self, lines: Sequence[Pixels]) -> Any:  # noqa: ANN401 - as above
        self.long_lines = sum(max(line.shape[:2]) >= _LONG * min(line.shape[:2]) for line in lines)
        return self._recognise(lines)


def _made() -> Any:  # noqa: ANN401 - as above
    # It brings OpenCV and the ONNX runtime: half a second and 200 MB that most documents never need.
    from rapidocr import RapidOCR  # noqa: PLC0415

    # Its classifier turns some upright lines upside down, which garbles them: whole pages are turned here instead.
    params = {"Rec.rec_batch_num": 1, "Global.use_cls": False, "Global.log_level": "critical", "Global.text_score": 0.0}
    return RapidOCR(params=params)


@cache
def _engine() -> _Engine:
    more_memory()
    return _Engine()


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

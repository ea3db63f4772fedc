"""Which encoding a text is in, and how sure that is."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64_000
_PUNCTUATION = frozenset(".,;:!?()-–—'\"«»“”„%/、。，：；？！（）「」")
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸ\xa0¡¿«»‘’‚“”„–—…€£§°·•©®™´")


@dataclass(frozen=True)
class Decoded:
    """A text and what it was read as.

    Attributes:
        text: As decoded, not yet cleaned.
        encoding: Its name.
        guessed: Whether another encoding is possible.
    """

    text: str
    encoding: str
    guessed: bool

    @property
    def remark(self) -> str:
        """A sentence for the ledger, "" where the encoding is certain."""
        return f"The encoding was guessed to be {self.encoding}." if self.guessed else ""

    @property
    def binary(self) -> bool:
        """Whether this is no text at all: one character in twenty is a control character that no text has."""
        sample = self.text[:_SAMPLE]
        return sum(letter < " " and letter not in "\t\n\r\f\x1b" for letter in sample) > len(sample) / 20


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode a text: by its byte order mark, what it declares, UTF-8, UTF-16 without a mark, else a guess.

    Args:
        data: The bytes.
        declared: The encoding that the document itself names, "" if none.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name.removesuffix("-sig"), guessed=False)
    if wide := _wide(data):
        return Decoded(data.decode(wide, "replace"), wide, guessed=True)
    for name in (declared, "utf-8"):
        if (text := _strictly(data, name)) is not None:
            return Decoded(text, name.lower(), guessed=False)
    return _oddly_spelled(data, declared) or _guess(data)


def _oddly_spelled(data: bytes, declared: str) -> Decoded | None:
    """Return a text in an encoding that is spelled oddly, such as `cp-850`, where it gives letters, not signs."""
    name = declared.lower().removeprefix("x-").replace("cp-", "cp", 1)
    text = _strictly(data, name) or ""
    foreign = [letter for letter in text if letter > "\x7f"]
    fits = bool(foreign) and sum(map(str.isalpha, foreign)) > len(foreign) / 2
    return Decoded(text, name, guessed=False) if fits else None


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (LookupError, UnicodeError):
        return None


def _wide(data: bytes) -> str:
    """UTF-16 text of mostly Latin letters has a zero in every second byte."""
    sample = data[: _SAMPLE // 2 * 2]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) / half > 0.4 and sample[0::2].count(0) / half < 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) / half > 0.4 and sample[1::2].count(0) / half < 0.1:
        return "utf-16-be"
    return next((name for name in ("utf-16-le", "utf-16-be") if 0 in sample and _like_words(sample, name)), "")


def _like_words(sample: bytes, name: str) -> bool:
    """Whether bytes are words of any script in UTF-16: with its bytes swapped, a space or line end is none."""
    text = sample.decode(name, "replace")
    gaps = sum(letter in " \n" for letter in text)
    told = sum(letter.isalnum() or letter.isspace() or letter in _PUNCTUATION for letter in text)
    ascii_letters = sum(0x20 <= byte < 0x7F for byte in sample)
    return gaps >= len(text) / 100 and told >= 0.95 * len(text) and ascii_letters < 0.8 * len(sample)


def _guess(data: bytes) -> Decoded:
    sample = _telling_part(data)
    name = "cp1252" if _western(sample) else _detected(sample)
    return Decoded(data.decode(name, "replace"), name, guessed=True)


def _western(sample: bytes) -> bool:
    """Whether a text of mostly ASCII letters has only the accents and signs of western Europe beside them."""
    foreign = [letter for letter in sample.decode("cp1252", "replace") if letter > "\x7f"]
    letters = sum(letter.isalpha() for letter in sample.decode("ascii", "ignore"))
    return len(foreign) <= letters / 4 and set(foreign) <= _WESTERN


def _detected(sample: bytes) -> str:
    # The detector loads its tables at import, which most documents never need.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    matches = from_bytes(sample)
    best = matches.best()
    # Where several fit equally well, the detector takes the first by alphabet; the most common one is the better bet.
    if best is None or any("cp1252" in one.could_be_from_charset for one in matches if one.chaos <= best.chaos):
        return "cp1252"
    return best.encoding


def _telling_part(data: bytes) -> bytes:
    """The detector samples; what tells are the bytes that are not ASCII, so give it their surroundings."""
    first = next((index for index, byte in enumerate(data) if byte > 0x7F), 0)
    return data[max(0, first - 2000) : first + _SAMPLE]

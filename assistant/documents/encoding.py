"""Which encoding a text is in, and how sure that is."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from assistant.documents.escapes import without_escapes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64_000
_HEAD = 4096
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_IN_MARKUP = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii", "iso-8859-15"}
_WIDER = {
    name: wider
    for wider, names in {
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
        "gb18030": "gb2312 gbk x-gbk gb_2312-80 cp936 ms936",
        "cp949": "euc-kr euc_kr ks_c_5601-1987 ks_c_5601 ksc5601 korean",
        "big5hkscs": "big5 big5-hkscs x-x-big5",
        "cp1254": "iso-8859-9 latin5",
        "cp874": "tis-620 iso-8859-11",
        "iso8859-8": "iso-8859-8-i",
        "mac-roman": "macintosh x-mac-roman",
    }.items()
    for name in names.split()
}
"""What programs mean by the name of an encoding: the larger one that has the letters of today, too."""
_HIGH = bytes(range(0x80, 0x100))
_STRAYS = 3
"""Letters in UTF-8 for each stray byte from which on a text counts as UTF-8."""
_STRAY = re.compile("[\udc80-\udcff]")
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
        """Whether this is no text at all: one character in twenty is a control character that no text has.

        Zeros and backspaces are no such ones: old programs fill fields with zeros, and print bold by striking twice.
        """
        sample = self.text[:_SAMPLE]
        odd = sum(letter < " " and letter not in "\t\n\r\f\x1b\0\b" for letter in sample)
        return odd > len(sample) / 20 or sample.count("\0") > len(sample) / 2


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
    if b"\x1b$" in data and (escaped := without_escapes(data)) is not None:
        return Decoded(escaped, "iso-2022-jp", guessed=False)
    for name in _in_order(declared):
        if (text := _strictly(data, name)) is not None:
            return Decoded(text, name.lower(), guessed=False)
    return _mixed(data) or _nearly(data, declared) or _oddly_spelled(data, declared) or _guess(data)


def decode_markup(data: bytes, declared: str = "") -> Decoded:
    """Decode a web page or XML, which names its encoding in its first lines where the outside does not."""
    told = _IN_MARKUP.search(data[:_HEAD])
    return decode(data, declared or (told[1].decode("ascii") if told else ""))


def _in_order(declared: str) -> tuple[str, ...]:
    """Return the encodings to try: what is UTF-8 is never meant to be Latin-1, whatever it says of itself."""
    name = _WIDER.get(declared.lower(), declared)
    return ("utf-8", name) if declared.lower() in _LATIN else (name, "utf-8")


def _mixed(data: bytes) -> Decoded | None:
    """Return a text of UTF-8 among which some bytes are of Windows' own encoding, as where logs were joined."""
    first = _telling_part(data).rstrip(_HIGH)  # a letter may be cut in two; this spares most encodings the whole
    for part in (first, data):
        text = part.decode("utf-8", "surrogateescape")
        if _foreign(text) < (1 + _STRAYS) * (len(text) - len(_STRAY.sub("", text))):
            return None
    mended = _STRAY.sub(lambda stray: bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return Decoded(mended, "utf-8 mixed with cp1252", guessed=True)


def _foreign(text: str) -> int:
    """Return how many letters are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _nearly(data: bytes, declared: str) -> Decoded | None:
    """Return a text in the encoding that it declares where only few bytes are damaged."""
    name = _WIDER.get(declared.lower(), declared)
    try:
        text = data.decode(name, "replace") if name else ""
    except LookupError:
        return None
    lost, foreign = text.count("\ufffd"), _foreign(text)
    return Decoded(text, name.lower(), guessed=True) if 0 < lost <= foreign / 20 else None


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
    """UTF-32 has two zeros in every four bytes, UTF-16 text of mostly Latin letters one in every second byte."""
    sample = data[: _SAMPLE // 4 * 4]
    half = max(len(sample) // 2, 1)
    first, second, third, fourth = (sample[place::4].count(0) / (half / 2) for place in range(4))
    if min(third, fourth) > 0.9:
        return "utf-32-le"
    if min(first, second) > 0.9:
        return "utf-32-be"
    if sample[1::2].count(0) / half > 0.4 and sample[0::2].count(0) / half < 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) / half > 0.4 and sample[1::2].count(0) / half < 0.1:
        return "utf-16-be"
    return _wide_words(sample) if _CONTROL.search(sample) else ""


def _wide_words(sample: bytes) -> str:
    """Return how bytes are words of any script in UTF-16; swapped, spaces are none and letters are rare."""
    ascii_letters = sum(0x20 <= byte < 0x7F for byte in sample)
    if ascii_letters >= 0.8 * len(sample):
        return ""
    for name, swapped in (("utf-16-le", "utf-16-be"), ("utf-16-be", "utf-16-le")):
        text = sample.decode(name, "replace")
        gaps = sum(letter in " \n" for letter in text)
        spaced = gaps >= len(text) / 100 or _share_of_words(sample.decode(swapped, "replace")) < 0.8
        if spaced and _share_of_words(text) >= 0.95:
            return name
    return ""


def _share_of_words(text: str) -> float:
    told = sum(
        unicodedata.category(letter)[0] in "LMNZ" or letter in _PUNCTUATION or letter in "\t\r\n" for letter in text
    )
    return told / max(len(text), 1)


def _guess(data: bytes) -> Decoded:
    # It brings the lists of languages, which hardly any document needs.
    from assistant.documents.guessing import encoding_by_language, telling_lines  # noqa: PLC0415

    telling = b"\n".join(telling_lines(data))
    name = encoding_by_language(telling) or ("cp1252" if _western(_telling_part(data)) else _detected(telling))
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

"""The letters of RTF: bytes in the code of their font, and Unicode beside what stands for it in older programs."""

from __future__ import annotations

CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Codes of bytes by Windows' numbers for them, as fonts tell them."""


class Letters:
    """Gathers bytes until a word ends them, and turns them into text."""

    def __init__(self) -> None:
        self._charsets: dict[int, str] = {}
        self._codec = "cp1252"
        self._bytes = bytearray()
        self._replaced = 0
        self._high = 0

    def set_codec(self, name: str) -> None:
        """Set the code of fonts that have none of their own."""
        self._codec = name

    def set_charset(self, font: int, number: int) -> None:
        """Set the code of a font, by Windows' number for it."""
        self._charsets[font] = CHARSETS.get(number, "")

    def add(self, code: bytes | None, plain: bytes) -> None:
        """Gather a byte told by its two digits, or bytes as they stand, but not those that stand for Unicode."""
        if code is None:
            self._bytes += plain[self._replaced :]
            self._replaced = max(self._replaced - len(plain), 0)
        elif self._replaced:
            self._replaced -= 1
        else:
            self._bytes.append(int(code, 16))

    def unicode(self, unit: int, fallback: int) -> str:
        """Return the letter of a UTF-16 unit, "" for the first of two.

        Args:
            unit: The unit.
            fallback: How many bytes stand for it in programs that do not know Unicode.
        """
        self._replaced = fallback
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return ""
        if 0xDC00 <= unit < 0xE000 and self._high:
            unit = 0x10000 + ((self._high - 0xD800) << 10) + unit - 0xDC00
        self._high = 0
        return chr(unit)

    def flushed(self, font: int) -> str:
        """Return what was gathered, in the code of a font."""
        self._replaced = 0
        data = bytes(self._bytes)
        self._bytes.clear()
        try:
            return data.decode(self._charsets.get(font) or self._codec, "replace")
        except LookupError:
            return data.decode("cp1252", "replace")

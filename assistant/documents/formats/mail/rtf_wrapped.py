"""What an RTF body was made from: Outlook wraps HTML and plain text so that it can be undone (MS-OXRTFEX)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.documents.formats.rtf.letters import Letters
from assistant.documents.formats.rtf.words import LETTERS, SIGNS, SKIPPED, TOKEN

_LINE_ENDS = {"par": "\n", "line": "\n"}
_NO_FONT = -1
"""What stands inside a tag is in the code of the whole document."""


@dataclass(frozen=True)
class _State:
    """What holds inside a group."""

    skipped: bool = False
    for_rtf_only: bool = False
    starred: bool = False
    fonts: bool = False
    tag: bool = False
    font: int = 0
    fallback: int = 1


def unwrapped(rtf: bytes) -> str:
    """Return the HTML or the plain text that was wrapped."""
    return _Unwrapping().text(rtf)


class _Unwrapping:
    """Walks through the words, and keeps what was there before there was any RTF."""

    def __init__(self) -> None:
        self._state = _State()
        self._outer: list[_State] = []
        self._letters = Letters()
        self._text: list[str] = []

    def text(self, rtf: bytes) -> str:
        place = 0
        while (match := TOKEN.match(rtf, place)) is not None:
            place = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if word is not None:
                place += max(int(number or 0), 0) if word == b"bin" else 0
                self._word(word.decode("ascii"), None if number is None else int(number))
            elif brace is not None:
                self._brace(brace)
            elif sign is not None:
                self._sign(sign)
            elif code is not None or plain is not None:
                self._letters.add(code, plain or b"")
        self._flush()
        return "".join(self._text)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            self._outer.append(self._state)
            self._state = replace(self._state, starred=False)
        elif self._outer:
            self._state = self._outer.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = replace(self._state, starred=True)
        else:
            self._flush()
            self._say(SIGNS.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        state = self._state
        if word == "htmltag":
            self._state = replace(state, tag=True, starred=False)
        elif word == "fonttbl":
            self._state = replace(state, fonts=True, skipped=True)
        elif state.starred or word in SKIPPED or word == "pntext":
            self._state = replace(state, skipped=True, starred=False)
        elif word == "htmlrtf":
            self._state = replace(state, for_rtf_only=number != 0)
        elif word in _LINE_ENDS or word in LETTERS:
            self._say(_LINE_ENDS.get(word) or LETTERS[word])
        elif word == "u" and number is not None:
            self._say(self._letters.unicode(number % 65536, state.fallback))
        else:
            self._letter_setting(word, number or 0)

    def _letter_setting(self, word: str, number: int) -> None:
        if word == "f":
            self._state = replace(self._state, font=number)
        elif word == "uc":
            self._state = replace(self._state, fallback=min(max(number, 0), 20))
        elif word == "fcharset" and self._state.fonts:
            self._letters.set_charset(self._state.font, number)
        elif word == "ansicpg" and number:
            self._letters.set_codec(f"cp{number}")

    def _flush(self) -> None:
        self._say(self._letters.flushed(_NO_FONT if self._state.tag else self._state.font))

    def _say(self, text: str) -> None:
        """Keep a text, unless it only stands for what was there before."""
        if text and not self._state.skipped and (self._state.tag or not self._state.for_rtf_only):
            self._text.append(text)

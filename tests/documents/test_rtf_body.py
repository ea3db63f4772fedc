"""Bodies of Outlook's messages that are kept as RTF only."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents.formats.mail.rtf_body import rtf_body
from assistant.documents.values import PageStatus
from tests.documents import made
from tests.documents.conftest import Read

HTML = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl
{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial Cyr;}}
{\colortbl\red0\green0\blue0;}{\*\generator Microsoft Exchange;}
{\*\formatConverter converted from html;}
\uc1\pard\plain\deftab360 \f0\fs24
{\*\htmltag19 <html>}{\*\htmltag34 <head>}{\*\htmltag241 <style>}{\*\htmltag241 p \{color: red\}}{\*\htmltag249 </style>}
{\*\htmltag41 </head>}{\*\htmltag50 <body>}\htmlrtf \lang1033 \htmlrtf0
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear K\'e4the, see {\*\htmltag84 <a href="http://x.test/\'e4?a=1&amp;b=2">}\htmlrtf {\field{\*\fldinst{HYPERLINK "http://x.test"}}{\fldrslt\cf1\ul \htmlrtf0 the list\htmlrtf }\htmlrtf0 \htmlrtf }\htmlrtf0
{\*\htmltag92 </a>}: 5 {\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0  6, \u8364?12.{\*\mhtmltag84 <a href="other">}
{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 {\*\htmltag148 <b>}\htmlrtf {\b \htmlrtf0 \f1 \'cd\'e0\'f1\'ee\'f1\f0 \htmlrtf }\htmlrtf0 {\*\htmltag156 </b>}{\*\htmltag116 <br>}\htmlrtf \line
\htmlrtf0 second line{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0
{\*\htmltag96 <ul>}{\*\htmltag96 <li>}{\pntext\'b7\tab}one{\*\htmltag104 </li>}{\*\htmltag104 </ul>}
{\*\htmltag58 </body>}{\*\htmltag27 </html>}}"""  # noqa: E501 - as Outlook breaks its lines
TEXT = (
    rb"{\rtf1\ansi\ansicpg1251\fromtext \deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;}\uc1\pard\plain "
    rb"\f0\fs20 \'cd\'e0\'f1\'ee\'f1 \{4\}\par\par See http://x.test/a_b \\\\srv\\share\tab 12\par}"
)


def body(rtf: bytes) -> bytes:
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def compressed(rtf: bytes) -> bytes:
    """Return a body of literal bytes only."""
    packed = b"".join(b"\0" + rtf[place : place + 8] for place in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(packed) + 12, len(rtf), b"LZFu", 0) + packed


@pytest.mark.parametrize("wrap", [body, compressed])
def test_html_that_was_wrapped_comes_out_as_it_was_seen(wrap: Callable[[bytes], bytes]):
    assert rtf_body(wrap(HTML)).split("\n\n") == [
        "Dear Käthe, see the list: 5 < 6, €12.",
        "Насос\nsecond line",
        "• one",
    ]


def test_plain_text_that_was_wrapped_keeps_its_lines():
    assert rtf_body(body(TEXT)) == "Насос {4}\n\nSee http://x.test/a_b \\\\srv\\share\t12"


def test_a_body_that_was_written_as_rich_text_is_read_as_any_such_document():
    rtf = rb"{\rtf1\ansi Dear {\b Edmund},\par {\field{\*\fldinst HYPERLINK x}{\fldrslt the list}} is old.\par}"
    assert rtf_body(body(rtf)) == "Dear Edmund,\n\nthe list is old."


def test_no_body_is_no_text():
    assert rtf_body(b"") == ""


def test_a_message_whose_body_is_damaged_says_so_and_keeps_its_fields(tmp_path: Path, read: Read):
    streams = {"__substg1.0_0037001F": "Berth".encode("utf-16-le"), "__substg1.0_10090102": b"\x93" * 5000}
    (page,) = read(made.compound(tmp_path / "a.msg", streams)).pages
    assert page.text.startswith("Subject: Berth")
    assert page.reason == "The body of this message is damaged: it could not be read."


def test_a_message_tells_its_body_once(tmp_path: Path, read: Read):
    streams = {"__substg1.0_0037001F": "Berth".encode("utf-16-le"), "__substg1.0_10090102": body(TEXT)}
    (page,) = read(made.compound(tmp_path / "a.msg", streams)).pages
    assert (page.status, page.text.count("Насос"), page.reason) == (PageStatus.TEXT, 1, "")

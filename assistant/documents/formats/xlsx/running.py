"""What sheets have at the top and bottom of their printed pages."""

from __future__ import annotations

import re

from assistant.documents.clean import one_line

_CODES = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[LCRPNDTGAFZBIUSXYEOH])')
"""Places, fonts and what a program puts in by itself: page numbers, dates, the name of the sheet."""

_AROUND_A_NUMBER = 9
"""Letters beside a page's number from which on they say more than `page` and `of`, in whatever language."""


def running_title(label: str, code: str) -> str:
    """Return a header or footer with its label, "" where it says nothing of its own.

    Args:
        label: `Header` or `Footer`.
        code: As the workbook keeps it, such as `&L&"Arial"&8Harbour Office&RPage &P`.
    """
    return titled(label, one_line(_CODES.sub(" ", code.replace("&&", "\0")).replace("\0", "&")), numbered="&P" in code)


def titled(label: str, text: str, *, numbered: bool) -> str:
    """Return a header or footer with its label, "" where it says no more than `page` beside a number."""
    least = _AROUND_A_NUMBER if numbered else 1
    return f"{label}: {text}" if sum(map(str.isalpha, text)) >= least else ""

"""Citation numbers: what a model writes is only a hint, what the reader sees comes from the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answers.checks import check_claim
from assistant.answers.marks.reading import read_marks
from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.answers.pages import PageText
from assistant.answers.sentences import split
from assistant.answers.words import content

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LIST = r"(?:pages?|p\.|sources?|documents?|nos?\.)?\s*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:\s*[,;–-]\s*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*"
_BRACKETED = re.compile(rf"\s*(?:\[\s*({_LIST})\s*\]|【\s*({_LIST})[^】\n]{{0,20}}】|\[\s*\])", re.IGNORECASE)
_PARENTHESES = re.compile(r"\s*\((\d{1,2})\)(?=\s*(?:[.,;:!?。]|\Z|\n))")
_LIST_MARK = re.compile(r"^(?:[-–•*·#>]+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")
_PICTURE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)|(\d+)")
_LONGEST_RANGE = 50
_GOOD = {ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED}


def numbers_in(text: str) -> list[int]:
    """Return the page numbers a model cited in a sentence, in any spelling, in order, each once."""
    found: list[int] = []
    for pattern in (_BRACKETED, _PARENTHESES):
        for match in pattern.finditer(text):
            found += _numbers("".join(group or "" for group in match.groups()))
    return list(dict.fromkeys(found))


def _numbers(listed: str) -> Iterable[int]:
    for match in _RANGE.finditer(listed.translate(_SUPERSCRIPTS)):
        if match.group(3):
            yield int(match.group(3))
        else:
            first, last = int(match.group(1)), int(match.group(2))
            yield from range(first, min(last, first + _LONGEST_RANGE) + 1)


def without_numbers(text: str) -> str:
    """Return a sentence without the citation numbers, links, pictures and Markdown a model wrote."""
    unlinked = _TAG.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text)))
    bare = _PARENTHESES.sub("", _BRACKETED.sub("", unlinked)).strip()
    return _EMPHASIS.sub(r"\2", _LIST_MARK.sub("", bare)).strip()


def check_text(text: str, pages: Sequence[PageText], question: str = "") -> tuple[Claim, ...]:
    """Check a whole reply, sentence by sentence.

    A sentence is held against the pages it cites (numbered from 1) first, then against all; the citations it gets are
    where its words were found, never the numbers it was written with.
    """
    return tuple(_checked(sentence, pages, question) for sentence in _claims(text))


def _claims(text: str) -> list[str]:
    """Return the sentences of a reply; one that says nothing by itself, such as `Yes.`, goes with the next."""
    claims: list[str] = []
    ahead = ""
    for sentence in split(text):
        said = f"{ahead} {sentence.text}".strip()
        bare = without_numbers(said)
        ahead = "" if content(bare) or read_marks(bare).all() else said
        claims += [] if ahead else [said]
    return claims


def _checked(sentence: str, pages: Sequence[PageText], question: str) -> Claim:
    claim = without_numbers(sentence)
    cited = [pages[number - 1] for number in numbers_in(sentence) if 1 <= number <= len(pages)]
    checked = check_claim(claim, cited, question)
    return checked if checked.status in _GOOD else check_claim(claim, pages, question)


def in_order(claims: Iterable[Claim]) -> tuple[Citation, ...]:
    """Return the citations of claims in order of first use, each once: the numbers `[n]` of an answer, from 1."""
    return tuple(dict.fromkeys(citation for claim in claims for citation in claim.citations))


def numbered(claims: Sequence[Claim]) -> str:
    """Return the text of an answer: one line a claim, each followed by the numbers of its citations."""
    numbers = {citation: number for number, citation in enumerate(in_order(claims), 1)}
    return "\n".join(
        " ".join([claim.text, *(f"[{numbers[citation]}]" for citation in claim.citations)]) for claim in claims
    )

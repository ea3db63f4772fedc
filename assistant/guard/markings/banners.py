"""What the pages of a document say of its marking: banner lines at their heads and feet, and portion marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.guard.markings.joining import highest, join
from assistant.guard.markings.marking import Marking, parse
from assistant.guard.markings.scheme import Scheme, folded

_LINES = 3
"""Lines of a page's head, and of its foot, in which its banner is looked for."""
_LONGEST = 200
"""Characters of a banner line at the most."""
_LEAST_PORTIONS = 3
"""So many lines that begin with bare letters such as `(S)` show that these are portion marks."""
_AROUND = r"(?>[\s*_=~|•·—–-]|(?:header|footer|classification|marking|page)\s*:|page\s+\d+(?:\s+of\s+\d+)?\b|\d+\b)*"
"""What may stand beside a banner in its line: rules, a page number, the name of the field."""
_PORTION = re.compile(r"\(([A-Z/][^()\na-z]{0,80})\)(?!\s*\d{4})")
"""A portion mark, where a line begins; `(C) 2024` is none."""
_BEGIN = re.compile(r"\s*(?:[•·*-]|\d+\.)?\s*")
"""What may stand before a portion mark in its line: the sign or number of a list."""
_GOES_ON = re.compile(r"/[ \t]*\n[ \t]*")
_RELEASE_AS_IN_BANNER = re.compile(r"/REL(?=/|$)")


class BannerReader:
    """Reads the marking that a document bears, by one scheme.

    A line at the head or foot of a page is a banner where nothing else stands in it, or where the scheme's levels are
    unmistakable. One that is not in capitals may be a heading: it counts where it is repeated.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        levels = "|".join(sorted(map(_pattern, _full(scheme)), key=len, reverse=True))
        whole = rf"{_AROUND}(?P<text>(?:{levels})(?:\s*//.*?)?){_AROUND}$"
        inside = rf".*?(?<!\w)(?P<text>{levels})(?![\w+])"
        self._line = re.compile(inside if scheme.anywhere else whole, re.IGNORECASE)

    def read(self, pages: Sequence[str]) -> Marking:
        """Return the highest marking that the pages, given by their texts, bear; `UNMARKED` for none."""
        banner = self._banner(pages)
        return join(self._scheme, banner, self._portions(pages, banner))

    def _banner(self, pages: Sequence[str]) -> Marking:
        matches = (self._line.match(line) for page in pages for line in _borders(page))
        texts = [match["text"] for match in matches if match]
        times = Counter(map(folded, texts))
        counted = {text for text in texts if text == text.upper() or times[folded(text)] > 1}
        return highest(self._scheme, (parse(self._scheme, text) for text in counted))

    def _portions(self, pages: Sequence[str], banner: Marking) -> Marking:
        """Return the highest portion mark.

        Bare letters in brackets may number a list: they count where no others than those of levels begin lines, and
        beside a banner, beside a mark that cannot be mistaken, or where there are several.
        """
        texts = Counter(text for page in pages for text in _beginning(page))
        marks = {text for text in texts if self._scheme.level_named(text.split("//", maxsplit=1)[0])}
        bare = {text for text in marks if len(text) == 1}
        numbering = any(len(text) == 1 for text in texts.keys() - marks)
        shown = banner or marks > bare or sum(texts[text] for text in bare) >= _LEAST_PORTIONS
        counted = marks if shown and not numbering else marks - bare
        return highest(self._scheme, (self._portion(text, banner) for text in counted))

    def _portion(self, text: str, banner: Marking) -> Marking:
        """Return what a portion mark says; a release without names is to those whom the banner names."""
        if banner.released is not None and _RELEASE_AS_IN_BANNER.search(text):
            return replace(parse(self._scheme, _RELEASE_AS_IN_BANNER.sub("", text)), released=banner.released)
        return parse(self._scheme, text)


def _full(scheme: Scheme) -> Iterator[str]:
    """Yield what a banner may call a level: every spelling of one word or more but the short ones."""
    for level in scheme.levels:
        names = (level.name, *level.spellings)
        yield from (name for name in names if not scheme.anywhere or ":" in name or " " in name)


def _pattern(spelling: str) -> str:
    return r"\s+".join(map(re.escape, spelling.split())).replace(":", r":\s*")


def _borders(page: str) -> Iterator[str]:
    """Yield the lines of a page's head and foot, each once; one that goes on behind a slash is whole."""
    lines = _GOES_ON.sub("/", page).split("\n")
    head = list(islice((place for place, line in enumerate(lines) if line.strip()), _LINES))
    foot = islice((place for place in range(len(lines) - 1, -1, -1) if lines[place].strip()), _LINES)
    return (lines[place] for place in {*head, *foot} if len(lines[place]) <= _LONGEST)


def _beginning(page: str) -> Iterator[str]:
    """Yield what stands in brackets at the beginning of lines."""
    for match in _PORTION.finditer(page):
        before = page[page.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _BEGIN.fullmatch(before):
            yield match[1]

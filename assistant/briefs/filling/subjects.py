"""What documents are about: the word groups they use most, and their headings."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.answers.language import fold, language
from assistant.answers.words import content, stem
from assistant.briefs.filling.sources import Source, Span
from assistant.briefs.filling.taking import holds

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHORTEST = 4
_FEWEST = 2
_LEAST = 5
_GROUP_WEIGHT = 1.6
_LONGEST_HEADING = 8


def keywords(sources: Sequence[Source], most: int) -> list[str]:
    """Return the words and pairs of words that documents use most, most telling first, each as it is mostly spelled."""
    counts: Counter[tuple[str, ...]] = Counter()
    spellings: dict[tuple[str, ...], Counter[str]] = {}
    for group in _groups(sources):
        key = tuple(stem(fold(word)) for word in group)
        counts[key] += 1
        spellings.setdefault(key, Counter())[" ".join(group)] += 1
    ranked = sorted(counts, key=lambda key: -_worth(key, counts[key]))
    often = _apart([key for key in ranked if counts[key] >= _FEWEST])
    enough = often if len(often) >= _LEAST else _apart([*often, *ranked])[:_LEAST]
    return [spellings[key].most_common(1)[0][0] for key in enough[:most]]


def _groups(sources: Sequence[Source]) -> Iterator[tuple[str, ...]]:
    for source in sources:
        for span in (*source.headings, *(unit.span for unit in source.units)):
            before = ""
            for match in _WORD.finditer(span.text):
                word = match.group()
                if not _telling(word):
                    before = ""
                    continue
                yield (word,)
                if before:
                    yield before, word
                before = word


def _telling(word: str) -> bool:
    folded = fold(word)
    known = language()
    return (
        len(word) >= _SHORTEST
        and folded not in known.stop
        and folded not in known.number_words
        and folded not in known.months
        and folded not in known.units
        and folded not in known.common_openers
        and not folded.endswith("ly")
    )


def _worth(key: tuple[str, ...], count: int) -> float:
    return math.log1p(count) * (_GROUP_WEIGHT if len(key) > 1 and count >= _FEWEST else 1.0)


def _apart(keys: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return keys of which none shares a word with one before it."""
    chosen: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for key in keys:
        if not seen & set(key):
            chosen.append(key)
            seen |= set(key)
    return chosen


def themes(sources: Sequence[Source], most: int, without: tuple[str, ...] = ()) -> list[str]:
    """Return what the headings of documents speak of, those with words of `without` left out.

    The keywords stand in where the documents have no headings.
    """
    titles = [heading.title for source in sources for heading in source.record.outline]
    titles += [heading.text for source in sources for heading in source.headings if not _opens(heading)]
    own = {fold(source.record.title) for source in sources}
    named: dict[frozenset[str], str] = {}
    for title in titles:
        spoken = " ".join(re.sub(r"^[\d.\s]+", "", title).split())
        if holds(spoken, without):
            continue
        if fold(spoken) not in own and content(spoken) and len(spoken.split()) <= _LONGEST_HEADING:
            named.setdefault(content(spoken), spoken)
    return list(named.values())[:most] or keywords(sources, most)


def _opens(heading: Span) -> bool:
    """Whether a heading is the first thing of its document: its title."""
    return heading.page.page == 1 and not heading.page.text[: heading.start].strip("# \n")

"""What a question asks for: its own telling words, and the field's words for them."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant import places
from assistant.search.vocabulary import Concept, PageKind, Phrase, Vocabulary
from assistant.search.words import fold, stems

_TERM = re.compile(r"[^\W_]+")
_PERIOD = re.compile(r"(?:19|20)\d\d|fy(?:\d\d)?(?:\d\d)?|q[1-4]|[1-4]q")
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿฀-๿]")


@dataclass(frozen=True)
class Asked:
    """A question as the search sees it.

    Attributes:
        text: As typed.
        terms: Its telling words, folded, in order.
        expansions: Phrases that the pages which answer it are likely to hold.
        page_kinds: The kinds of page that answer it.
        spellings: By each of its terms, the phrases, as stems, that say the same; the term's own first.
    """

    text: str
    terms: tuple[str, ...]
    expansions: tuple[str, ...]
    page_kinds: tuple[PageKind, ...]
    spellings: Mapping[str, tuple[Phrase, ...]]


def asked(question: str, spoken: Collection[str], vocabulary: Vocabulary, kinds: Collection[str] = ()) -> Asked:
    """Understand a question with no model.

    Args:
        question: As typed.
        spoken: Folded words that named an organisation or document.
        vocabulary: The fields' words.
        kinds: Kinds of the documents looked at: only the words of their fields count; empty for all.
    """
    by_stem = stems(question)
    concepts = vocabulary.asked(by_stem, vocabulary.fields(kinds))
    named = vocabulary.pages_named(by_stem)
    implied = {page for concept in concepts for page in concept.pages}
    pages = named or [kind for kind in vocabulary.page_kinds if kind.name in implied]
    expansions = dict.fromkeys(phrase for concept in concepts for phrase in concept.expands)
    telling = terms(question, spoken)
    spellings = {term: _spellings(term, concepts) for term in telling}
    return Asked(question, telling, tuple(expansions), tuple(pages), spellings)


def _spellings(term: str, concepts: Sequence[Concept]) -> tuple[Phrase, ...]:
    """Return a term and what pages say for it, by the concepts that are asked for with it."""
    own = tuple(stems(term))
    meant = [concept for concept in concepts if any(set(own) <= set(ask) for ask in concept.asks)]
    said = (tuple(stems(phrase)) for concept in meant for phrase in concept.expands)
    return tuple(dict.fromkeys([own, *said]))


def terms(question: str, spoken: Collection[str] = ()) -> tuple[str, ...]:
    """Return the telling words of a question, folded; all its words where none is telling."""
    found = list(dict.fromkeys(_spaced(question)))
    telling = [word for word in found if not (word in _silent() or word in spoken or _PERIOD.fullmatch(word))]
    return tuple(telling or found)


def _spaced(question: str) -> list[str]:
    """Return the words in order; a run of a script without spaces gives its overlapping pairs."""
    found: list[str] = []
    for word in _TERM.findall(fold(question)):
        if _UNSPACED.search(word) and len(word) > 1:
            found.extend(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 1 or word.isdigit() or _UNSPACED.search(word):
            found.append(word)
    return found


@functools.cache
def _silent() -> frozenset[str]:
    lists = places.resource_data("search", "words.toml")
    return frozenset(
        word for part in ("stop", "filler") for text in lists[part].values() for word in fold(text).split()
    )

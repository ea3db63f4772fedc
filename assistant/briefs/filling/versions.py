"""What one version of a document has that another has not: sentence by sentence, both pages named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from assistant.answers.language import fold
from assistant.answers.model import Claim
from assistant.briefs.filled import Item
from assistant.briefs.filling.checked import derived, printed
from assistant.briefs.filling.sources import Source, Span

_SAME_SENTENCE = 0.55
"""Share of words (2 · common ÷ all) from which two sentences are versions of one."""


@dataclass
class Differences:
    """What differs between two versions, in the order of the documents."""

    added: list[Span] = field(default_factory=list)
    removed: list[Span] = field(default_factory=list)
    changed: list[tuple[Span, Span]] = field(default_factory=list)


def compare(older: Source, newer: Source) -> Differences:
    """Return what a newer version added, removed and changed."""
    before, after = _spans(older), _spans(newer)
    matcher = SequenceMatcher(None, [fold(span.text) for span in before], [fold(span.text) for span in after], False)
    found = Differences()
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            _match(before[start:end], after[new_start:new_end], found)
    _moved(found)
    return found


def _spans(source: Source) -> list[Span]:
    spans = [*source.headings, *(unit.span for unit in source.units)]
    return sorted(spans, key=lambda span: (span.page.page, span.start))


def _match(before: Sequence[Span], after: Sequence[Span], found: Differences) -> None:
    """Pair the sentences of two differing stretches by their words, the most alike first."""
    pairs = [(_likeness(one, other), i, j) for i, one in enumerate(before) for j, other in enumerate(after)]
    old: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= _SAME_SENTENCE and i not in old and j not in taken:
            old[i] = j
            taken.add(j)
    found.changed += [(before[i], after[old[i]]) for i in sorted(old)]
    found.removed += [span for i, span in enumerate(before) if i not in old]
    found.added += [span for j, span in enumerate(after) if j not in taken]


def _likeness(one: Span, other: Span) -> float:
    return SequenceMatcher(None, fold(one.text).split(), fold(other.text).split(), False).ratio()


def _moved(found: Differences) -> None:
    """Leave out sentences that only stand elsewhere now."""
    removed = {fold(span.text) for span in found.removed}
    added = {fold(span.text) for span in found.added}
    found.removed = [span for span in found.removed if fold(span.text) not in added]
    found.added = [span for span in found.added if fold(span.text) not in removed]


def alone(spans: Sequence[Span]) -> list[Item]:
    """Return sentences of one version as items: the sentence and its page."""
    return [Item((printed(span), _page(span))) for span in spans]


def both(pairs: Sequence[tuple[Span, Span]]) -> list[Item]:
    """Return pairs of sentences as items: before, after."""
    return [Item((printed(old), _page(old), printed(new), _page(new))) for old, new in pairs]


def _page(span: Span) -> Claim:
    return derived(f"p. {span.page.label or span.page.page}")

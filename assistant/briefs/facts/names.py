"""Whether a name is an organisation, a person or a place: by its own words, and by those around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answers.language import fold
from assistant.answers.marks.names import find_names
from assistant.answers.pages import PageText
from assistant.briefs.facts.rules import ends_in, fact_rules, labelled

_JOINT = re.compile(r"[ \t]+(?:of|for)[ \t]+(?:the[ \t]+)?")
_INITIAL = re.compile(r"(?:\A|[ \t])[A-Z]\Z")
_SMALL = re.compile(r"(?<![\w’'])[^\W\d_A-Z]{3,}(?![\w’'])")
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_LOOK_BACK = 24
_PERSON_WORDS = (2, 3)


class Kind(StrEnum):
    """What a name names."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True)
class Mention:
    """A name where it stands: `page.text[start:end]`."""

    page: PageText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The name with single spaces, without a possessive ending."""
        return re.sub(r"['’]s\Z", "", " ".join(self.page.text[self.start : self.end].split()))

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(fold(match.group()) for match in _WORD.finditer(self.text))

    @property
    def before(self) -> str:
        """What stands before it on its page."""
        return self.page.text[max(0, self.start - _LOOK_BACK) : self.start]

    @property
    def behind(self) -> str:
        """The word behind it, folded."""
        found = _WORD.match(self.page.text, self.end + 1)
        return fold(found.group()) if found else ""


def named(pages: Sequence[PageText]) -> dict[Kind, list[list[Mention]]]:
    """Return the mentions of each organisation, person and place of some pages, the most named first."""
    small = Counter(word for page in pages for word in _SMALL.findall(page.text))
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in (mention for page in pages for mention in _mentions(page)):
        groups.setdefault(mention.words, []).append(mention)
    found: dict[Kind, list[list[Mention]]] = {kind: [] for kind in Kind}
    for words, mentions in groups.items():
        kind = _kind(words, mentions, small)
        if kind is not None:
            found[kind].append(mentions)
    return {kind: sorted(all_of, key=lambda mentions: -len(mentions)) for kind, all_of in found.items()}


def _mentions(page: PageText) -> Iterator[Mention]:
    """Yield the names of a page: none goes over a line's end, one that goes on behind `of` is whole."""
    spans = [span for name in find_names(page.text) for span in _lines(page.text, name.start, name.end)]
    place = 0
    while place < len(spans):
        start, end = spans[place]
        while place + 1 < len(spans) and _goes_on(page.text, (start, end), spans[place + 1]):
            place += 1
            end = spans[place][1]
        mention = _without_title(Mention(page, start, end))
        if mention.words and not _shouted(mention.text):
            yield mention
        place += 1


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text[start:end]):
        yield start + match.start(), start + match.end()


def _goes_on(text: str, span: tuple[int, int], following: tuple[int, int]) -> bool:
    between = text[span[1] : following[0]]
    if between == ". " and _INITIAL.search(text[span[0] : span[1]]):
        return True
    if not _JOINT.fullmatch(between):
        return False
    words = _WORD.findall(text[span[0] : span[1]])
    return bool(words) and fold(words[-1]) in fact_rules().organisations.heads


def _shouted(text: str) -> bool:
    """Whether several words are written in capitals alone, as in headings and logbooks: no name is told by that."""
    return len(text.split()) > 1 and text.isupper()


def _without_title(mention: Mention) -> Mention:
    first = _WORD.match(mention.page.text, mention.start)
    if first is None or fold(first.group()) not in fact_rules().people.titles or len(mention.words) == 1:
        return mention
    rest = re.compile(r"\S").search(mention.page.text, first.end())
    return Mention(mention.page, rest.start(), mention.end) if rest else mention


def _kind(words: tuple[str, ...], mentions: Sequence[Mention], small: Mapping[str, int]) -> Kind | None:
    if words[0] in fact_rules().never:
        return None
    if _is_organisation(words, mentions, small):
        return Kind.ORGANISATION
    if _is_known_place(words):
        return Kind.PLACE
    if _is_person(words, mentions, small):
        return Kind.PERSON
    return Kind.PLACE if _stands_as_place(words, mentions, small) else None


def _is_organisation(words: tuple[str, ...], mentions: Sequence[Mention], small: Mapping[str, int]) -> bool:
    rules = fact_rules().organisations
    if len(words) == 1:
        return words[0] in rules.known and mentions[0].text.isupper()
    if words[-1] in rules.endings:
        return not all(small.get(word, 0) for word in words[:-1])
    return words[0] in rules.heads and _JOINT.search(mentions[0].text) is not None


def _is_known_place(words: tuple[str, ...]) -> bool:
    rules = fact_rules().places
    if " ".join(words) in rules.known:
        return True
    return len(words) > 1 and (words[-1] in rules.endings or words[0] in rules.starts)


def _is_person(words: tuple[str, ...], mentions: Sequence[Mention], small: Mapping[str, int]) -> bool:
    rules = fact_rules().people
    if words[0] not in rules.given and (mentions[0].text.isupper() or any(small.get(word, 0) for word in words)):
        return False
    if any(ends_in(rules.titles).search(mention.before) for mention in mentions):
        return len(words) <= max(_PERSON_WORDS)
    if len(words) not in _PERSON_WORDS:
        return False
    return words[0] in rules.given or any(
        mention.behind in rules.verbs or _listed_as_person(mention) for mention in mentions
    )


def _listed_as_person(mention: Mention) -> bool:
    """Whether the line that it stands on names people, as `Present: …` does."""
    text = mention.page.text
    begin = text.rfind("\n", 0, mention.start) + 1
    found = labelled(fact_rules().people.labels).match(text, begin)
    return found is not None and found.start(1) <= mention.start < found.end(1)


def _stands_as_place(words: tuple[str, ...], mentions: Sequence[Mention], small: Mapping[str, int]) -> bool:
    rules = fact_rules()
    if len(words) > max(_PERSON_WORDS) - 1 or any(mention.text.isupper() for mention in mentions):
        return False
    if any(small.get(word, 0) for word in words) or any(_numbered(mention) for mention in mentions):
        return False
    led = sum(ends_in(rules.places.before).search(mention.before) is not None for mention in mentions)
    return led >= rules.least_place_share * len(mentions)


def _numbered(mention: Mention) -> bool:
    """Whether a number follows, as in `Level 3`."""
    return re.compile(r"\s*\d").match(mention.page.text, mention.end) is not None


def most_written(mentions: Sequence[Mention]) -> str:
    """Return the commonest spelling of a name."""
    return Counter(mention.text for mention in mentions).most_common(1)[0][0]

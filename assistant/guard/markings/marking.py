"""A marking: read from what people write, and written as a banner or a portion mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.guard.markings.scheme import Kind, Release, Scheme, folded


@dataclass(frozen=True)
class Marking:
    """What a marking says, read by one scheme.

    Attributes:
        level: Name of its level, "" where it has none.
        caveats: Spelled as a banner does.
        released: To whom it may be released, home aside; None where it says nothing of release.
        unread: What the scheme does not know, word by word: kept, and never taken for harmless.
    """

    level: str = ""
    caveats: frozenset[str] = frozenset()
    released: frozenset[str] | None = None
    unread: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != UNMARKED


UNMARKED = Marking()
"""What nothing is said of."""


def parse(scheme: Scheme, text: str) -> Marking:
    """Read a marking as people write it: `SECRET//NOFORN`, `(S//NF)`, `TLP:AMBER`.

    Nothing is dropped: what the scheme does not know is `unread`, in the words of the text.
    """
    marking = UNMARKED
    for group in _unbracketed(text).split("//"):
        marking = _with_group(scheme, marking, " ".join(group.split()))
    return settled(scheme, marking)


def banner(scheme: Scheme, marking: Marking) -> str:
    """Return a marking as it stands at the head and foot of a page; "" for none."""
    return _written(scheme, marking, short=False)


def portion(scheme: Scheme, marking: Marking) -> str:
    """Return a marking as it stands in front of a part: `(S//NF)`; "" for none."""
    written = _written(scheme, marking, short=True)
    return f"({written})" if written else ""


def settled(scheme: Scheme, marking: Marking) -> Marking:
    """Return a marking whose release has been thought to its end: nobody but home is the caveat for that."""
    release = scheme.release
    if release is None:
        return marking
    if marking.released is not None and not marking.released:
        return replace(marking, released=None, caveats=marking.caveats | {release.otherwise})
    return replace(marking, released=None) if release.otherwise in marking.caveats else marking


def united(one: Iterable[str], other: Iterable[str]) -> frozenset[str]:
    """Return unread words of both, each in one spelling."""
    return frozenset({folded(word): word for word in sorted({*one, *other})}.values())


def _unbracketed(text: str) -> str:
    stripped = text.strip()
    inside = stripped[1:-1]
    whole = stripped[:1] + stripped[-1:] in {"()", "[]"} and not set(inside) & set("()[]")
    return inside if whole else stripped


def _with_group(scheme: Scheme, marking: Marking, group: str) -> Marking:
    """Return a marking with what stands between two double slashes; an unknown whole stays in one piece."""
    known = [_read(scheme, word) for word in group.split("/")]
    if not any(known):
        return replace(marking, unread=marking.unread | {group}) if group else marking
    for word, read in zip(group.split("/"), known, strict=True):
        unread = Marking(unread=frozenset({word.strip()} - {""}))
        marking = _together(scheme, marking, read or unread)
    return marking


def _read(scheme: Scheme, word: str) -> Marking | None:
    """Return what one word, or words that belong together, mean; None for what the scheme does not know."""
    if level := scheme.level_named(word):
        return Marking(level.name)
    if caveat := scheme.caveat_named(word):
        return Marking(caveats=frozenset({caveat[0]}))
    countries = _countries(scheme.release, word) if scheme.release else None
    return None if countries is None else Marking(released=countries)


def _countries(release: Release, word: str) -> frozenset[str] | None:
    """Return whom a list of release names, home aside; None for what is no such list."""
    given, spellings = folded(word), [folded(spelling) for spelling in release.all_spellings]
    spelling = next((spelling for spelling in spellings if given.startswith(f"{spelling} ")), None)
    if spelling is None or given in spellings:
        return None
    names = [name for name in given[len(spelling) :].replace(" AND ", ",").replace(",", " ").split() if name]
    spelled_out = (release.groups.get(name, (name,)) for name in names)
    return frozenset(name for group in spelled_out for name in group) - {release.home}


def _together(scheme: Scheme, one: Marking, other: Marking) -> Marking:
    """Return two parts of one marking as one: both of its lists, if there are two, must allow whom it names."""
    released = one.released if other.released is None else other.released
    if one.released is not None and other.released is not None:
        released = one.released & other.released
    return Marking(
        max(one.level, other.level, key=scheme.rank),
        one.caveats | other.caveats,
        released,
        united(one.unread, other.unread),
    )


def _written(scheme: Scheme, marking: Marking, *, short: bool) -> str:
    level = scheme.level(marking.level) if marking.level else None
    head = (level.short or level.name if short else level.name) if level else ""
    caveats = sorted(marking.caveats, key=scheme.place)
    parted = [[_spelled(scheme, each, short=short) for each in caveats if scheme.kind(each) is kind] for kind in Kind]
    parted[-1] += _release(scheme, marking)
    groups = ["/".join(group) for group in parted if group]
    return "//".join(filter(None, [head, *groups, *sorted(marking.unread)]))


def _spelled(scheme: Scheme, caveat: str, *, short: bool) -> str:
    found = scheme.caveat_named(caveat)
    if not short or found is None or not found[1].short:
        return caveat
    return found[1].short + caveat[len(found[1].name) :]


def _release(scheme: Scheme, marking: Marking) -> list[str]:
    if scheme.release is None or marking.released is None:
        return []
    names = [*filter(None, [scheme.release.home]), *sorted(marking.released)]
    return [f"{scheme.release.name} {', '.join(names)}"]

"""Comments on slides: those of the old kind, and threads of the new one, with who wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.ooxml import A, Element, P, Package

_NEW = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
_AUTHORS = {"commentAuthors": f"{P}cmAuthor", "authors": f"{_NEW}author"}


def authors(package: Package, main: str) -> dict[str, str]:
    """Return the names of those who wrote comments, by what the comments call them."""
    people = (
        person
        for kind, tag in _AUTHORS.items()
        for part in package.linked(main, kind)
        for person in package.xml(part).iter(tag)
    )
    return {person.get("id", ""): one_line(person.get("name", "")) for person in people}


def comments_of(package: Package, part: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the comments on a slide and the answers to them, labelled."""
    for comments in package.linked(part, "comments"):
        for comment in package.xml(comments).iter(f"{P}cm", f"{_NEW}cm", f"{_NEW}reply"):
            author = names.get(comment.get("authorId", ""), "")
            if text := _text(comment):
                yield f"Comment by {author}: {text}" if author else f"Comment: {text}"


def _text(comment: Element) -> str:
    """Return what a comment says itself, without the answers to it."""
    old = (text.text or "" for text in comment.iterfind(f"{P}text"))
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(f"{A}t"))
        for body in comment.iterfind(f"{_NEW}txBody")
        for paragraph in body.iter(f"{A}p")
    )
    return tidy("\n".join((*old, *paragraphs)))

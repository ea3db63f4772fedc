"""Comments on the cells of a sheet: notes of the old kind, and threads of the new one, which have a copy as a note."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.ooxml import Package, S

_THREADS = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"


def comments_of(package: Package, part: str) -> Iterator[str]:
    """Yield the comments of a sheet with their cells, and who wrote them where that is told."""
    threads = list(_threads(package, part))
    yield from (text for _, text in threads)
    answered = {cell for cell, _ in threads}
    for comments in package.linked(part, "comments"):
        for comment in package.xml(comments).iter(f"{S}comment"):
            cell = comment.get("ref", "")
            phonetic = {node for aid in comment.iter(f"{S}rPh") for node in aid.iter(f"{S}t")}
            text = tidy("".join(node.text or "" for node in comment.iter(f"{S}t") if node not in phonetic))
            if text and cell not in answered:
                yield f"Comment on {cell}: {text}"


def _threads(package: Package, part: str) -> Iterator[tuple[str, str]]:
    names = _names(package)
    for threads in package.linked(part, "threadedComment"):
        for comment in package.xml(threads).iter(f"{_THREADS}threadedComment"):
            cell, author = comment.get("ref", ""), names.get(comment.get("personId", ""), "")
            if text := tidy(comment.findtext(f"{_THREADS}text") or ""):
                yield cell, f"Comment on {cell} by {author}: {text}" if author else f"Comment on {cell}: {text}"


def _names(package: Package) -> dict[str, str]:
    people = (
        person
        for part in package.linked(package.main_part(), "person")
        for person in package.xml(part).iter(f"{_THREADS}person")
    )
    return {person.get("id", ""): one_line(person.get("displayName", "")) for person in people}

"""Cutting a document into parts that a model reads one at a time, along its sections, every page used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.pages import PageText
from assistant.answers.prompt import unfenced
from assistant.answers.prompts import answer_prompts
from assistant.answers.sentences import split
from assistant.briefs.prompts import summary_prompts
from assistant.documents.values import Section
from assistant.engine.protocols import ChatModel


@dataclass(frozen=True)
class Part:
    """Some consecutive pages of a document.

    Attributes:
        title: Heading of the section it begins in, "" where there is none.
        pages: Its pages; a page that exceeds a part by itself is in several, each with a piece of its text.
    """

    title: str
    pages: tuple[PageText, ...]

    @property
    def blocks(self) -> tuple[str, ...]:
        """Its pages as the model sees them: fenced and numbered from 1."""
        return tuple(_block(page, number) for number, page in enumerate(self.pages, 1))


def _block(page: PageText, number: int) -> str:
    return answer_prompts().page.format(
        number=number,
        document=unfenced(page.title).replace('"', " "),
        label=unfenced(page.label),
        text=unfenced(page.text),
    )


def part_room(model: ChatModel) -> int:
    """Return the tokens of pages that one request may hold."""
    budget = summary_prompts().budget
    fixed = model.count(summary_prompts().part_rules) + budget.template_tokens + budget.reply_room(model)
    quick = max(int(model.prompt_speed * budget.part_seconds), budget.least_part_tokens)
    return max(1, min(model.context - fixed, budget.part_tokens, quick))


def cut(model: ChatModel, pages: Sequence[PageText], outline: Sequence[Section]) -> list[Part]:
    """Return the parts of a document in order: whole sections together where they fit, no page left out."""
    room = part_room(model)
    begins = {section.page: section.title for section in reversed(outline)}
    parts: list[Part] = []
    held: list[PageText] = []
    used, title = 0, ""
    for piece in (piece for page in pages if page.text.strip() for piece in _pieces(model, page, room)):
        tokens = model.count(_block(piece, 1))
        full = used + tokens > room
        ripe = piece.page in begins and used >= summary_prompts().budget.section_share * room
        if held and (full or ripe):
            parts.append(Part(title, tuple(held)))
            held, used = [], 0
        title = begins.get(piece.page, title) if not held else title
        held.append(piece)
        used += tokens
    return [*parts, Part(title, tuple(held))] if held else parts


def _pieces(model: ChatModel, page: PageText, room: int) -> Iterator[PageText]:
    """Yield the page, or pieces of it between sentences where it does not fit a part by itself."""
    if model.count(_block(page, 1)) <= room:
        yield page
        return
    start = end = 0
    for sentence in split(page.text):
        if end > start and model.count(_block(_piece(page, start, sentence.end), 1)) > room:
            yield _piece(page, start, end)
            start = end
        end = sentence.end
    yield _piece(page, start, len(page.text))


def _piece(page: PageText, start: int, end: int) -> PageText:
    return PageText(page.document, page.page, page.text[start:end], page.label, page.path, page.title)

"""Having a model word the rows that the program has chosen; it never chooses, and nothing it says goes unchecked."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from assistant.answers.marks.reading import read_marks
from assistant.answers.model import Claim
from assistant.answers.prompt import unfenced
from assistant.answers.stream import read_reply
from assistant.briefs.cache import PartCache, key_of
from assistant.briefs.filled import GOOD, Item
from assistant.briefs.filling.checked import derived, nowhere, printed, worded
from assistant.briefs.filling.choosing import columns_of
from assistant.briefs.filling.prompts import wording_prompts
from assistant.briefs.filling.rows import Row
from assistant.briefs.template import CellKind, Column, Section, Take
from assistant.engine.protocols import ChatModel, Message, Request, Urgency
from assistant.jobs import CancelToken, Progress
from assistant.library.library import Library

_AS_PRINTED = {Take.DATE, Take.CLOCK, Take.AMOUNT, Take.FIGURE, Take.CODE, Take.WORD}


class _Wording(BaseModel):
    """The reply: an object for each row."""

    rows: list[dict[str, Any]]


@dataclass
class Wordings:
    """What a model did to the rows of a brief.

    Attributes:
        dropped: Cells that were put back to the words of the page.
        malformed: Names of the sections whose reply could not be read.
    """

    dropped: int = 0
    malformed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Speaker:
    """The model that words, and where its replies are kept."""

    model: ChatModel
    library: Library
    cancel: CancelToken
    done: Wordings


def items_as_printed(section: Section, rows: Sequence[Row]) -> list[Item]:
    """Return rows as items in the words of the pages."""
    return [Item(tuple(_printed(column, row) for column in columns_of(section))) for row in rows]


def items_worded(section: Section, rows: Sequence[Row], speaker: Speaker) -> Generator[Progress, None, list[Item]]:
    """Return rows as items worded by a model; what it says wrongly or not at all stands as printed.

    Raises:
        WorldError: What the engine failed with.
        Cancelled: When stopping was asked for.
    """
    items: list[Item] = []
    for batch in _batches(rows):
        said = yield from _said(section, batch, speaker)
        items += [_item(section, row, said.get(number, {}), speaker) for number, row in enumerate(batch, 1)]
    return items


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows of one document at a time, so that a kept reply goes with its document."""
    most = wording_prompts().budget.rows_a_request
    for _, group in groupby(rows, key=lambda row: row.span.page.document):
        whole = list(group)
        yield from (whole[start : start + most] for start in range(0, len(whole), most))


def _said(section: Section, rows: Sequence[Row], speaker: Speaker) -> Generator[Progress, None, dict[int, Any]]:
    """Return what the model says for each row, by number; asked once more where its reply cannot be read."""
    asked = _asked(section, rows)
    for again in ("", wording_prompts().again):
        request = _request(section, rows, asked + again)
        kept = PartCache(speaker.library, rows[0].span.page.document)
        key = key_of(speaker.model, request)
        text = kept.get(key)
        if text is None:
            text = yield from _reply(request, speaker)
        if (wording := _read(text)) is not None:
            kept.keep(key, text)
            return {_number(row): row for row in wording.rows}
    speaker.done.malformed.append(section.name)
    return {}


def _reply(request: Request, speaker: Speaker) -> Generator[Progress, None, str]:
    speaker.cancel.check()
    reply = yield from read_reply(speaker.model, request, speaker.cancel)
    if reply.error is not None:
        raise reply.error
    return reply.text


def _read(text: str) -> _Wording | None:
    """Read a reply, one that is cut at its end too; None where it is no such JSON."""
    begin = text.find("{")
    try:
        return _Wording.model_validate(from_json(text[begin:].removesuffix("```").strip(), allow_partial=True))
    except (ValueError, ValidationError):
        return None


def _number(row: Mapping[str, Any]) -> int:
    source = row.get("source")
    return source if isinstance(source, int) else 0


def _asked(section: Section, rows: Sequence[Row]) -> str:
    prompts = wording_prompts()
    columns = [column for column in columns_of(section) if column.take is not Take.DOCUMENT]
    forecasts = [prompts.forecast.format(field=column.name) for column in columns if column.kind is CellKind.PROJECTION]
    instruction = " ".join([section.instruction, *forecasts])
    fields = ", ".join(f"“{column.name}”" for column in columns)
    blocks = "".join(_block(number, row) for number, row in enumerate(rows, 1))
    return blocks + prompts.question.format(section=section.name, instruction=instruction, fields=fields)


def _block(number: int, row: Row) -> str:
    heading = unfenced(row.heading.text).replace('"', " ") if row.heading else ""
    text = unfenced(row.span.text)[: wording_prompts().budget.longest_sentence]
    return wording_prompts().sentence.format(number=number, heading=heading, text=text)


def _request(section: Section, rows: Sequence[Row], asked: str) -> Request:
    budget = wording_prompts().budget
    room = max(budget.least_reply_tokens, budget.reply_tokens_a_row * len(rows))
    messages = (Message("system", wording_prompts().rules.strip()), Message("user", asked))
    return Request(messages, room, schema=_schema(section, len(rows)), urgency=Urgency.SUMMARY)


def _schema(section: Section, count: int) -> dict[str, Any]:
    """Return the JSON schema of a reply: an object for each row, its fields the columns."""
    columns = [column.name for column in columns_of(section) if column.take is not Take.DOCUMENT]
    fields: dict[str, Any] = {"source": {"type": "integer", "minimum": 1, "maximum": count}}
    fields |= {name: {"type": "string"} for name in columns}
    row = {"type": "object", "properties": fields, "required": ["source", *columns]}
    rows = {"type": "array", "items": row, "maxItems": count}
    return {"type": "object", "properties": {"rows": rows}, "required": ["rows"]}


def _item(section: Section, row: Row, said: Mapping[str, Any], speaker: Speaker) -> Item:
    return Item(tuple(_cell(column, row, said, speaker.done) for column in columns_of(section)))


def _cell(column: Column, row: Row, said: Mapping[str, Any], done: Wordings) -> Claim:
    """Return the model's words where they hold and keep every figure, else the page's, else that nothing was found."""
    as_printed = _printed(column, row)
    text = " ".join(str(said.get(column.name) or "").split())
    if not text or text == as_printed.text or column.take in _AS_PRINTED | {Take.DOCUMENT}:
        return as_printed
    cell = worded(text, column.kind, [row.span.page], row.span.text)
    if column.kind is not CellKind.CLAIM or (cell.status in GOOD and not _loses(text, as_printed.text)):
        return cell
    done.dropped += 1
    return as_printed


def _loses(text: str, printed: str) -> bool:
    """Whether a wording leaves out a figure or a code of the page's words."""
    kept, given = read_marks(text), read_marks(printed)
    figures = {(figure.value, figure.unit) for figure in given.figures} - {
        (one.value, one.unit) for one in kept.figures
    }
    return bool(figures or {code.text for code in given.codes} - {code.text for code in kept.codes})


def _printed(column: Column, row: Row) -> Claim:
    if column.take is Take.DOCUMENT:
        page = row.span.page
        return derived(f"{page.title}, p. {page.label or page.page}")
    span = row.cells.get(column.name)
    return printed(span, column.kind) if span else nowhere()

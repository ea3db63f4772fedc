"""Templates of briefs: which sections a page has and by which rules each is filled, as TOML files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from assistant.errors import UsageError, WorldError
from assistant.places import resource

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Shape(StrEnum):
    """How a section looks."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    KEY_VALUE = "key-value"


class Fill(StrEnum):
    """Where the items of a section come from."""

    PAGES = "pages"
    SUMMARY = "summary"
    KEYWORDS = "keywords"
    THEMES = "themes"
    CLOSEST = "closest"
    LOGBOOK = "logbook"
    GRADE = "grade"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class CellKind(StrEnum):
    """What a cell says: something that stands on a page, a forecast, or something made of the whole."""

    CLAIM = "claim"
    PROJECTION = "projection"
    DERIVED = "derived"


class Take(StrEnum):
    """What part of a sentence goes into a cell."""

    SENTENCE = "sentence"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"
    DATE = "date"
    CLOCK = "clock"
    AMOUNT = "amount"
    FIGURE = "figure"
    CODE = "code"
    NAME = "name"
    SECOND_NAME = "second-name"
    WORD = "word"
    PATTERN = "pattern"
    HEADING = "heading"
    DOCUMENT = "document"
    NOTHING = "nothing"


class Order(StrEnum):
    """In which order the items of a section stand."""

    PAGE = "page"
    BEST = "best"
    DATE = "date"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One column of a table, or one key of a key-value section.

    Attributes:
        name: Its heading.
        kind: What its cells say.
        names: How tables and labelled lines (`Remedy: …`) of documents call it.
        take: What a sentence gives to it.
        cues: Words that `take` looks for; for `word` the words themselves.
        until: Words at which what was taken ends.
        pattern: Regular expression of `take = "pattern"`; its first group is taken where it has one.
        near: Following sentences that are looked at where the sentence itself has nothing.
        carry: Whether the last one before holds where there is none, as a date holds for the times below it.
    """

    name: str = Field(min_length=1)
    kind: CellKind = CellKind.CLAIM
    names: tuple[str, ...] = ()
    take: Take = Take.SENTENCE
    cues: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    pattern: str = ""
    near: int = Field(default=0, ge=0, le=5)
    carry: bool = False

    @field_validator("pattern")
    @classmethod
    def _readable(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"the pattern “{pattern}” is no regular expression ({error})") from error
        return pattern


class Section(_Strict):
    """One section of a brief.

    Attributes:
        name: Its heading.
        shape: How it looks.
        instruction: What the model is told to do with the sentences.
        query: What its sentences are about; `{symptom}` stands for what the user typed.
        nothing: What stands there when nothing was found.
        fill: Where its items come from.
        columns: Columns of a table, keys of a key-value section; empty otherwise.
        cues: A sentence must hold one of these, or stand under one of the headings `under`.
        without: A sentence with one of these is no candidate.
        under: Words in the heading above a sentence.
        needs: Marks that a sentence must have.
        must: Columns without which a row does not count.
        most: Items at the most.
        keep: Share of the best score below which candidates are left out.
        order: How its items are sorted.
    """

    name: str = Field(min_length=1)
    shape: Shape
    nothing: str = Field(min_length=1)
    instruction: str = ""
    query: str = ""
    fill: Fill = Fill.PAGES
    columns: tuple[Column, ...] = ()
    cues: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    needs: tuple[Take, ...] = ()
    must: tuple[str, ...] = ()
    most: int = Field(default=12, ge=1, le=500)
    keep: float = Field(default=0.0, ge=0.0, le=1.0)
    order: Order = Order.PAGE

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.shape in {Shape.TABLE, Shape.KEY_VALUE} and not self.columns:
            raise ValueError(f"section “{self.name}” is a {self.shape.value} and needs columns")
        if self.shape in {Shape.PARAGRAPH, Shape.LIST} and len(self.columns) > 1:
            raise ValueError(f"section “{self.name}” is a {self.shape.value} and has one column at the most")
        if unknown := set(self.must) - {column.name for column in self.columns}:
            raise ValueError(f"section “{self.name}” has no column named “{min(unknown)}”, which it must have")
        if self.fill is Fill.PAGES and not self._wants():
            raise ValueError(f"section “{self.name}” says nothing of what to look for: it needs cues, under or needs")
        return self

    def _wants(self) -> bool:
        return bool(self.cues or self.under or self.needs or any(column.names for column in self.columns))


class Template(_Strict):
    """The form of a brief.

    Attributes:
        name: What it is called on the command line.
        title: What a reader calls it.
        description: What it is for, one sentence.
        sections: Its sections in order.
        documents: How many documents it needs, 0 for any number.
        symptom: Whether it is about a symptom that the user types.
    """

    name: str
    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)
    documents: int = Field(default=0, ge=0)
    symptom: bool = False

    @field_validator("name")
    @classmethod
    def _plain(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError(f"the name “{name}” may hold small letters, digits and hyphens only")
        return name


class Templates:
    """All templates: those that ship with the program and the user's own, which win over a shipped one of that name.

    Args:
        own: Folder of the user's templates; it need not exist.
    """

    def __init__(self, own: Path) -> None:
        self._own = own

    def all(self) -> list[Template]:
        """Return all templates by title.

        Raises:
            WorldError: `bad-template`, with a sentence that names the file and the fault.
        """
        found = {template.name: template for template in map(read_template, self._files())}
        return sorted(found.values(), key=lambda template: template.title)

    def get(self, name: str) -> Template:
        """Return a template by name. Raises UsageError `unknown-template`."""
        found = {template.name: template for template in self.all()}
        if name not in found:
            known = ", ".join(sorted(found))
            raise UsageError("unknown-template", f"There is no template named “{name}”. There are: {known}.")
        return found[name]

    def own(self) -> frozenset[str]:
        """Return the names of the user's templates."""
        return frozenset(self._own_paths())

    def save(self, template: Template) -> None:
        """Keep a template among the user's own, in place of an earlier one of its name.

        Raises:
            WorldError: `cannot-write`.
        """
        content = tomli_w.dumps(template.model_dump(mode="json", exclude_defaults=True), multiline_strings=True)
        path = self._own_paths().get(template.name, self._own / f"{template.name}.toml")
        part = path.with_suffix(".part")
        try:
            self._own.mkdir(parents=True, exist_ok=True)
            part.write_text(content, encoding="utf-8")
            part.replace(path)
        except OSError as error:
            raise WorldError("cannot-write", f"The template cannot be kept: {error.strerror}.") from error

    def remove(self, name: str) -> None:
        """Delete one of the user's templates; a shipped one of its name holds again. Raises UsageError."""
        paths = self._own_paths()
        if name not in paths:
            raise UsageError("unknown-template", f"There is no template of yours named “{name}”.")
        paths[name].unlink()

    def _own_paths(self) -> dict[str, Path]:
        return {read_template(path).name: path for path in sorted(self._own.glob("*.toml"))}

    def _files(self) -> Iterable[Path]:
        yield from sorted(resource("templates").glob("*.toml"))
        yield from sorted(self._own.glob("*.toml"))


def read_template(path: Path) -> Template:
    """Read one template.

    Raises:
        WorldError: `bad-template`.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorldError("bad-template", f"The template “{path.name}” cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorldError("bad-template", f"The template “{path.name}” is no TOML file: {error}.") from error
    return make_template(_spelled_out(data, data.pop("lists", {})), path.name)


def make_template(data: dict[str, Any], name: str) -> Template:
    """Make a template of what its file or a form says.

    Args:
        data: As TOML spells it, lists written out.
        name: What an error calls it.

    Raises:
        WorldError: `bad-template`, with a sentence that says what is wrong and where.
    """
    try:
        return Template.model_validate(data)
    except ValidationError as error:
        raise WorldError("bad-template", f"The template “{name}” is not right: {_faults(error)}.") from error


def _spelled_out(value: Any, lists: dict[str, list[str]]) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return a TOML value in which `@name` in a list stands for the words of the list of that name."""
    if isinstance(value, dict):
        return {key: _spelled_out(inner, lists) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    parts = [
        lists.get(one[1:], [one]) if isinstance(one, str) and one.startswith("@") else [_spelled_out(one, lists)]
        for one in value
    ]
    return [one for part in parts for one in part]


def _faults(error: ValidationError) -> str:
    return "; ".join(_fault(one) for one in error.errors())


def _fault(one: ErrorDetails) -> str:
    """Return a fault as a person would say it: `section 2, column 1, name must not be empty`."""
    if one["type"] == "value_error":
        return one["msg"].removeprefix("Value error, ")
    steps = list(one["loc"])
    parts = [_step(steps, place) for place in range(len(steps))]
    where = ", ".join(part for part in parts if part)
    said = _SAID.get(one["type"], one["msg"])
    allowed = one.get("ctx", {}).get("expected", "")
    return " ".join(part for part in (where, said.format(allowed=allowed)) if part)


def _step(steps: Sequence[int | str], place: int) -> str:
    """Return a step on the way to a fault: a list with its number is one of its things, counted from 1."""
    step, following = steps[place], steps[place + 1] if place + 1 < len(steps) else ""
    if isinstance(step, int):
        return ""
    return f"{step.removesuffix('s')} {following + 1}" if isinstance(following, int) else f"“{step}”"


_SAID = {
    "missing": "is missing",
    "string_too_short": "must not be empty",
    "too_short": "must have at least one entry",
    "extra_forbidden": "is not known here",
    "enum": "must be one of {allowed}",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}
"""What a person is told for each kind of fault; another kind speaks for itself."""

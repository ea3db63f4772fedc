"""The form of a brief: which sections a page has, and by which rules each is filled."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

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

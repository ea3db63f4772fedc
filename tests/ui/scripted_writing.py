"""What a scripted workspace writes: facts, joint summaries, briefs and templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.briefs.facts.model import Fact, Facts
from assistant.briefs.filled import Brief, FilledSection, Item, SectionFilled
from assistant.briefs.joint.model import Alone, Joint, Pair, Relation, Together
from assistant.briefs.kept import BoardRow
from assistant.briefs.model import Summary
from assistant.briefs.template import Shape
from assistant.briefs.templates import Templates
from assistant.exports.board import board_table
from assistant.exports.briefs import of_brief
from assistant.exports.joint import of_together
from assistant.exports.making import Origin, of_summary
from assistant.exports.writing import write
from assistant.jobs import CancelToken, Job
from assistant.library.records import DocumentRecord

REVIEWER = "mara"
MADE = "2031-05-04T10:00:00+00:00"


def cited(document: str, text: str, status: ClaimStatus = ClaimStatus.SUPPORTED, page: int = 3) -> Claim:
    return Claim(text, status, (Citation(document, page, text, 0, 5, label=str(page), path="/papers/manual.pdf"),))


def section(name: str, document: str, *rows: tuple[str, ...], columns: tuple[str, ...] = ("Text",)) -> FilledSection:
    items = tuple(Item(tuple(cited(document, text) for text in row)) for row in rows)
    shape = Shape.TABLE if len(columns) > 1 else Shape.LIST
    return FilledSection(name, shape, columns, items, "Nothing was found.")


def scripted_brief(document: str, template: str = "trend-brief", **changes: Any) -> Brief:
    signals = section(
        "Signals",
        document,
        ("Cargo drones", "rose to 14 %"),
        ("Harbour pilots", "fell to 38"),
        columns=("Signal", "Change"),
    )
    values: dict[str, Any] = {
        "template": template,
        "title": "Trend brief: manual",
        "source": "manual.pdf, 12 pages",
        "documents": (document,),
        "sections": (section("Summary", document, ("Bearings are greased.",)), signals),
        "seconds": 2.0,
        "library": "default",
        "made": MADE,
        "model": "scripted",
        "digest": "d" * 64,
    }
    return Brief(**values | changes)


class ScriptedBriefs:
    """Kept briefs in memory."""

    def __init__(self) -> None:
        self.kept: list[Brief] = []

    def all(self) -> list[Brief]:
        return list(self.kept)

    def keep(self, brief: Brief) -> None:
        self.forget(brief)
        self.kept.append(brief)

    def forget(self, brief: Brief) -> None:
        self.kept = [one for one in self.kept if (one.template, one.documents) != (brief.template, brief.documents)]

    def board(self) -> list[BoardRow]:
        return [
            BoardRow(
                dict(zip(part.columns, (cell.text for cell in item.cells), strict=True)),
                item.status,
                brief.title,
                brief.documents,
                brief.made,
                brief.template,
                item.citations[0],
            )
            for brief in self.kept
            for part in brief.sections
            if part.name == "Signals"
            for item in part.items
        ]


class ScriptedWriting:
    """The part of the script that writes; the attributes declared here come from the whole."""

    home: Path
    gates: Any
    library: Callable[..., Any]
    key_sentences: Callable[..., Any]

    def prepare_writing(self) -> None:
        self.kept_briefs: dict[str, ScriptedBriefs] = {}
        self.filled: list[tuple[str, tuple[str, ...], str, bool]] = []
        self.filling_fails: Exception | None = None
        self.reviewing_fails: Exception | None = None

    @property
    def templates(self) -> Templates:
        return Templates(self.home / "templates")

    def briefs(self, library: str = "default") -> ScriptedBriefs:
        return self.kept_briefs.setdefault(library, ScriptedBriefs())

    def brief(
        self,
        template: str,
        documents: Sequence[str],
        cancel: CancelToken,
        *,
        library: str = "default",
        symptom: str = "",
        extractive: bool = False,
    ) -> Job[Brief]:
        self.filled.append((template, tuple(documents), symptom, extractive))
        made = scripted_brief(documents[0], template, documents=tuple(documents), symptom=symptom)
        for number, part in enumerate(made.sections, 1):
            left = 20.0 * (len(made.sections) - number)
            yield SectionFilled(
                subject=part.name,
                done=number,
                total=len(made.sections),
                unit="sections",
                seconds_left=left,
                section=part,
            )
            if "brief" in self.gates:
                self.gates["brief"].pass_through(cancel)
            if self.filling_fails is not None:
                raise self.filling_fails
        self.briefs(library).keep(made)
        return made

    def facts(self, document: str, *, library: str = "default") -> Facts:
        record: DocumentRecord = self.library(library).document(document)
        fact = Fact("Elin Marker", 2, Citation(document, 4, "Elin Marker", 0, 11, label="4", path=record.path))
        return Facts(
            document=document,
            title=record.title,
            kind="pdf",
            date="2031-03-14",
            authors=("Orla Brandt",),
            language="en",
            pages=12,
            words=3400,
            headings=(),
            key_sentences=self.key_sentences(document),
            figures=(replace(fact, text="250 hours"),),
            organisations=(),
            places=(),
            people=(fact,),
            dates=(),
            seconds=0.2,
        )

    def compare(self, documents: Sequence[str], cancel: CancelToken, *, library: str = "default") -> Job[Joint]:
        yield from ()
        cancel.check()
        first, second = documents[:2]
        sides = cited(first, "The tank holds 12 m³."), cited(second, "The tank holds 9 m³.")
        return Joint(
            documents=tuple(documents),
            agreements=(Pair(Relation.AGREES, cited(first, "Both say so."), cited(second, "Both say so.")),),
            contradictions=(Pair(Relation.FIGURE, *sides, ("12 m³", "9 m³")),),
            alone=(Alone(first, (cited(first, "Only here."),)), Alone(second, ())),
            seconds=0.4,
        )

    def review(self, brief: Brief, reviewer: str = "", *, library: str = "default") -> Brief:
        if self.reviewing_fails is not None:
            raise self.reviewing_fails
        after = replace(brief, reviewer=reviewer or REVIEWER, reviewed=MADE)
        self.briefs(library).keep(after)
        return after

    def take_back_review(self, brief: Brief, *, library: str = "default") -> Brief:
        after = replace(brief, reviewer="", reviewed="")
        self.briefs(library).keep(after)
        return after

    def export_brief(self, brief: Brief, path: Path) -> None:
        write(of_brief(brief), path)

    def export_summary(self, summary: Summary, path: Path, *, library: str = "default") -> None:
        write(of_summary(summary, self.library(library).document(summary.document), Origin(library)), path)

    def export_together(self, together: Together, path: Path, *, library: str = "default") -> None:
        write(of_together(together, self.library(library).documents(), Origin(library)), path)

    def export_board(self, rows: Sequence[BoardRow], path: Path, *, library: str = "default") -> None:
        path.write_text(board_table(rows), encoding="utf-8")

"""Lays the manual out: cover, chapters with running heads, outline and page labels (i, ii, then 1, 2, …)."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from setup.samples import fonts, palette
from setup.samples.manual import styles
from setup.samples.manual.blocks import WIDTH, flowables
from setup.samples.manual.figures.pump import cover

LEFT = 20 * mm
PAGE_WIDTH, PAGE_HEIGHT = A4

Text = dict[str, Any]


class Manual(BaseDocTemplate):  # type: ignore[misc] # reportlab has no types
    """The document: knows which chapter a page belongs to and how a page is numbered."""

    def __init__(self, target: io.BytesIO, text: Text) -> None:
        frame = Frame(LEFT, 22 * mm, WIDTH, PAGE_HEIGHT - 50 * mm, 0, 0, 0, 0)
        templates = [
            PageTemplate("cover", [frame], onPage=self._cover),
            PageTemplate("text", [frame], onPage=self._furniture),
        ]
        title = f"{text['title']}: {text['subtitle'].lower()}"
        super().__init__(
            target,
            pagesize=A4,
            title=title,
            author=text["maker"],
            subject=text["fiction"],
            creator="Haversack samples",
            pageTemplates=templates,
            invariant=1,
        )
        self.text = text

    def label(self) -> str:
        """Return the printed number of the current page."""
        front = self.text["front_pages"]
        return "i" * self.page if self.page <= front else str(self.page - front)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's own name
        """Enter a chapter into the outline and the table of contents."""
        if not isinstance(flowable, Paragraph) or flowable.style.name != styles.CHAPTER.name:
            return
        key = f"page{self.page}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, flowable.level)
        if not flowable.front:
            self.notify(
                "TOCEntry", (flowable.level, flowable.getPlainText(), self.page - self.text["front_pages"], key)
            )

    def _cover(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        _number_pages(canvas, self.text["front_pages"])
        canvas.setFillColor(palette.ACCENT_DEEP)
        canvas.rect(0, PAGE_HEIGHT - 112 * mm, PAGE_WIDTH, 112 * mm, stroke=0, fill=1)
        _cover_words(canvas, self.text)
        canvas.saveState()
        canvas.translate(LEFT, 52 * mm)
        cover(canvas, WIDTH, 120 * mm)
        canvas.restoreState()

    def _furniture(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setStrokeColor(palette.RULE)
        canvas.setLineWidth(0.6)
        canvas.line(LEFT, PAGE_HEIGHT - 19 * mm, LEFT + WIDTH, PAGE_HEIGHT - 19 * mm)
        canvas.line(LEFT, 16 * mm, LEFT + WIDTH, 16 * mm)
        canvas.setFillColor(palette.MUTED)
        canvas.setFont(fonts.REGULAR, 7.6)
        canvas.drawString(LEFT, PAGE_HEIGHT - 16 * mm, self.text["title"])
        canvas.drawRightString(LEFT + WIDTH, PAGE_HEIGHT - 16 * mm, self.text["maker"])
        canvas.drawString(LEFT, 11.5 * mm, f"{self.text['number']} · {self.text['issue']} · a made-up document")
        canvas.setFont(fonts.BOLD, 8.6)
        canvas.drawRightString(LEFT + WIDTH, 11.3 * mm, self.label())
        canvas.restoreState()


class Chapter(Paragraph):  # type: ignore[misc] # reportlab has no types
    """A chapter's heading; `front` ones stay out of the table of contents, `section` ones lie below a chapter."""

    def __init__(self, chapter: Text) -> None:
        super().__init__(chapter["title"], styles.CHAPTER)
        self.front = chapter.get("front", False)
        self.level = int(chapter.get("section", False))


def manual_pdf() -> bytes:
    """Return the manual as a PDF."""
    fonts.register()
    text = tomllib.loads(Path(__file__).with_name("text.toml").read_text(encoding="utf-8"))
    target = io.BytesIO()
    Manual(target, text).multiBuild(list(_story(text)))
    return target.getvalue()


def _story(text: Text) -> Iterator[Flowable]:
    yield NextPageTemplate("text")
    yield Spacer(1, 1)
    for chapter in text["chapter"]:
        yield PageBreak()
        yield Chapter(chapter)
        for block in chapter["blocks"]:
            yield from flowables(block)


def _number_pages(canvas: Canvas, front: int) -> None:
    """Label the front pages i, ii, … and the rest 1, 2, …, and let viewers open with the outline."""
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(front, style="ARABIC", start=1)
    canvas.showOutline()


def _cover_words(canvas: Canvas, text: Text) -> None:
    canvas.setFillColor(palette.PAPER)
    canvas.setFont(fonts.BOLD, 11)
    canvas.drawString(LEFT, PAGE_HEIGHT - 24 * mm, text["maker"])
    canvas.setFont(fonts.BOLD, 34)
    model, name = text["title"].rsplit(" ", 2)[0], " ".join(text["title"].rsplit(" ", 2)[1:])
    canvas.drawString(LEFT, PAGE_HEIGHT - 66 * mm, model)
    canvas.drawString(LEFT, PAGE_HEIGHT - 80 * mm, name)
    canvas.setFont(fonts.REGULAR, 14)
    canvas.drawString(LEFT, PAGE_HEIGHT - 93 * mm, text["subtitle"])
    canvas.setFillColor(palette.MUTED)
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawString(LEFT, 24 * mm, f"{text['number']} · {text['issue']}")
    canvas.drawString(LEFT, 18 * mm, text["fiction"])

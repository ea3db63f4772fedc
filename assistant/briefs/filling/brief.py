"""Filling a whole template: section by section, stoppable, finished wordings kept with the library."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.answers.pages import PageText
from assistant.answers.sentences import split
from assistant.briefs.filled import Brief, FilledSection, Item, SectionFilled
from assistant.briefs.filling import logbook, subjects, versions
from assistant.briefs.filling.checked import derived
from assistant.briefs.filling.choosing import choose, columns_of
from assistant.briefs.filling.closest import closest
from assistant.briefs.filling.grade import reading_grade
from assistant.briefs.filling.prompts import wording_prompts
from assistant.briefs.filling.rows import Row
from assistant.briefs.filling.sources import Source, Span, read_source
from assistant.briefs.filling.wording import Speaker, Wordings, items_as_printed, items_worded
from assistant.briefs.key_sentences import key_sentences
from assistant.briefs.template import Fill, Section, Shape, Template
from assistant.engine.protocols import ChatModel
from assistant.errors import UsageError, WorldError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.library import Library

_MOST_NAMED = 3


@dataclass(frozen=True)
class _Work:
    """What every section is filled from."""

    library: Library
    template: Template
    sources: Sequence[Source]
    symptom: str
    speaker: Speaker | None
    cancel: CancelToken


def fill(
    library: Library,
    template: Template,
    documents: Sequence[str],
    model: ChatModel | None,
    cancel: CancelToken,
    *,
    symptom: str = "",
) -> Job[Brief]:
    """Fill a template from documents of a library.

    Args:
        library: Holds the documents.
        template: The form.
        documents: SHA-256, a unique prefix, or a path of each.
        model: Words what the program has chosen; with None or the starter model the words of the pages stand.
        cancel: Stops it at the next step; wordings that are done are kept.
        symptom: What is wrong, for a template that asks for it.

    Yields:
        `SectionFilled` after each section; what the model reads and writes in between.

    Raises:
        UsageError: `unknown-document`, `wrong-number-of-documents`, `symptom-needed`.
        Cancelled: When `cancel` was set.
    """
    started = time.perf_counter()
    _must_fit(template, documents, symptom)
    sources = [read_source(library, document) for document in documents]
    done = Wordings()
    words = model is not None and not model.starter
    speaker = Speaker(model, library, cancel, done) if model is not None and words else None
    work = _Work(library, template, sources, symptom, speaker, cancel)
    sections, failure = yield from _sections(work)
    brief = Brief(
        template=template.name,
        title=_title(template, sources),
        source=_source_line(sources),
        documents=tuple(source.record.sha256 for source in sources),
        sections=tuple(sections),
        seconds=time.perf_counter() - started,
        library=library.name,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        model=speaker.model.name if speaker else "",
        digest=speaker.model.digest if speaker else "",
        settings=(f"context: {speaker.model.context} tokens",) if speaker else (),
        symptom=symptom,
        notices=_notices(done, failure, starter=model is not None and model.starter),
    )
    return replace(brief, marking=library.markings.of(brief.documents_used()))


def _must_fit(template: Template, documents: Sequence[str], symptom: str) -> None:
    if not documents or (template.documents and len(documents) != template.documents):
        wanted = str(template.documents) if template.documents else "at least one"
        sentence = f"The template “{template.name}” needs {wanted} document{'s' if template.documents > 1 else ''}."
        raise UsageError("wrong-number-of-documents", sentence)
    if template.symptom and not symptom.strip():
        raise UsageError(
            "symptom-needed", f"The template “{template.name}” needs to know what is wrong: --symptom TEXT."
        )


def _sections(work: _Work) -> Generator[Progress, None, tuple[list[FilledSection], str]]:
    """Fill section after section; where the engine fails, the rest stands in the documents' own words."""
    filled: list[FilledSection] = []
    failure = ""
    started = time.perf_counter()
    total = len(work.template.sections)
    for number, section in enumerate(work.template.sections, 1):
        work.cancel.check()
        try:
            items = yield from _items(section, work, None if failure else work.speaker)
        except WorldError as error:
            failure = error.message
            items = yield from _items(section, work, None)
        filled.append(_filled(section, items))
        left = (time.perf_counter() - started) / number * (total - number)
        yield SectionFilled(
            subject=section.name, done=number, total=total, unit="sections", seconds_left=left, section=filled[-1]
        )
    return filled, failure


def _items(section: Section, work: _Work, speaker: Speaker | None) -> Generator[Progress, None, list[Item]]:
    if section.fill not in {Fill.PAGES, Fill.SUMMARY}:
        return _WITHOUT_WORDING[section.fill](section, work)
    rows = _summary_rows(section, work) if section.fill is Fill.SUMMARY else _chosen(section, work)
    if section.shape is Shape.KEY_VALUE:
        return _key_values(section, rows)
    if speaker is None or not rows:
        return items_as_printed(section, rows)
    return (yield from items_worded(section, rows, speaker))


def _chosen(section: Section, work: _Work) -> list[Row]:
    query = section.query.replace("{symptom}", work.symptom).strip()
    return choose(section, work.sources, query, work.library)


def _summary_rows(section: Section, work: _Work) -> list[Row]:
    (column,) = columns_of(section)
    rows: list[Row] = []
    for source in work.sources:
        pages = {page.page: page for page in source.pages}
        for key in key_sentences(work.library, source.record.sha256, section.most):
            span = Span(pages[key.page], key.start, key.end)
            rows.append(Row(span, {column.name: span}))
    return rows


def _key_values(section: Section, rows: Sequence[Row]) -> list[Item]:
    """Return each key with the first value found for it; keys without one are left out."""
    found: list[Item] = []
    for column in section.columns:
        row = next((row for row in rows if column.name in row.cells), None)
        if row is not None:
            value = items_as_printed(section, [row])[0].cells[section.columns.index(column)]
            found.append(Item((derived(column.name), value)))
    return found


def _listed(words: Sequence[str]) -> list[Item]:
    return [Item((derived(word),)) for word in words]


def _grades(_section: Section, work: _Work) -> list[Item]:
    found: list[Item] = []
    for source in work.sources:
        grade = reading_grade([unit.text for page in source.pages for unit in split(page.text)])
        if grade is not None:
            found.append(Item((derived(f"Reading grade of “{source.record.title}”"), derived(f"{grade:.1f}"))))
    return found


def _differing(section: Section, work: _Work) -> list[Item]:
    found = versions.compare(*work.sources)
    if section.fill is Fill.CHANGED:
        return versions.both(found.changed)
    return versions.alone(found.added if section.fill is Fill.ADDED else found.removed)


_WITHOUT_WORDING: dict[Fill, Callable[[Section, _Work], list[Item]]] = {
    Fill.KEYWORDS: lambda section, work: _listed(subjects.keywords(work.sources, section.most)),
    Fill.THEMES: lambda section, work: _listed(subjects.themes(work.sources, section.most, section.without)),
    Fill.CLOSEST: lambda section, work: closest(
        work.library, [source.record.sha256 for source in work.sources], section.most
    ),
    Fill.LOGBOOK: lambda section, work: logbook.similar(
        section, work.sources, work.symptom, work.library.embedder.shipped
    ),
    Fill.GRADE: _grades,
    Fill.ADDED: _differing,
    Fill.REMOVED: _differing,
    Fill.CHANGED: _differing,
}


def _filled(section: Section, items: Sequence[Item]) -> FilledSection:
    columns = tuple(column.name for column in columns_of(section))
    if section.shape is Shape.KEY_VALUE:
        columns = ("Item", "Value")
    return FilledSection(section.name, section.shape, columns, tuple(items), section.nothing)


def _title(template: Template, sources: Sequence[Source]) -> str:
    named = [source.record.title for source in sources]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return f"{template.title}: {'; '.join(named[:_MOST_NAMED])}{more}"


def _source_line(sources: Sequence[Source]) -> str:
    return "; ".join(_told(source) for source in sources[:_MOST_NAMED])


def _told(source: Source) -> str:
    record = source.record
    pages = f"{record.pages} page{'' if record.pages == 1 else 's'}"
    return ", ".join(part for part in (_name(source.pages, record.title), record.author, record.created, pages) if part)


def _name(pages: Sequence[PageText], title: str) -> str:
    """Return the file's name without the folders it lies in."""
    return pages[0].path.replace("\\", "/").rsplit("/", 1)[-1] if pages else title


def _notices(done: Wordings, failure: str, *, starter: bool) -> tuple[str, ...]:
    said = wording_prompts().notices
    notices = [said["starter"]] if starter else []
    notices += [said["dropped"].format(count=done.dropped)] if done.dropped else []
    notices += [said["malformed"].format(section=name) for name in dict.fromkeys(done.malformed)]
    return tuple([*notices, said["engine_failed"].format(message=failure)] if failure else notices)

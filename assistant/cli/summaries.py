"""`haversack facts | summarise`: documents in short, one by one and beside each other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.briefs.facts.model import Facts
from assistant.briefs.joint.model import Pair, Together
from assistant.briefs.joint.naming import told_apart
from assistant.briefs.model import Summary
from assistant.briefs.summary import Length
from assistant.cli import shapes, summary_shapes
from assistant.cli.chosen import Documents, chosen
from assistant.cli.consent import run_with_model
from assistant.cli.context import ExtractiveOption, JsonOption, LibraryOption, OutOption, check_out, workspace_of
from assistant.cli.output import say, show_json, tell
from assistant.cli.questions import ModelOption, between, claim_line
from assistant.errors import UsageError
from assistant.jobs import CancelToken
from assistant.workspace import DEFAULT_LIBRARY, Workspace


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(facts)
    app.command()(summarise)


def facts(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="A hash, a unique prefix of it, or a path.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Tell at once who, where, when and how much of a document, without a model."""
    workspace = workspace_of(context)
    told = workspace.writing.facts(document, library=library)
    if as_json:
        show_json(summary_shapes.facts(told))
    else:
        with between(workspace.marking.of([told.document], library=library)):
            _say_facts(told)


def summarise(
    context: typer.Context,
    documents: Documents,
    length: Annotated[Length, typer.Option(help="How long the summary is.")] = Length.PARAGRAPH,
    about: Annotated[str, typer.Option(help="Only what the document says about this question.")] = "",
    out: OutOption = None,
    model: ModelOption = None,
    extractive: ExtractiveOption = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Summarise whole documents, each sentence with its pages; several are compared with each other, too."""
    workspace = workspace_of(context)
    check_out(workspace, out)
    found = chosen(workspace, documents, library)
    if about and len(found) > 1:
        raise UsageError("too-many-documents", "A summary about a question is made of one document: name only one.")
    writing, cancel = workspace.writing, CancelToken()
    if len(found) > 1:
        joint = partial(
            writing.summarise_together,
            found, cancel, library=library, model=model, length=length, extractive=extractive,
        )  # fmt: skip
        _show_together(workspace, run_with_model(workspace, joint), library, out, as_json=as_json)
        return
    if about:
        single = partial(writing.summarise_about, found[0], about, cancel, library=library, model=model)
    else:
        single = partial(
            writing.summarise, found[0], cancel, library=library, model=model, length=length, extractive=extractive
        )
    _show_summary(workspace, run_with_model(workspace, single), library, out, as_json=as_json)


def _show_summary(workspace: Workspace, made: Summary, library: str, out: Path | None, *, as_json: bool) -> None:
    if out is not None:
        workspace.writing.export_summary(made, out, library=library)
    if as_json:
        show_json(shapes.summary(made))
    else:
        say_summary(made)


def _show_together(workspace: Workspace, made: Together, library: str, out: Path | None, *, as_json: bool) -> None:
    if out is not None:
        workspace.writing.export_together(made, out, library=library)
    if as_json:
        show_json(summary_shapes.together(made))
        return
    records = workspace.library(library).documents()
    titles = told_apart([record for record in records if record.sha256 in made.joint.documents])
    with between(made.joint.marking):
        for summary in made.summaries:
            say(titles[summary.document])
            say_summary(summary)
            say()
        _say_joint(made, titles)


def _say_facts(told: Facts) -> None:
    for name, value in summary_shapes.plain_facts(told).items():
        if value:
            say(f"{name.capitalize()}: {value}")
    for name, found in told.named().items():
        if found:
            say(f"{name.capitalize()}: " + "; ".join(f"{fact.text} [p. {fact.cited.page}]" for fact in found))
    say("Key sentences")
    for key in told.key_sentences:
        say(f"  {' '.join(key.text.split())}  [p. {key.page}]")


def say_summary(summary: Summary) -> None:
    """Write a summary for a person."""
    with between(summary.marking):
        _say_summary(summary)


def _say_summary(summary: Summary) -> None:
    for notice in summary.notices:
        tell(notice)
    say("Key sentences")
    for key in summary.key_sentences:
        say(f"  {key.text}  [p. {key.page}]")
    if summary.sentences:
        say("Summary")
    for sentence in summary.sentences:
        say(f"  {claim_line(sentence)}")


def _say_joint(made: Together, titles: dict[str, str]) -> None:
    say("Contradictions")
    for pair in made.joint.contradictions:
        _say_pair(pair)
    if not made.joint.contradictions:
        say("  The program found none.")
    say("Agreements")
    for pair in made.joint.agreements:
        _say_pair(pair)
    for alone in made.joint.alone:
        say(f"Only in {titles[alone.document]}")
        for statement in alone.statements:
            say(f"  {claim_line(statement)}")


def _say_pair(pair: Pair) -> None:
    say(f"  {claim_line(pair.first)}")
    say(f"  {claim_line(pair.second)}")
    if pair.differs:
        say(f"    {pair.differs[0]} against {pair.differs[1]}")
    say()

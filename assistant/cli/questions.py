"""`haversack search | ask`: what the documents say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.answers.model import Answer, Claim, Offer
from assistant.answers.scope import Scope
from assistant.answers.wish import Wish
from assistant.cli import shapes
from assistant.cli.consent import run_with_model
from assistant.cli.context import DocumentOption, JsonOption, LibraryOption, workspace_of
from assistant.cli.output import say, show_json, tell
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.search.evidence import Evidence, Found
from assistant.search.rewriting import Further
from assistant.workspace import DEFAULT_LIBRARY, Workspace

Question = Annotated[str, typer.Argument(help="The question, in quotes.")]
ModelOption = Annotated[str | None, typer.Option("--model", help="The model to ask (default: the one in use).")]
FolderOption = Annotated[
    list[str] | None, typer.Option("--folder", help="Only documents in this folder, or in one named so.")
]
TagOption = Annotated[list[str] | None, typer.Option("--tag", help="Only documents with this tag.")]
SinceOption = Annotated[str, typer.Option("--since", help="Only documents of this day, month or year and later.")]
UntilOption = Annotated[str, typer.Option("--until", help="Only documents up to this day, month or year.")]
KindOption = Annotated[
    list[str] | None, typer.Option("--kind", help="Only files of this kind: pdf, docx, sheet, slides, mail, …")
]
WithoutOption = Annotated[
    list[str] | None, typer.Option("--without", help="A limit not to read from the question: company, year, kind, …")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(search)
    app.command()(ask)


def search(
    context: typer.Context,
    query: Question,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many pages at the most.")] = 10,
    document: DocumentOption = None,
    folder: FolderOption = None,
    tag: TagOption = None,
    kind: KindOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    without: WithoutOption = None,
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Then have the model put it in other words, and add what these find.")
    ] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Find the pages that answer a question; "words in quotes" stand together, pump* stands for any ending."""
    workspace = workspace_of(context)
    scope = Scope(tuple(document or ()), _folders(folder or ()), tuple(tag or ()), since, until, tuple(kind or ()))
    found = workspace.asking.search(query, library=library, limit=limit, scope=scope, without=without or ())
    marking = workspace.marking.of({passage.document for passage in found.evidence}, library=library)
    if not as_json:
        say_found(found, marking)
    more, problem = _further(workspace, found, scope, library) if rewrite else ((), "")
    added = {passage.document for each in more for passage in each.evidence}
    if as_json:
        marking = workspace.marking.of({*added, *(passage.document for passage in found.evidence)}, library=library)
        further = {"further": shapes.further(more), "further_problem": problem} if rewrite else {}
        show_json(shapes.search(found) | further | {"marking": marking})
    elif more:
        say_further(more, workspace.marking.of(added, library=library))


def ask(
    context: typer.Context,
    question: Question,
    document: DocumentOption = None,
    folder: FolderOption = None,
    tag: TagOption = None,
    kind: KindOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    without: WithoutOption = None,
    model: ModelOption = None,
    conversation: Annotated[str, typer.Option(help="Ask as the next question of this conversation.")] = "",
    sweep: Annotated[bool, typer.Option("--sweep", help="Read every page and list all that matches.")] = False,
    extractive: Annotated[bool, typer.Option("--extractive", help="Use no model, only the pages' sentences.")] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Let the model read all it can; with --sweep, every page.")
    ] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the documents, each sentence with its page."""
    scope = Scope(tuple(document or ()), _folders(folder or ()), tuple(tag or ()), since, until, tuple(kind or ()))
    wish = Wish(scope, frozenset(without or ()), model, extractive, thorough, conversation)
    workspace = workspace_of(context)
    asking = workspace.asking
    if sweep:
        _tell_estimate(asking.estimate_sweep(library=library, wish=wish))
        ask_ = partial(asking.sweep, question, CancelToken(), library=library, wish=wish)
    else:
        ask_ = partial(asking.ask, question, CancelToken(), library=library, wish=wish)
    answer = run_with_model(workspace, ask_)
    if as_json:
        show_json(shapes.answer(answer))
    else:
        say_answer(answer)


def _further(workspace: Workspace, found: Found, scope: Scope, library: str) -> tuple[tuple[Further, ...], str]:
    """Return what other wordings find, or why there are none: what was found before stands in any case."""
    job = partial(workspace.asking.search_further, found, CancelToken(), library=library, scope=scope)
    try:
        return run_with_model(workspace, job), ""
    except WorldError as error:
        tell(error.message)
        return (), error.message


def _folders(named: Collection[str]) -> tuple[str, ...]:
    """Return folders as whole paths where they are on this disk, else as the names that they are."""
    return tuple(str(Path(folder).resolve()) if Path(folder).is_dir() else folder for folder in named)


def _tell_estimate(offer: Offer) -> None:
    reading = "The model reads" if offer.by_model else "Reading"
    time = f"about {max(1, round(offer.seconds))} s"
    tell(f"{reading} all {offer.pages} pages of {offer.documents} documents, {time}; --folder or --tag read less.")


def _sweep_sentence(offer: Offer) -> str:
    return f"--sweep reads all {offer.pages} pages, in about {max(1, round(offer.seconds))} s."


@contextmanager
def between(marking: str) -> Iterator[None]:
    """Write a marking before and after what is written meanwhile, nothing for ""."""
    if marking:
        say(marking)
    yield
    if marking:
        say(marking)


def say_found(found: Found, marking: str = "") -> None:
    """Write the result of a search for a person."""
    with between(marking):
        _say_found(found)


def _say_found(found: Found) -> None:
    if found.by_words_only:
        tell(found.by_words_only)
    _say_passages(found.evidence)
    if not found.evidence:
        say("Nothing was found.")


def say_further(more: Sequence[Further], marking: str = "") -> None:
    """Write what other wordings of a search found, for a person."""
    with between(marking):
        for each in more:
            say(f"Also found by “{each.wording}”:")
            _say_passages(each.evidence)


def _say_passages(passages: Sequence[Evidence]) -> None:
    for passage in passages:
        say(f"{passage.title}, p. {passage.label}")
        say(f"    {' '.join(passage.text.split())[:300]}")


def say_answer(answer: Answer) -> None:
    """Write an answer for a person: each sentence with the pages it rests on, or that it rests on none."""
    with between(answer.marking):
        _say_answer(answer)


def _say_answer(answer: Answer) -> None:
    if answer.understood:
        tell(f"Understood as: {answer.understood}")
    if answer.narrowed:
        tell(
            f"Only: {', '.join(f'{limit.kind} {limit.value}' for limit in answer.narrowed)} (--without takes one back)"
        )
    for notice in answer.notices:
        tell(notice)
    if answer.offer is not None:
        tell(f"This asks about everything, but only the best pages were read. {_sweep_sentence(answer.offer)}")
    if answer.refused:
        say(answer.refusal)
        return
    for side in answer.sides:
        say(side.name)
        for claim in side.claims:
            say(f"    {claim_line(claim)}")
    for claim in () if answer.sides else answer.claims:
        say(claim_line(claim))
    read = f"{answer.coverage.documents} documents, {answer.coverage.pages} pages searched"
    say(f"({read}, {answer.coverage.pages_unread} pages could not be read)")


def claim_line(claim: Claim) -> str:
    """Return a sentence with what its check says and the pages it rests on."""
    cited = "; ".join(f"{quote.path.rsplit('/', 1)[-1]}, p. {quote.label or quote.page}" for quote in claim.citations)
    return f"{claim.text}  [{claim.status.value}{': ' + cited if cited else ''}]"

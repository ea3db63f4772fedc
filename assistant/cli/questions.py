"""`haversack search | ask`: what the documents say."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.answers.model import Answer, Claim
from assistant.cli import shapes
from assistant.cli.context import DocumentOption, JsonOption, LibraryOption, workspace_of
from assistant.cli.output import run, say, show_json, tell
from assistant.jobs import CancelToken
from assistant.search.evidence import Found
from assistant.workspace import DEFAULT_LIBRARY

Question = Annotated[str, typer.Argument(help="The question, in quotes.")]
ModelOption = Annotated[str | None, typer.Option("--model", help="The model to ask (default: the one in use).")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(search)
    app.command()(ask)


def search(
    context: typer.Context,
    query: Question,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many pages at the most.")] = 10,
    document: DocumentOption = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Find the pages that answer a question."""
    found = workspace_of(context).asking.search(query, library=library, limit=limit, documents=document or ())
    if as_json:
        show_json(shapes.search(found))
    else:
        say_found(found)


def ask(
    context: typer.Context,
    question: Question,
    document: DocumentOption = None,
    model: ModelOption = None,
    conversation: Annotated[str, typer.Option(help="Ask as the next question of this conversation.")] = "",
    sweep: Annotated[bool, typer.Option("--sweep", help="Read every page and list all that matches.")] = False,
    extractive: Annotated[bool, typer.Option("--extractive", help="Use no model, only the pages' sentences.")] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the documents, each sentence with its page."""
    workspace, chosen = workspace_of(context), document or ()
    if sweep:
        job = workspace.asking.sweep(question, CancelToken(), library=library, documents=chosen)
    else:
        job = workspace.asking.ask(
            question,
            CancelToken(),
            library=library,
            documents=chosen,
            model=model,
            conversation=conversation,
            extractive=extractive,
        )
    answer = run(job)
    if as_json:
        show_json(shapes.answer(answer))
    else:
        say_answer(answer)


def say_found(found: Found) -> None:
    """Write the result of a search for a person."""
    for passage in found.evidence:
        say(f"{passage.title}, p. {passage.label}")
        say(f"    {' '.join(passage.text.split())[:300]}")
    if not found.evidence:
        say("Nothing was found.")


def say_answer(answer: Answer) -> None:
    """Write an answer for a person: each sentence with the pages it rests on, or that it rests on none."""
    for notice in answer.notices:
        tell(notice)
    if answer.refused:
        say(answer.refusal)
        return
    for claim in answer.claims:
        say(claim_line(claim))
    read = f"{answer.coverage.documents} documents, {answer.coverage.pages} pages searched"
    say(f"({read}, {answer.coverage.pages_unread} pages could not be read)")


def claim_line(claim: Claim) -> str:
    """Return a sentence with what its check says and the pages it rests on."""
    cited = "; ".join(f"{quote.path.rsplit('/', 1)[-1]}, p. {quote.label or quote.page}" for quote in claim.citations)
    return f"{claim.text}  [{claim.status.value}{': ' + cited if cited else ''}]"

"""`haversack models …` and `haversack status`: what answers, and with which parts."""

from __future__ import annotations

import platform
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.consent import licence_shape, say_licence
from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import run, say, show_json, tell
from assistant.engine.models import ModelInfo
from assistant.errors import HaversackError
from assistant.guard.isolation import enter
from assistant.jobs import CancelToken
from assistant.workspace import Workspace
from assistant.workspace.checkup import Subject

app = typer.Typer(help="List, import and choose the models that write.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Name of the model.")]
SHOWN_VERSIONS = ("haversack", "chromadb", "onnxruntime", "pypdf", "pypdfium2", "rapidocr", "sqlcipher3")


def register(parent: typer.Typer) -> None:
    """Add `status` to the command line."""
    parent.command()(status)


@app.command("list")
def list_(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the models."""
    workspace = workspace_of(context)
    models, embedding, used = workspace.engine.models(), workspace.engine.embedding_models(), _used(workspace)
    if as_json:
        show_json({"models": [_shape(model, used) for model in [*models, *embedding]]})
        return
    for model in models:
        say(f"{'*' if model.name == used else ' '} {model.name}  {model.parameters / 1e6:,.0f} M parameters")
    for model in embedding:
        say(f"  {model.name}  {model.parameters / 1e6:,.0f} M parameters, for a library's search")


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A model file in GGUF format.")],
    name: Annotated[str | None, typer.Option(help="The name to know it by (default: the file's own).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Import a model file. Stopped midway, nothing of it stays."""
    workspace = workspace_of(context)
    model = run(workspace.engine.import_gguf(file, name, CancelToken()))
    if model.notice:
        tell(model.notice)
    if as_json:
        show_json({"imported": _shape(model, _used(workspace))})
    else:
        say(f"Imported {model.name}. {_further(model)}")


@app.command()
def use(context: typer.Context, name: Name, as_json: JsonOption = False) -> None:
    """Answer with this model from now on."""
    workspace = workspace_of(context)
    workspace.engine.use(name)
    if as_json:
        show_json({"in_use": _used(workspace)})
    else:
        say(f"From now on {_used(workspace)} answers.")


@app.command()
def licence(context: typer.Context, name: Name, as_json: JsonOption = False) -> None:
    """Show under which licence and terms a model may be used, and who has accepted them."""
    shown = workspace_of(context).licences.of(name)
    if as_json:
        show_json({"licence": licence_shape(shown)})
    else:
        say_licence(shown)


@app.command()
def accept(context: typer.Context, name: Name, as_json: JsonOption = False) -> None:
    """Accept a model's licence and terms of use; they are needed before its first answer."""
    accepted = workspace_of(context).licences.accept(name)
    if as_json:
        show_json({"licence": licence_shape(accepted)})
    else:
        say(f"The licence and the terms of use of {accepted.model} are accepted.")


def status(context: typer.Context, as_json: JsonOption = False) -> None:
    """Tell which engine, models, libraries and versions there are."""
    workspace = workspace_of(context)
    engine = workspace.engine.status()
    libraries = [library.name for library in workspace.libraries.list()]
    models, problem = _models_or_problem(workspace)
    if as_json:
        used = _used(workspace)
        show_json(
            {
                "network": asdict(enter()),
                "engine": asdict(engine),
                "models": [_shape(model, used) for model in models],
                "problem": problem,
                "checks": [asdict(check) for check in workspace.checkup()],
                "libraries": libraries,
                "home": str(workspace.home),
                "versions": _versions(),
            }
        )
        return
    say(enter().sentence)
    say(engine.sentence)
    for check in workspace.checkup():
        if check.subject not in _TOLD:
            say(check.sentence)
    say(problem or f"Models: {', '.join(model.name for model in models)}")
    say(f"Libraries: {', '.join(libraries) or 'none yet'}")
    say(f"Kept in {workspace.home}")
    if workspace.policy.path:
        say(workspace.policy.fault or f"Rules of your administrator: {workspace.policy.path} (haversack policy).")
    say(", ".join(f"{name} {version}" for name, version in _versions().items()))


def _further(model: ModelInfo) -> str:
    if model.embeds:
        return f"To search a library by it, type: haversack library embedder LIBRARY {model.name}"
    return f"To answer with it, type: haversack models use {model.name}"


_TOLD = {Subject.NETWORK, Subject.ENGINE}
"""What the status says in words of its own."""


def _models_or_problem(workspace: Workspace) -> tuple[list[ModelInfo], str]:
    try:
        return workspace.engine.models(), ""
    except HaversackError as error:
        return [], error.message


def _used(workspace: Workspace) -> str:
    return workspace.settings.current.model or next(
        (model.name for model in workspace.engine.models() if model.starter), ""
    )


def _shape(model: ModelInfo, used: str) -> dict[str, object]:
    return {**asdict(model), "in_use": model.name == used, "notice": model.notice}


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in SHOWN_VERSIONS}}

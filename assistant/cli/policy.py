"""`haversack policy`: what the administrator of this machine has decided."""

from __future__ import annotations

import typer

from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import Exit, say, show_json, tell
from assistant.guard.policy import Feature, Policy
from assistant.guard.policy_file import POLICY_FILE

_FEATURES = {
    Feature.EXPORT: "Exporting to files",
    Feature.UNSEALED: "Libraries kept in clear",
    Feature.MODEL_IMPORT: "Importing models",
}


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(policy)


def policy(context: typer.Context, as_json: JsonOption = False) -> int:
    """Show what the administrator of this machine has decided; the exit code is 1 where the file is unreliable."""
    workspace = workspace_of(context)
    force, minutes = workspace.policy, workspace.idle_lock_minutes
    if as_json:
        show_json(
            {
                "file": str(force.path) if force.path else None,
                "fault": force.fault,
                "digest": force.digest,
                "rules": force.rules.model_dump(mode="json"),
                "idle_lock_minutes": minutes,
            }
        )
    else:
        _say_policy(force, minutes)
    return Exit.WORLD if force.fault else Exit.DONE


def _say_policy(force: Policy, minutes: int) -> None:
    if force.fault:
        tell(force.fault)
    say(f"Set by your administrator in {force.path}:" if force.path else f"There is no policy ({POLICY_FILE}).")
    for feature, name in _FEATURES.items():
        say(f"  {name}: {'allowed' if force.allows(feature) else 'off'}")
    rules = force.rules
    say(f"  Marking scheme: {rules.marking_scheme or 'as the user chooses'}")
    say(f"  Sealed libraries are locked after: {minutes} minutes without a touch")
    say(f"  Entries of the audit log are kept: {_days(rules.log_retention_days)}")
    say(f"  Questions in the audit log: {'their words' if rules.log_questions == 'text' else 'their SHA-256 only'}")


def _days(days: int | None) -> str:
    return "for ever" if days is None else f"{days} days"

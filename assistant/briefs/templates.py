"""All templates of briefs, as TOML files: those that ship with the program, and the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from assistant.briefs.template import Template
from assistant.briefs.template_faults import faults
from assistant.errors import UsageError, WorldError
from assistant.places import resource


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
        raise WorldError("bad-template", f"The template “{name}” is not right: {faults(error)}.") from error


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

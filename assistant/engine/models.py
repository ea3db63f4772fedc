"""The models that are installed in the engine: listed, described, imported from a GGUF file."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.engine.chat_templates import ChatTemplate, recognise
from assistant.engine.gguf import GgufHeader, read_header
from assistant.engine.licence_texts import texts_beside
from assistant.engine.refusals import RefusedError, model_missing
from assistant.engine.transport import Transport
from assistant.errors import UsageError, WorldError
from assistant.jobs import CancelToken, Job, Progress

NO_TEMPLATE = "{{ .Prompt }}"
"""What the engine uses where it knows no chat template: the bare text."""
SPARE_DISK = 64 * 1024 * 1024
PIECE = 1024 * 1024
LONGEST_NAME = 80


@dataclass(frozen=True)
class ModelInfo:
    """A model that can be used.

    Attributes:
        name: As the user knows it, without the engine's `:latest`.
        digest: SHA-256 of its weights.
        size: Of its weights, in bytes.
        starter: Whether it is the weak model for trying out that comes with the program.
        parameters: Number of weights.
        context: Tokens it was trained to hold, 0 where unsaid.
        template_known: Whether the way it wants to be spoken to is known.
        embeds: Whether it turns texts into vectors instead of answering.
    """

    name: str
    digest: str
    size: int
    starter: bool
    parameters: int
    context: int
    template_known: bool
    embeds: bool = False

    @property
    def notice(self) -> str:
        """A sentence about what the user should know of it, "" where there is nothing."""
        if self.template_known:
            return ""
        return (
            f"The chat template of {self.name} is not known, so it is given the bare text: its answers may be poor "
            "and may not end by themselves. Prefer an instruction-tuned model such as a Llama 3 Instruct."
        )


class ModelStore:
    """The engine's models. Thread-safe.

    Args:
        connect: Gives a transport to the running engine.
        blobs: Folder of the engine's weights, or None where the engine is not ours.
        starter_digest: SHA-256 of the starter model's weights, "" where none is shipped.
    """

    def __init__(self, connect: Callable[[], Transport], blobs: Path | None, starter_digest: str) -> None:
        self._connect = connect
        self._blobs = blobs
        self._starter_digest = starter_digest
        self._described: dict[str, ModelInfo] = {}

    def installed(self) -> list[ModelInfo]:
        """Return every installed model, by name."""
        entries = self._connect().get("/api/tags").get("models", [])
        return sorted((self._info(entry) for entry in entries), key=lambda info: info.name.casefold())

    def shown(self, name: str) -> Mapping[str, Any]:
        """Return what the engine shows of a model. Raises WorldError `model-missing`."""
        return self._connect().post("/api/show", {"model": name}, CancelToken())

    def find(self, name: str) -> ModelInfo:
        """Return one installed model; `m` and `m:latest` are the same, as are upper and lower case.

        Raises:
            WorldError: `model-missing`.
        """
        wanted = plain_name(name).casefold()
        for entry in self._connect().get("/api/tags").get("models", []):
            if plain_name(entry["name"]).casefold() == wanted:
                return self._info(entry)
        raise model_missing(name)

    def install(self, path: Path, name: str, cancel: CancelToken, expected: str = "") -> Job[ModelInfo]:
        """Import a GGUF file, yielding progress in bytes (read once for its checksum, once for the engine).

        Whatever stops it, neither a model nor weights of it stay behind.

        Args:
            path: The file.
            name: What to call it, "" for the file's own name.
            cancel: Stops it within one piece.
            expected: SHA-256 that the file must have, "" for any.

        Raises:
            WorldError: What `read_header` raises, `not-a-chat-model`, `model-in-parts`, `disk-full`, `checksum-wrong`.
            UsageError: `model-exists`, `bad-name`.
        """
        header = read_header(path)
        _check_usable(header, path)
        name = checked_name(name or path.stem)
        self._check_room(header.size)
        digest = yield from _checksum(path, header.size, cancel)
        if expected and digest != expected:
            raise WorldError("checksum-wrong", f"{path.name} is not the file it should be. Install the program again.")
        existing = self._existing(name, digest)
        return existing or (yield from self._send_and_create(path, name, header, digest, cancel))

    def _send_and_create(
        self, path: Path, name: str, header: GgufHeader, digest: str, cancel: CancelToken
    ) -> Job[ModelInfo]:
        installed = False
        try:
            yield from self._send(path, header.size, digest, cancel)
            self._create(path, name, header, digest, cancel)
            info = self._verified(name, digest)
            installed = True
            return info
        finally:
            if not installed:
                self._leave_nothing(name, digest)

    def _send(self, path: Path, size: int, digest: str, cancel: CancelToken) -> Job[None]:
        where = f"/api/blobs/sha256:{digest}"
        transport = self._connect()
        if transport.exists(where):
            return
        with closing(transport.upload(where, _pieces(path, size), size, cancel)) as sending:
            for sent in sending:
                yield Progress(subject=path.name, done=size + sent, total=2 * size, unit="bytes")

    def _create(self, path: Path, name: str, header: GgufHeader, digest: str, cancel: CancelToken) -> None:
        body: dict[str, Any] = {"model": name, "files": {"model.gguf": f"sha256:{digest}"}}
        if licences := texts_beside(path):
            body["license"] = licences
        template = recognise(header.chat_template)
        if template:
            body |= _spoken_as(template, header)
        for _status in self._connect().stream("/api/create", body, cancel):
            cancel.check()

    def _verified(self, name: str, digest: str) -> ModelInfo:
        info = self.find(name)
        if info.digest != digest:
            raise WorldError("checksum-wrong", f"The engine did not keep {name} as it was sent. Import it again.")
        return info

    def _existing(self, name: str, digest: str) -> ModelInfo | None:
        try:
            info = self.find(name)
        except WorldError as error:
            if error.code == "model-missing":
                return None
            raise
        if info.digest == digest:
            return info
        raise UsageError("model-exists", f"Another model is already called {name}. Import this one under another name.")

    def _leave_nothing(self, name: str, digest: str) -> None:
        """Take back an import that was not finished."""
        transport = self._connect()
        try:
            transport.post("/api/delete", {"model": name}, CancelToken(), method="DELETE")
        except RefusedError as refused:
            if refused.status != 404:
                raise
        if self._blobs and all(info.digest != digest for info in self.installed()):
            (self._blobs / f"sha256-{digest}").unlink(missing_ok=True)

    def _check_room(self, size: int) -> None:
        if self._blobs is None:
            return
        self._blobs.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self._blobs).free
        if free < size + SPARE_DISK:
            raise WorldError(
                "disk-full",
                f"The model takes {gigabytes(size)} and only {gigabytes(free)} of the disk are free. "
                "Make room, or choose a smaller model.",
            )

    def _info(self, entry: Mapping[str, Any]) -> ModelInfo:
        """Describe a model; the engine's own digest of its manifest tells whether that was done before."""
        key = f"{entry['name']} {entry['digest']}"
        if key not in self._described:
            self._described[key] = self._describe(entry, self.shown(entry["name"]))
        return self._described[key]

    def _describe(self, entry: Mapping[str, Any], shown: Mapping[str, Any]) -> ModelInfo:
        facts = shown.get("model_info") or {}
        architecture = facts.get("general.architecture", "")
        weights = re.search(r"^FROM .*sha256[-:]([0-9a-f]{64})\s*$", shown.get("modelfile", ""), re.MULTILINE)
        digest = weights.group(1) if weights else ""
        speaks = "completion" not in shown.get("capabilities", []) or shown.get("template") not in {"", NO_TEMPLATE}
        return ModelInfo(
            name=plain_name(entry["name"]),
            digest=digest,
            size=int(entry.get("size", 0)),
            starter=bool(digest) and digest == self._starter_digest,
            parameters=int(facts.get("general.parameter_count", 0)),
            context=int(facts.get(f"{architecture}.context_length", 0)),
            template_known=speaks,
            embeds="embedding" in shown.get("capabilities", []),
        )


def plain_name(name: str) -> str:
    """Return a model's name without the engine's default tag."""
    return name.removesuffix(":latest")


def checked_name(name: str) -> str:
    """Return a name that the engine accepts, other characters replaced by hyphens.

    Raises:
        UsageError: `bad-name`, where nothing is left.
    """
    cleaned = re.sub(r"[^A-Za-z0-9._:-]+", "-", plain_name(name)).strip("-.:")[:LONGEST_NAME]
    if not cleaned or cleaned.count(":") > 1:
        raise UsageError("bad-name", "A model's name needs at least one letter or digit, and at most one colon.")
    return cleaned


def gigabytes(size: float) -> str:
    """Return a size as text, such as `4.7 GB`."""
    return f"{size / 1e9:.1f} GB"


def _spoken_as(template: ChatTemplate, header: GgufHeader) -> dict[str, Any]:
    """Return the template and where a reply stops: the family's tokens and the file's own last token."""
    stop = dict.fromkeys((*template.stop, *([header.eos] if header.eos else [])))
    return {"template": template.template, "parameters": {"stop": list(stop)}}


def _check_usable(header: GgufHeader, path: Path) -> None:
    if header.kind != "model" or header.parameters == 0:
        raise WorldError("not-a-chat-model", f"{path.name} is only a part of a model, not one that can answer.")
    if header.parts > 1:
        raise WorldError(
            "model-in-parts",
            f"{path.name} is one of {header.parts} parts. Join them with llama-gguf-split --merge first.",
        )


def _checksum(path: Path, size: int, cancel: CancelToken) -> Generator[Progress, None, str]:
    digest, done = hashlib.sha256(), 0
    for piece in _pieces(path, size):
        cancel.check()
        digest.update(piece)
        done += len(piece)
        yield Progress(subject=path.name, done=done, total=2 * size, unit="bytes")
    return digest.hexdigest()


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    """Read a file of a known size; a stick that is pulled out meanwhile is the user's to know."""
    done = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                done += len(piece)
                yield piece
    except OSError as error:
        raise WorldError("unreadable-file", f"{path.name} cannot be read to its end: {error.strerror}.") from error
    if done != size:
        raise WorldError("unreadable-file", f"{path.name} changed while it was read. Import it again.")

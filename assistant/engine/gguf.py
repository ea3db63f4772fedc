"""Read the header of a GGUF file, the form in which models travel, without reading its weights.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (versions 2 and 3, little-endian).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assistant.errors import WorldError

MAGIC = b"GGUF"
VERSIONS = (2, 3)
MOST_ENTRIES = 65_536
MOST_TENSORS = 1_000_000
LONGEST_STRING = 4 * 1024 * 1024
LONGEST_ARRAY = 16_777_216
DEEPEST_ARRAY = 4
DEFAULT_ALIGNMENT = 32

_NUMBERS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""By tensor type: values in a block, and bytes of a block (`ggml-common.h`)."""

Scalar = int | float | bool | str


@dataclass(frozen=True)
class GgufHeader:
    """What a GGUF file says of its model.

    Attributes:
        architecture: Such as `llama`.
        name: The model's own name, "" where it has none.
        kind: `model`, `adapter`, `mmproj`, …
        context: Tokens it was trained to hold, 0 where unsaid.
        parameters: Number of weights.
        chat_template: In Jinja, "" where it has none.
        bos: Text of the token a prompt begins with, "" where unsaid.
        eos: Text of the token a reply ends with, "" where unsaid.
        parts: Files the model is split over (1 for a whole one).
        size: Of the file, in bytes.
    """

    architecture: str
    name: str
    kind: str
    context: int
    parameters: int
    chat_template: str
    bos: str
    eos: str
    parts: int
    size: int


def read_header(path: Path) -> GgufHeader:
    """Read and check a file's header, in memory bounded by its longest string.

    Raises:
        WorldError: `unreadable-file`, `not-a-model`, `unsupported-format`, `damaged-file` (also where it is cut short).
    """
    try:
        with path.open("rb") as file:
            return _Header(file, path.name, path.stat().st_size).read()
    except OSError as error:
        raise WorldError("unreadable-file", f"{path.name} cannot be read: {error.strerror}.") from error


class _Header:
    """One pass over the header of an open file."""

    def __init__(self, file: BinaryIO, name: str, size: int) -> None:
        self._file = file
        self._name = name
        self._size = size
        self._tokens_at: int | None = None
        self._token_count = 0

    def read(self) -> GgufHeader:
        tensors, entries = self._read_start()
        values = self._read_entries(entries)
        parameters, weights = self._read_tensors(tensors)
        alignment = _whole(values, "general.alignment") or DEFAULT_ALIGNMENT
        data = math.ceil(self._file.tell() / alignment) * alignment
        if data + weights > self._size:
            raise self._damaged("It ends before its last weight: it was probably not copied whole.")
        return self._header(values, parameters)

    def _header(self, values: Mapping[str, Scalar], parameters: int) -> GgufHeader:
        architecture = str(values.get("general.architecture", ""))
        if not architecture:
            raise self._damaged("It does not say what kind of model it is.")
        return GgufHeader(
            architecture=architecture,
            name=str(values.get("general.name", "")),
            kind=str(values.get("general.type", "model")),
            context=_whole(values, f"{architecture}.context_length"),
            parameters=parameters,
            chat_template=str(values.get("tokenizer.chat_template", "")),
            bos=self._token(values.get("tokenizer.ggml.bos_token_id")),
            eos=self._token(values.get("tokenizer.ggml.eos_token_id")),
            parts=_whole(values, "split.count") or 1,
            size=self._size,
        )

    def _read_start(self) -> tuple[int, int]:
        if self._file.read(4) != MAGIC:
            raise WorldError("not-a-model", f"{self._name} is not a model file (GGUF).")
        version = self._number("<I")
        if version not in VERSIONS:
            raise WorldError(
                "unsupported-format",
                f"{self._name} is a model file (GGUF) of a version that the engine does not read.",
            )
        tensors, entries = self._number("<Q"), self._number("<Q")
        if tensors > MOST_TENSORS or entries > MOST_ENTRIES:
            raise self._damaged("Its header cannot be right.")
        return int(tensors), int(entries)

    def _read_entries(self, count: int) -> dict[str, Scalar]:
        values: dict[str, Scalar] = {}
        for _ in range(count):
            key, kind = self._string(), self._number("<I")
            if kind == _ARRAY:
                self._skip_array(key)
            else:
                values[key] = self._scalar(int(kind))
        return values

    def _read_tensors(self, count: int) -> tuple[int, int]:
        """Return the number of weights, and the bytes they take from the start of the data."""
        parameters = end = 0
        for _ in range(count):
            self._string()
            dimensions = self._number("<I")
            if dimensions > 8:
                raise self._damaged("Its header cannot be right.")
            values = math.prod(int(self._number("<Q")) for _ in range(int(dimensions)))
            kind, offset = int(self._number("<I")), int(self._number("<Q"))
            in_block, block = _BLOCKS.get(kind, (1, 0))
            parameters += values
            end = max(end, offset + values // in_block * block)
        return parameters, end

    def _scalar(self, kind: int) -> Scalar:
        if kind == _STRING:
            return self._string()
        if kind not in _NUMBERS:
            raise self._damaged("Its header cannot be right.")
        return self._number(_NUMBERS[kind])

    def _skip_array(self, key: str, depth: int = 1) -> None:
        kind, count = int(self._number("<I")), int(self._number("<Q"))
        if count > LONGEST_ARRAY or depth > DEEPEST_ARRAY:
            raise self._damaged("Its header cannot be right.")
        if key == "tokenizer.ggml.tokens" and kind == _STRING:
            self._tokens_at, self._token_count = self._file.tell(), count
        if kind in _NUMBERS:
            self._skip(count * struct.calcsize(_NUMBERS[kind]))
            return
        for _ in range(count):
            if kind == _STRING:
                self._skip(int(self._number("<Q")))
            else:
                self._skip_array("", depth + 1)

    def _token(self, number: Scalar | None) -> str:
        """Return the text of one token of the vocabulary."""
        if self._tokens_at is None or not isinstance(number, int) or not 0 <= number < self._token_count:
            return ""
        self._file.seek(self._tokens_at)
        for _ in range(number):
            self._skip(int(self._number("<Q")))
        return self._string()

    def _string(self) -> str:
        length = int(self._number("<Q"))
        if length > LONGEST_STRING:
            raise self._damaged("Its header cannot be right.")
        return self._bytes(length).decode("utf-8", "replace")

    def _number(self, form: str) -> int | float | bool:
        value: int | float | bool = struct.unpack(form, self._bytes(struct.calcsize(form)))[0]
        return value

    def _bytes(self, count: int) -> bytes:
        content = self._file.read(count)
        if len(content) < count:
            raise self._damaged("It ends within its header: it was probably not copied whole.")
        return content

    def _skip(self, count: int) -> None:
        if self._file.tell() + count > self._size:
            raise self._damaged("It ends within its header: it was probably not copied whole.")
        self._file.seek(count, 1)

    def _damaged(self, why: str) -> WorldError:
        return WorldError("damaged-file", f"{self._name} is damaged. {why}")


def _whole(values: Mapping[str, Scalar], key: str) -> int:
    value = values.get(key, 0)
    return value if isinstance(value, int) else 0

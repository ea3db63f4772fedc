from __future__ import annotations

import struct
import tracemalloc
from pathlib import Path

import gguf
import pytest

from assistant.engine.gguf import _BLOCKS, read_header
from assistant.errors import WorldError
from tests.engine.tiny_llama import LLAMA_3, write_tiny_llama


@pytest.fixture
def llama(tmp_path: Path) -> Path:
    return write_tiny_llama(tmp_path / "tiny.gguf")


def test_a_header_tells_what_the_model_is(llama: Path):
    header = read_header(llama)
    assert header.architecture == "llama"
    assert header.name == "Tiny Llama"
    assert header.kind == "model"
    assert header.context == 512
    assert header.chat_template == LLAMA_3
    assert (header.bos, header.eos) == ("<|begin_of_text|>", "<|eot_id|>")
    assert header.parts == 1
    assert header.size == llama.stat().st_size
    assert header.parameters == sum(int(tensor.n_elements) for tensor in gguf.GGUFReader(llama).tensors)


def test_block_sizes_are_those_of_the_reference_package():
    reference = {int(kind): size for kind, size in gguf.GGML_QUANT_SIZES.items()}
    assert {kind: reference[kind] for kind in _BLOCKS} == _BLOCKS


def test_a_file_cut_anywhere_is_damaged(llama: Path, tmp_path: Path):
    content = llama.read_bytes()
    cut = tmp_path / "cut.gguf"
    for length in [8, 23, 100, 1000, 5000, 10_000, len(content) - 1]:
        cut.write_bytes(content[:length])
        with pytest.raises(WorldError) as caught:
            read_header(cut)
        assert caught.value.code == "damaged-file"
        assert "copied whole" in caught.value.message


def test_a_missing_file_is_said(tmp_path: Path):
    with pytest.raises(WorldError) as caught:
        read_header(tmp_path / "missing.gguf")
    assert caught.value.code == "unreadable-file"


def entry(key: bytes, kind: int, value: bytes) -> bytes:
    return struct.pack("<Q", len(key)) + key + struct.pack("<I", kind) + value


def test_lengths_that_lie_take_neither_time_nor_memory(tmp_path: Path):
    huge = struct.pack("<Q", 2**62)
    path = tmp_path / "lies.gguf"
    lies = [
        entry(b"general.name", 8, huge),
        entry(b"general.name", 99, b""),
        entry(b"list", 9, struct.pack("<I", 8) + huge),
        entry(b"list", 9, struct.pack("<I", 4) + struct.pack("<Q", 2**24)),
        entry(b"list", 9, (struct.pack("<I", 9) + struct.pack("<Q", 1)) * 50),
        struct.pack("<Q", 2**63),
    ]
    tracemalloc.start()
    for lie in lies:
        path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + lie)
        with pytest.raises(WorldError) as caught:
            read_header(path)
        assert caught.value.code == "damaged-file"
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_header_without_an_architecture_is_damaged(tmp_path: Path):
    path = tmp_path / "bare.gguf"
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 0) + bytes(32))
    with pytest.raises(WorldError, match="what kind of model"):
        read_header(path)

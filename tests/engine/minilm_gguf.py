"""The shipped embedding model as a GGUF file, so that the engine can be asked for vectors that mean something."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from assistant import places

LAYERS, HEADS, WIDTH, HIDDEN, POSITIONS = 6, 12, 384, 1536, 512
_PARTS = {
    "attn_output": "attention.output.dense", "attn_output_norm": "attention.output.LayerNorm",
    "ffn_up": "intermediate.dense", "ffn_down": "output.dense", "layer_output_norm": "output.LayerNorm",
}  # fmt: skip
_BIASES = {"attention.output.dense": "attention.output", "intermediate.dense": "intermediate", "output.dense": "output"}

Array = NDArray[np.float32]


class Weights:
    """The weights of the shipped ONNX file, those that are kept as bytes made numbers again."""

    def __init__(self, path: Path) -> None:
        initializers = onnx.load(str(path)).graph.initializer
        self._kept = {each.name: numpy_helper.to_array(each) for each in initializers}

    def __getitem__(self, name: str) -> Array:
        if name in self._kept:
            return self._kept[name].astype(np.float32)
        whole = self._kept[f"{name}_quantized"].astype(np.float32) - self._kept[f"{name}_zero_point"]
        return np.asarray(whole * self._kept[f"{name}_scale"], np.float32)


def write_minilm(path: Path) -> Path:
    """Write the file: the same weights, mean pooling, windows of 512 tokens."""
    folder = places.shipped_models() / "embedder"
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name("MiniLM")
    writer.add_context_length(POSITIONS)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    _add_words(writer, folder / "tokenizer.json")
    _add_weights(writer, Weights(folder / "model.onnx"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_words(writer: gguf.GGUFWriter, tokenizer: Path) -> None:
    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    words = sorted(vocabulary, key=vocabulary.__getitem__)
    special = {word for word in words if word.startswith("[") and word.endswith("]") and len(word) > 2}
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([_as_told(word, special) for word in words])
    writer.add_token_types([3 if word in special else 1 for word in words])
    writer.add_token_type_count(2)
    writer.add_bos_token_id(vocabulary["[CLS]"])
    writer.add_eos_token_id(vocabulary["[SEP]"])
    writer.add_sep_token_id(vocabulary["[SEP]"])
    writer.add_unk_token_id(vocabulary["[UNK]"])
    writer.add_pad_token_id(vocabulary["[PAD]"])


def _as_told(word: str, special: set[str]) -> str:
    """Return a word as the engine wants it: a sign before one that begins, none before one that goes on."""
    if word in special:
        return word
    return word[2:] if word.startswith("##") else f"\u2581{word}"


def _add_weights(writer: gguf.GGUFWriter, weights: Weights) -> None:
    def add(name: str, values: Array) -> None:
        kind = np.float16 if values.ndim == 2 and "embd" not in name and "types" not in name else np.float32
        writer.add_tensor(name, np.ascontiguousarray(values.astype(kind)))

    add("token_embd.weight", weights["words"])
    add("position_embd.weight", weights["positions"])
    add("token_types.weight", np.zeros((2, WIDTH), np.float32))  # folded into the positions
    for part in ("weight", "bias"):
        add(f"token_embd_norm.{part}", weights[f"embeddings.LayerNorm.{part}"])
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}"
        packed, biases = weights[f"{prefix}.attention.packed"], weights[f"{prefix}.attention.packed.bias"]
        for place, letter in enumerate("qkv"):
            columns = slice(place * WIDTH, (place + 1) * WIDTH)
            add(f"blk.{layer}.attn_{letter}.weight", packed[:, columns].T)
            add(f"blk.{layer}.attn_{letter}.bias", biases[columns])
        for name, part in _PARTS.items():
            add(f"blk.{layer}.{name}.weight", weights[f"{prefix}.{part}.weight"].T)
            add(f"blk.{layer}.{name}.bias", weights[f"{prefix}.{_BIASES.get(part, part)}.bias"])

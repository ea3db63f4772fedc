"""A Llama of a few kilobytes with random weights, and the tokenizer and chat template of Llama 3."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import gguf
import numpy as np

LLAMA_3 = (
    "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + "
    "message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}"
    "{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}{% if add_generation_prompt %}"
    "{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
SPECIAL = (
    "<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", "<|eot_id|>",
)  # fmt: skip
WIDTH, HIDDEN, HEADS, KEY_HEADS, CONTEXT = 64, 128, 4, 2, 512


def byte_letters() -> list[str]:
    """Return the 256 letters that stand for bytes in a GPT-2 vocabulary."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in plain]
    return [chr(byte) for byte in plain] + [chr(256 + number) for number in range(len(others))]


def write_tiny_llama(
    path: Path, *, template: str = LLAMA_3, always: str = "", special: Sequence[str] = SPECIAL
) -> Path:
    """Write a one-layer Llama.

    Args:
        path: The file to write.
        template: Its chat template, "" for none.
        always: The token it says whatever it is asked, "" for random ones.
        special: Tokens beside the 256 bytes.
    """
    letters, merges = byte_letters(), ["t h", "th e", "Ġ a"]
    tokens = [*letters, *(merge.replace(" ", "") for merge in merges), *special]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("Tiny Llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list(tokens)
    writer.add_token_types([1] * (len(tokens) - len(special)) + [3] * len(special))
    writer.add_token_merges(merges)
    writer.add_bos_token_id(tokens.index(special[0]))
    writer.add_eos_token_id(tokens.index(special[-1]))
    if template:
        writer.add_chat_template(template)
    _add_weights(writer, len(tokens), tokens.index(always) if always else None)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_weights(writer: gguf.GGUFWriter, vocabulary: int, always: int | None) -> None:
    random = np.random.default_rng(7)

    def add(name: str, *shape: int, scale: float = 0.05) -> None:
        writer.add_tensor(name, (random.standard_normal(shape) * scale).astype(np.float32))

    embedding = (random.standard_normal((vocabulary, WIDTH)) * 0.05).astype(np.float32)
    output = (random.standard_normal((vocabulary, WIDTH)) * 0.05).astype(np.float32)
    if always is not None:
        embedding[:, 0], output[:, 0] = 5.0, 0.0
        output[always, 0] = 50.0
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output.weight", output)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(WIDTH, dtype=np.float32))
    key_width = WIDTH // HEADS * KEY_HEADS
    add("blk.0.attn_q.weight", WIDTH, WIDTH)
    add("blk.0.attn_k.weight", key_width, WIDTH)
    add("blk.0.attn_v.weight", key_width, WIDTH)
    add("blk.0.attn_output.weight", WIDTH, WIDTH)
    add("blk.0.ffn_gate.weight", HIDDEN, WIDTH)
    add("blk.0.ffn_up.weight", HIDDEN, WIDTH)
    add("blk.0.ffn_down.weight", WIDTH, HIDDEN)

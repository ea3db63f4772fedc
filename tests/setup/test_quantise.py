from __future__ import annotations

from tokenizers import Tokenizer

from setup.cache import TOOLS
from setup.models import FULL_PRECISION
from setup.quantise import quantised
from setup.verify_embedder import SENTENCES, encode

EMBEDDER = TOOLS / "models" / "embedder"


def test_the_smaller_embedder_agrees_with_the_full_one():
    words = Tokenizer.from_file(str(EMBEDDER / "tokenizer.json"))
    passages = [words.encode(sentence).ids for sentence in SENTENCES]
    full = encode((TOOLS / FULL_PRECISION).read_bytes(), passages)
    small = encode((EMBEDDER / "model.onnx").read_bytes(), passages)
    assert (full * small).sum(axis=1).min() > 0.98


def test_making_it_smaller_gives_the_pinned_bytes():
    assert quantised((TOOLS / FULL_PRECISION).read_bytes()) == (EMBEDDER / "model.onnx").read_bytes()

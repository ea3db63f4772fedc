from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant import places
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.care import careful_vectors
from assistant.library.embedder import MiniLM, Vectors
from tests.library.embedders import WordEmbedder

TEXTS = ["Oil drips from the pump.", "The pump leaks oil.", "Parliament met on Tuesday.", "x " * 200]


def test_texts_of_like_meaning_are_near_each_other(minilm: MiniLM):
    vectors = minilm.passages(TEXTS)
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.7
    assert vectors[0] @ vectors[2] < 0.2


def test_a_question_and_a_passage_of_the_same_words_have_the_same_vector(minilm: MiniLM):
    assert np.allclose(minilm.query(TEXTS[0]), minilm.passages(TEXTS)[0], atol=1e-5)


def test_many_threads_get_what_one_gets(minilm: MiniLM):
    alone = minilm.passages(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        assert all(np.allclose(rows, alone, atol=1e-5) for rows in pool.map(minilm.passages, [TEXTS] * 4))


def test_a_passage_beyond_the_window_is_refused_and_a_question_shortened(minilm: MiniLM):
    with pytest.raises(WorldError) as caught:
        minilm.passages(["word " * 300])
    assert caught.value.code == "passage-too-long"
    assert minilm.query("word " * 300).shape == (384,)


def test_no_texts_give_no_vectors(minilm: MiniLM):
    assert minilm.passages([]).shape == (0, 384)


def test_tokens_are_told_by_where_they_begin(minilm: MiniLM):
    assert minilm.token_starts("Hello wörld, 4,567!").tolist() == [0, 6, 11, 13, 14, 15, 17, 18]
    assert minilm.count("Hello wörld, 4,567!") == 8


def test_damaged_weights_are_refused(tmp_path: Path):
    folder = tmp_path / "embedder"
    shutil.copytree(places.shipped_models() / "embedder", folder)
    model = folder / "model.onnx"
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.chmod(0o644)
    model.write_bytes(content)
    with pytest.raises(WorldError) as caught:
        MiniLM(folder).passages(["text"])
    assert caught.value.code == "embedder-damaged"


def test_missing_weights_are_said(tmp_path: Path):
    with pytest.raises(WorldError) as caught:
        MiniLM(tmp_path)
    assert caught.value.code == "embedder-missing"


def test_embedding_leaves_nothing_in_the_home_and_needs_no_onnxruntime_before(tmp_path: Path):
    program = """
import sys
from pathlib import Path
from assistant.library.embedder import MiniLM
embedder = MiniLM(Path(sys.argv[1]))
assert embedder.dimension == 384 and "onnxruntime" not in sys.modules
embedder.passages(["a", "b"])
"""
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    folder = places.shipped_models() / "embedder"
    subprocess.run([sys.executable, "-c", program, folder], check=True, env=environment, cwd=places.resource().parent)
    assert not list(tmp_path.iterdir())


class Faulty(WordEmbedder):
    """Gives no usable vector for texts that hold `bad`, and none at all for calls with more than one of `dead`."""

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        if any("dead" in text for text in texts):
            raise WorldError("embedding-failed", "The engine gave no usable vector.")
        rows = super().passages(texts, cancel)
        for index, text in enumerate(texts):
            rows[index] = np.nan if "bad" in text else 0 if "zero" in text else rows[index]
        return rows[:-1] if any("few" in text for text in texts) and len(texts) > 1 else rows


@pytest.mark.parametrize("fault", ["bad", "zero", "dead"])
def test_a_passage_without_a_vector_costs_only_itself(fault: str):
    texts = [f"text {number}" for number in range(20)]
    texts[7] = fault
    rows = careful_vectors(Faulty(), texts)
    assert not rows[7].any()
    whole = WordEmbedder()
    assert all(np.allclose(rows[index], whole.query(texts[index]), atol=1e-6) for index in range(20) if index != 7)


def test_too_few_vectors_never_shift_onto_the_wrong_passage():
    texts = ["one", "few", "three"]
    rows = careful_vectors(Faulty(), texts)
    assert all(np.allclose(row, WordEmbedder().query(text), atol=1e-6) for row, text in zip(rows, texts, strict=True))


def test_what_ails_the_engine_is_no_fault_of_a_text():
    class Gone(WordEmbedder):
        def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
            raise WorldError("engine-gone", "The engine stopped while it was working.")

    with pytest.raises(WorldError) as caught:
        careful_vectors(Gone(), ["one", "two"])
    assert caught.value.code == "engine-gone"

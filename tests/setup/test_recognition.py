"""Models of text recognition with weights of half the size, shown on one small weight."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from setup.package import recognition

WEIGHTS = np.linspace(-2, 2, 1024, dtype=np.float32).reshape(32, 32)


def model() -> bytes:
    numbers = {name: helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, 32]) for name in ("x", "y")}
    node = helper.make_node("MatMul", ["x", "w"], ["y"])
    graph = helper.make_graph([node], "g", [numbers["x"]], [numbers["y"]], [numpy_helper.from_array(WEIGHTS, "w")])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8)
    return bytes(made.SerializeToString())


def answer(data: bytes) -> np.ndarray:
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"x": np.ones((1, 32), np.float32)})[0])


def test_a_model_of_half_the_size_answers_as_the_whole_one_does():
    small = recognition.halved(model())
    assert len(small) < 0.6 * len(model())
    np.testing.assert_allclose(answer(small), answer(model()), atol=0.02)


def test_the_package_knows_its_models_again_by_their_new_checksums(tmp_path: Path):
    (tmp_path / "models").mkdir()
    path, listing = tmp_path / "models" / "a.onnx", tmp_path / "default_models.yaml"
    made = []
    for _ in range(2):
        path.write_bytes(model())
        listing.write_text(f"SHA256: {hashlib.sha256(model()).hexdigest()}\nother: 1\n", encoding="utf-8")
        recognition.shrink(tmp_path)
        made.append(path.read_bytes())
    assert made[0] == made[1] != model()
    assert listing.read_text("utf-8") == f"SHA256: {hashlib.sha256(made[0]).hexdigest()}\nother: 1\n"

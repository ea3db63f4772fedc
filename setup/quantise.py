"""Give the embedder 8-bit weights: two and a half times as many passages a second, the same pages found.

Measured on two cores with AVX-512 and AMX: 31 passages a second and core in fp32, 78 in int8; cosine between both
0.992 over 8,150 passages of company filings; share of 43 analysts' questions whose page is among the first five,
by vectors alone: .44 in fp32, .49 in int8 within the right document, .28 and .28 over all documents.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic


def quantised(onnx_file: bytes) -> bytes:
    """Return the model with int8 weights, a scale a column, and activations quantised as they come.

    Weights use seven bits, so that sums of two products never saturate on processors without VNNI and vectors are
    the same on all of them.
    """
    with tempfile.TemporaryDirectory() as scratch, _without_advice():
        target = Path(scratch) / "model.onnx"
        quantize_dynamic(
            onnx.load_from_string(onnx_file),
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},  # the fused operators tell no type
        )
        serialised: bytes = onnx.load(target).SerializeToString(deterministic=True)
    return serialised


@contextmanager
def _without_advice() -> Iterator[None]:
    """Silence the advice to simplify the graph first: it is written out in fused operators already."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)

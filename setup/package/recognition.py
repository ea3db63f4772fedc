"""Text recognition's models with weights of half the size: 16 MB in the place of 31, the same letters on every line.

A weight is kept as a number of 16 bits, and made one of 32 when its model is loaded; what is reckoned stays the same.
The package knows its models by their checksums, which change with them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

_CHANGED = "Haversack keeps the weights of this model in 16 bits; they were published in 32."
"""Tells whoever looks into a model that it is not the published one, as its licence asks for."""
_LEAST = 256
"""Numbers below which a weight is not worth the turning."""


def shrink(package: Path) -> None:
    """Make the models of a folder of RapidOCR smaller.

    Args:
        package: Holds `default_models.yaml` with the models' checksums, and `models/`.
    """
    listing = package / "default_models.yaml"
    known = listing.read_text(encoding="utf-8")
    for path in sorted((package / "models").glob("*.onnx")):
        whole = path.read_bytes()
        small = halved(whole)
        if len(small) < len(whole):
            path.write_bytes(small)
            known = known.replace(hashlib.sha256(whole).hexdigest(), hashlib.sha256(small).hexdigest())
    listing.write_text(known, encoding="utf-8")


def halved(model: bytes) -> bytes:
    """Return a model (ONNX) whose large weights of 32 bits are kept in 16."""
    graph = (whole := onnx.load_from_string(model)).graph
    casts = []
    for weight in graph.initializer:
        if weight.data_type == onnx.TensorProto.FLOAT and np.prod(weight.dims) >= _LEAST:
            name = weight.name
            kept = numpy_helper.to_array(weight).astype(np.float16)
            weight.CopyFrom(numpy_helper.from_array(kept, f"{name}_half"))
            casts.append(helper.make_node("Cast", [weight.name], [name], f"{name}_cast", to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    whole.metadata_props.add(key="changed", value=_CHANGED)
    return bytes(whole.SerializeToString(deterministic=True))

"""What the engine's error answers mean to the user."""

from __future__ import annotations

import re

from assistant.errors import WorldError


class RefusedError(WorldError):
    """An error answer of the engine as it came; `explained` makes the sentence that fits the model.

    Attributes:
        status: HTTP status.
        said: The engine's own words.
    """

    def __init__(self, status: int, said: str) -> None:
        super().__init__("engine-refused", f"The engine refused the request and said “{said}”.")
        self.status = status
        self.said = said


_KINDS = (
    ("out-of-memory", ("memory", "signal: killed"),
     ("The model {model} needs more memory than is free{sizes}. Close other programs, choose a smaller model{smaller}, "
     "or let it hold fewer than {context} tokens in the settings.")),
    ("prompt-too-long", ("context length", "input length"),
     ("The question with its pages is longer than the {context} tokens that {model} can hold. "
     "Shorten it, or add the long text as a document and ask about that.")),
    ("model-unsuitable", ("does not support",), "The model {model} cannot do this. The engine said “{said}”."),
    ("model-unusable", ("unable to load", "error loading", "unknown model architecture"),
     "The engine cannot load the model {model}. It said “{said}”."),
    ("engine-gone", ("terminated", "eof", "connection"), "The engine stopped while {model} was working. Ask again."),
)  # fmt: skip
"""Code, what the engine says in such a case, and what the user is told."""


def explained(refused: RefusedError, model: str, context: int, smaller: str = "") -> WorldError:
    """Return the error a user can act on, or `refused` itself where its kind is not known.

    Args:
        refused: What the engine answered.
        model: The model that was asked.
        context: Tokens it was asked to hold.
        smaller: Name of a smaller installed model, "" where there is none.
    """
    if refused.status == 404:
        return model_missing(model)
    said = refused.said.lower()
    for code, signs, sentence in _KINDS:
        if any(sign in said for sign in signs):
            such_as = f" such as {smaller}" if smaller else ""
            facts = {"model": model, "context": context, "smaller": such_as, "said": refused.said}
            return WorldError(code, sentence.format(**facts, sizes=_sizes(refused.said)))
    return refused


def _sizes(said: str) -> str:
    """Return the two sizes that the engine names when memory does not suffice, as an aside."""
    found = re.findall(r"\(([\d.]+ [KMGT]iB)\)", said)
    return f" ({found[0]} against {found[1]})" if len(found) == 2 else ""


def model_missing(model: str) -> WorldError:
    """Return the error for a model that is not installed."""
    return WorldError(
        "model-missing", f"The model {model} is not installed. Import its GGUF file, or choose another model."
    )

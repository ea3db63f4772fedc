"""What the engine's error answers mean to the user."""

from __future__ import annotations

from assistant.errors import WorldError


class Refusal(WorldError):
    """An error answer of the engine as it came; `explained` makes the sentence that fits the model.

    Attributes:
        status: HTTP status.
        said: The engine's own words.
    """

    def __init__(self, status: int, said: str) -> None:
        what = f"“{said}”" if said else f"status {status}"
        super().__init__("engine-refused", f"The engine refused the request and said {what}.")
        self.status = status
        self.said = said


def explained(refusal: Refusal, model: str, context: int, smaller: str) -> WorldError:
    """Return the error a user can act on.

    Args:
        refusal: What the engine answered.
        model: The model that was asked.
        context: Tokens it was asked to hold.
        smaller: Name of a smaller installed model, "" where there is none.
    """
    said = refusal.said.lower()
    if refusal.status == 404:
        return WorldError(
            "model-missing",
            f"The model {model} is not installed. Import its GGUF file, or choose another model.",
        )
    if "memory" in said or "signal: killed" in said:
        choice = f"choose a smaller model such as {smaller}" if smaller else "choose a smaller model"
        return WorldError(
            "out-of-memory",
            f"The model {model} needs more memory than is free. Close other programs, {choice}, "
            f"or let it hold less than {context} tokens in the settings.",
        )
    if "context length" in said or "input length" in said:
        return WorldError(
            "prompt-too-long",
            f"The question with its pages is longer than the {context} tokens that {model} can hold. "
            "Shorten it, or add the long text as a document and ask about that.",
        )
    if "does not support" in said:
        return WorldError("model-unsuitable", f"The model {model} cannot do this: {refusal.said}.")
    if "terminated" in said or "eof" in said:
        return WorldError("engine-gone", f"The engine stopped while {model} was working. Ask again.")
    if "unable to load" in said or "error loading" in said:
        return WorldError("model-unusable", f"The engine cannot load the model {model}: {refusal.said}.")
    return refusal

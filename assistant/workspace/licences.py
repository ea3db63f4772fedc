"""What the workspace does with the licences of models: show them, and keep who has accepted them."""

from __future__ import annotations

from assistant.engine.engine import Engine
from assistant.engine.licences import SHIPPED, Licence


class Licences:
    """The licences of the models; thread-safe. The engine asks no model whose licence nobody has accepted."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, name: str) -> Licence:
        """Return a model's licence, and who has accepted it. Raises WorldError `model-missing`."""
        return self._engine.licence(name)

    def accept(self, name: str) -> Licence:
        """Keep that the present user accepts a model's licence now. Raises WorldError `model-missing`."""
        return self._engine.accept(name)

    def acceptance(self, digest: str) -> dict[str, str]:
        """Return who has accepted the licence of a model that was used, and when, as a library's log tells it."""
        accepted = self._engine.settings.current.accepted.get(digest)
        return {"by": accepted.by, "at": accepted.at} if accepted else {"by": SHIPPED}

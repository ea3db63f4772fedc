"""`python -m setup.samples`: writes every sample document into resources/samples."""

from __future__ import annotations

from collections.abc import Callable

from setup.cache import ROOT
from setup.samples.manual.document import manual_pdf

FOLDER = ROOT / "resources" / "samples"
SAMPLES: dict[str, Callable[[], bytes]] = {
    "kp-40-maintenance-manual.pdf": manual_pdf,
}


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()

"""What may not come back into the frozen program once it was left out, and how large that may become."""

from __future__ import annotations

from pathlib import Path

LEFT_OUT = (
    "google", "grpc", "kreuzberg", "libQt6Network", "libQt6Pdf", "libQt6Qml", "libQt6Quick", "libavif", "libharfbuzz-",
    "lxml/html", "lxml/objectify", "numpy/random", "opentelemetry", "protobuf", "readline",
)  # fmt: skip
"""How the paths or names of parts begin that the program never loads; they took megabytes, or talk to others."""
LARGEST = 540_000_000
"""Bytes that the unpacked program may take; it took 940 million at first."""


def check(program: Path) -> None:
    """Raise ValueError where something is back that was left out, or the program's folder has become too large."""
    inner = program / "_internal"
    files = [path for path in program.rglob("*") if path.is_file() and not path.is_symlink()]
    back = sorted(
        {str(path.relative_to(inner)) for path in files if inner in path.parents and is_left_out(path, inner)}
    )
    if back:
        raise ValueError(f"left out once, and back: {', '.join(back[:5])}")
    if (size := sum(path.stat().st_size for path in files)) > LARGEST:
        raise ValueError(f"the program takes {size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f}")


def is_left_out(path: Path, inner: Path) -> bool:
    """Whether a file belongs to a part that was left out: by its path or by its own name."""
    told = path.relative_to(inner).as_posix()
    return told.startswith(LEFT_OUT) or path.name.startswith(LEFT_OUT)

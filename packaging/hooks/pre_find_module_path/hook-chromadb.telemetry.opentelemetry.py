"""Asked by PyInstaller where Chroma's tracing lies, which sends through gRPC: a module without it stands in."""

from pathlib import Path


def pre_find_module_path(api):  # noqa: ANN001, ANN201 - PyInstaller's own interface
    """Let the module be looked for in the folder of its stand-in only."""
    api.search_dirs = [str(Path(__file__).resolve().parent.parent / "untraced")]

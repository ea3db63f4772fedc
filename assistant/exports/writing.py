"""Writing a paper to a file whose name tells the format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.errors import UsageError, WorldError
from assistant.exports.html import to_html
from assistant.exports.markdown import to_markdown
from assistant.exports.paper import Paper
from assistant.exports.tables import to_csv, to_xlsx


def _docx(paper: Paper) -> bytes:
    from assistant.exports.docx import to_docx  # noqa: PLC0415 - python-docx and lxml are slow to load

    return to_docx(paper)


def _pdf(paper: Paper) -> bytes:
    from assistant.exports.pdf import to_pdf  # noqa: PLC0415 - reportlab is slow to load

    return to_pdf(paper)


FORMATS: dict[str, Callable[[Paper], bytes]] = {
    ".md": lambda paper: to_markdown(paper).encode(),
    ".html": lambda paper: to_html(paper).encode(),
    ".docx": _docx,
    ".pdf": _pdf,
    ".xlsx": to_xlsx,
    ".csv": lambda paper: to_csv(paper).encode(),
}


def format_of(path: Path) -> Callable[[Paper], bytes]:
    """Return what makes the format that a file's name tells. Raises UsageError `unknown-format`."""
    make = FORMATS.get(path.suffix.lower())
    if make is None:
        raise UsageError("unknown-format", f"Choose a file name that ends in {', '.join(FORMATS)}.")
    return make


def write(paper: Paper, path: Path) -> None:
    """Write a paper; a file that is there already is replaced only by a whole new one.

    Raises:
        UsageError: `unknown-format`.
        WorldError: `cannot-write`.
    """
    write_content(path, format_of(path)(paper))


def write_content(path: Path, content: bytes, before: Callable[[], object] = lambda: None) -> None:
    """Write a file; one that is there already is replaced only by a whole new one.

    Args:
        path: The file.
        content: What it is to hold.
        before: Called when all is written down but not yet in its place; where it raises, nothing is kept.

    Raises:
        WorldError: `cannot-write`.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        before()
        part.replace(path)
    except OSError as error:
        raise WorldError("cannot-write", f"“{path.name}” cannot be written there: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)

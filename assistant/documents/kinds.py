"""Which kind of file it is: by its first bytes where they tell, else by its suffix."""

from __future__ import annotations

from pathlib import PurePath

KIND_OF_SUFFIX = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
    ".rst": "text",
    ".log": "text",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
    ".bmp": "image",
}

_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", ".directory", ".localized"}
_LOCK_PREFIXES = ("~$", ".~lock.", "._")
_PART_SUFFIXES = (".part", ".crdownload", ".tmp")


def supported_suffixes() -> frozenset[str]:
    """Return the suffixes, lower case with their dot, of the files that can be read."""
    return frozenset(KIND_OF_SUFFIX)


def ignored(path: PurePath) -> bool:
    """Whether a file is a lock, a half download or the system's own, to be passed over without a word."""
    name = path.name.lower()
    return name in _SYSTEM_FILES or name.startswith(_LOCK_PREFIXES) or name.endswith(_PART_SUFFIXES)

"""The kinds of file that can be read, by suffix, and the files that are passed over."""

from __future__ import annotations

from pathlib import PurePath

KIND_OF_SUFFIX = {
    f".{suffix}": kind
    for kind, suffixes in {
        "pdf": "pdf",
        "docx": "docx docm dotx",
        "xlsx": "xlsx xlsm xltx",
        "pptx": "pptx pptm ppsx potx",
        "html": "html htm xhtml",
        "text": "txt md markdown rst log text ics vcf",
        "csv": "csv tsv tab",
        "json": "json jsonl ndjson",
        "xml": "xml",
        "eml": "eml",
        "mbox": "mbox mbx",
        "mhtml": "mht mhtml",
        "msg": "msg",
        "tnef": "tnef",
        "epub": "epub",
        "odt": "odt ott",
        "ods": "ods ots",
        "odp": "odp otp",
        "rtf": "rtf",
        "doc": "doc dot",
        "xls": "xls xlt xlsb",
        "ppt": "ppt pps pot",
        "archive": "zip",
        "image": "png jpg jpeg tif tiff webp bmp gif",
    }.items()
    for suffix in suffixes.split()
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

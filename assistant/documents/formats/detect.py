"""Which format module reads a file: its first bytes decide, the suffix only where they say nothing."""

from __future__ import annotations

import codecs
import importlib
import re
import zipfile
from pathlib import PurePath

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.salvage import salvaged
from assistant.documents.formats.textual import mail_kind, office_text_kind, saved_page, web_page
from assistant.documents.kinds import KIND_OF_SUFFIX
from assistant.documents.source import Format, Source
from assistant.errors import WorldError

_START = 4096
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_TEXTUAL = {"html", "text", "csv", "json", "xml", "eml", "mbox", "mhtml"}
_VAGUE = {"text", "msg"}
"""Endings with which mail is saved, too."""
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
"""What a text must begin with to be a PDF; others may have something in front of that."""
_MAGIC = (
    (re.compile(rb"[\s\S]{0,1024}%PDF-"), "pdf"),
    (re.compile(rb"\{\\rtf"), "rtf"),
    (re.compile(rb"\x78\x9f\x3e\x22"), "tnef"),
    (
        re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II[*+]\0|MM\0[*+]|RIFF....WEBP|BM[\s\S]{4}\0\0\0\0|GIF8[79]a"),
        "image",
    ),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "zip"),
    (re.compile(_COMPOUND), "compound"),
)
_FOREIGN = (
    (re.compile(rb"....ftyp(heic|heix|mif1|msf1|avif)", re.DOTALL), "a HEIC or AVIF picture"),
    (re.compile(rb"8BPS"), "a Photoshop picture"),
    (re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51|\0\0\0\x0cJXL |\xff\x0a"), "a JPEG 2000 or JPEG XL picture"),
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg"), "a drawing (SVG)"),
    (
        re.compile(rb"\0\0[\x01\x02]\0[\x01-\xff]\0|\xd7\xcd\xc6\x9a|\x01\0\0\0[\s\S]{36} EMF"),
        "an icon or a drawing of Windows",
    ),
    (re.compile(rb"AC10[0-9]{2}"), "a drawing (DWG)"),
    (re.compile(rb"SQLite format 3\0|\0\x01\0\0Standard (Jet|ACE) DB"), "a database"),
    (re.compile(rb"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d"), "a OneNote notebook"),
    (re.compile(rb"\xffWPC"), "a WordPerfect document"),
    (
        re.compile(rb"[\x9b\xdb]\xa5[\0-\x64]\0|[\x31\x32]\xbe\0\0|\xfe\x37\0[\x1c\x23]"),
        "a document of Write, or of Word for DOS, of Word 2 or older",
    ),
    (re.compile(rb"[\s\S]{257}ustar"), "an archive of a kind other than ZIP"),
    (re.compile(rb"\x7fELF|MZ"), "a program"),
    (
        re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF|\x1f\x9d"),
        "an archive of a kind other than ZIP",
    ),
    (re.compile(rb"....ftyp|ID3|OggS|fLaC|RIFF....(WAVE|AVI )", re.DOTALL), "a recording"),
)
_IN_COMPOUND = (("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("Workbook", "xls"), ("Book", "xls"))
_PARTS = "[Content_Types].xml"
_IN_ZIP = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_MEDIA_TYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}


def format_of(source: Source) -> Format:
    """Return how to read a file, or raise `WorldError` with the reason why it cannot be read."""
    kind = kind_of(source)
    # Each format brings libraries of its own: only the one that is needed is loaded.
    module = importlib.import_module(f"assistant.documents.formats.{kind}")
    chosen: Format = module.FORMAT
    return chosen


def without_lock(source: Source) -> Source:
    """Return what a locked Office document holds, opened by the source's password; any other source as it is."""
    if not source.start(8).startswith(_COMPOUND):
        return source
    file = Compound(source.data())
    if "EncryptedPackage" not in file.names():
        return source
    # Ciphers are needed for locked documents only.
    from assistant.documents.formats.office_lock import unlocked  # noqa: PLC0415

    return unlocked(file, source)


def mended(source: Source) -> Source:
    """Return what can be saved of an archive or Office file that is cut off; any other source as it is."""
    if source.start(8) == _COMPOUND and not Compound(source.data()).whole:
        source.remark = "This file is damaged or cut off: only a part of it could be read."
    if source.start(4) != _ZIP or zipfile.is_zipfile(source.stream()):
        return source
    return salvaged(source) or source


def kind_of(source: Source) -> str:
    """Return the kind of a file, or raise `unsupported-format`, `wrong-suffix` or `damaged-file`."""
    start = source.start(_START)
    by_suffix = KIND_OF_SUFFIX.get(PurePath(source.name).suffix.lower(), "")
    for pattern, kind in _MAGIC:
        if pattern.match(start) and not (by_suffix in _TEXTUAL and kind == "pdf" and not _PDF.match(start)):
            return _inside(source, kind, by_suffix)
    if (by_suffix in _VAGUE or not PurePath(source.name).suffix) and (mail := mail_kind(start)):
        return mail
    if saved_page(start, by_suffix):
        return "mhtml"
    if by_suffix in _TEXTUAL:
        return by_suffix
    _refuse_foreign(source, start)
    if text := office_text_kind(start, by_suffix):
        return text
    if not PurePath(source.name).suffix and _plain(start):
        return "text"
    if not by_suffix:
        raise WorldError("unsupported-format", f"“{source.name}” is of a kind that cannot be read.")
    if web_page(start):
        raise WorldError("wrong-suffix", f"“{source.name}” is a web page: give it the ending .html to have it read.")
    raise WorldError("damaged-file", f"“{source.name}” is damaged, or not what its ending says.")


def _plain(start: bytes) -> bool:
    """Whether a file without an ending begins as plain text does."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return all(letter >= " " or letter in "\t\n\r\f" for letter in text)


def _refuse_foreign(source: Source, start: bytes) -> None:
    for pattern, name in _FOREIGN:
        if pattern.match(start):
            raise WorldError("unsupported-format", f"“{source.name}” is {name}, which cannot be read.")


def _inside(source: Source, kind: str, by_suffix: str) -> str:
    if kind == "zip":
        return _zip_kind(source, by_suffix)
    if kind == "compound":
        return _compound_kind(source)
    return kind


def _zip_kind(source: Source, by_suffix: str) -> str:
    try:
        with zipfile.ZipFile(source.stream()) as archive:
            names = archive.namelist()
            media_type = archive.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be unpacked.") from error
    if (media := media_type.removesuffix(b"-template")) in _MEDIA_TYPES:
        return _MEDIA_TYPES[media]
    if "xl/workbook.bin" in names:
        return "xls"
    packed_office = _PARTS in names or by_suffix != "archive"  # folders of these names may stand in any archive
    for folder, kind in _IN_ZIP:
        if packed_office and any(name.lower().lstrip("/").startswith(folder) for name in names):
            return kind
    if by_suffix in {"docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"}:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its main part is missing.")
    if by_suffix != "archive" and (_PARTS in names or media_type or any(name.endswith(".iwa") for name in names)):
        raise WorldError("unsupported-format", f"“{source.name}” is of a kind that cannot be read.")
    return "archive"


def _compound_kind(source: Source) -> str:
    """Old Office files are file systems of their own; the names of their streams tell them apart."""
    names = set(Compound(source.data()).names())
    for name, kind in _IN_COMPOUND:
        if name in names:
            return kind
    if any(name.startswith("__substg1.0_") for name in names):
        return "msg"
    raise WorldError("unsupported-format", f"“{source.name}” is of an old kind that cannot be read.")

"""Files attached to a PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from assistant.documents.clean import one_line
from assistant.documents.formats.pdf.opening import opened
from assistant.documents.source import Member, Source

_MOST = 1000
_LARGEST = 200_000_000


def attachment_names(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Yield the names of the files attached to a PDF."""
    for index in range(min(document.count_attachments(), _MOST)):
        name = one_line(document.get_attachment(index).get_name()).replace("/", "_")
        yield name or f"attachment {index + 1}"


def extract(source: Source) -> Iterator[Member]:
    """Yield the files attached to a PDF; one that cannot be taken out is named with the reason."""
    with opened(source) as document:
        for index, name in enumerate(list(attachment_names(document))):
            try:
                data = bytes(document.get_attachment(index).get_data())
            except pypdfium2.PdfiumError:
                yield Member(name, b"", "It is damaged.")
                continue
            yield Member(name, data) if len(data) <= _LARGEST else Member(name, b"", "It is larger than is allowed.")

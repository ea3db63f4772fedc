"""A web page saved as one file: its first HTML part, no resource of it."""

from __future__ import annotations

import email
import email.policy

from assistant.documents.encoding import decode
from assistant.documents.formats.html import read_markup
from assistant.documents.pagination import Layout
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError


def read(source: Source) -> Reading:
    """Yield the head and the sections of the saved page."""
    message = email.message_from_bytes(source.data(), policy=email.policy.compat32)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            decoded = decode(payload, str(part.get_param("charset") or ""))
            layout = Layout("section", f"selectolax ({decoded.encoding})", decoded.remark)
            yield from read_markup(decoded.text, layout, "mhtml")
            return
    raise WorldError("damaged-file", f"“{source.name}” holds no web page.")


FORMAT = Format(read)

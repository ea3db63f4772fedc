"""Heads, pages and pictures as frames: the child's side, which needs nothing but the values themselves."""

from __future__ import annotations

from dataclasses import asdict, fields

from assistant.documents.model import Head, Page
from assistant.documents.values import Picture
from assistant.guard.channel import Header


def head_frame(head: Head) -> tuple[Header, bytes]:
    """Return the frame of a head."""
    return {"frame": "head", "value": asdict(head)}, b""


def page_frame(page: Page) -> tuple[Header, bytes]:
    """Return the frame of a page, its word boxes as the body."""
    value = {field.name: getattr(page, field.name) for field in fields(page) if field.name != "words"}
    value["sections"] = [asdict(section) for section in page.sections]
    value["tables"] = [asdict(table) for table in page.tables]
    return {"frame": "page", "value": value}, page.words.to_bytes()


def picture_frame(picture: Picture) -> tuple[Header, bytes]:
    """Return the frame of a picture, its pixels as the body."""
    return {"frame": "picture", "value": {"width": picture.width, "height": picture.height}}, picture.rgb

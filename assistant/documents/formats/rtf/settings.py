"""The settings of drawings in RTF documents: pairs of a name and a value, of which one stands for the drawing."""

from __future__ import annotations

from assistant.documents.formats.picture_texts import picture_label

_DESCRIPTION = "wzDescription"


class Settings:
    """Takes the settings one by one."""

    def __init__(self) -> None:
        self._told = {"sn": "", "sv": ""}

    def add(self, part: str, letters: str) -> None:
        """Take letters of a name (`sn`) or value (`sv`)."""
        self._told[part] += letters

    def end(self, part: str) -> str:
        """End a name or value; return what stands for the drawing where it was told, else ""."""
        if part == "sn":
            return ""
        name, value = self._told["sn"].strip(), self._told["sv"]
        self._told = {"sn": "", "sv": ""}
        return picture_label(value) if name == _DESCRIPTION else ""

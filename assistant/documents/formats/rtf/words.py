"""The words of RTF by what they mean for the text."""

from __future__ import annotations

import re

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
BOX = "Box"
ASIDE = {
    "footnote": "Footnote", "annotation": "Comment", "header": "Header", "headerl": "Header", "headerr": "Header",
    "headerf": "Header", "footer": "Footer", "footerl": "Footer", "footerr": "Footer", "footerf": "Footer",
    "shptxt": BOX, "dptxbxtext": BOX,
}  # fmt: skip
SKIPPED = {
    "colortbl", "stylesheet", "info", "pict", "objdata", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "generator", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "fldinst", "nonshppict",
    "bkmkstart", "bkmkend", "atnid", "atndate", "filetbl", "pnseclvl", "objclass", "mmathPr", "userprops",
    "sp", "shprslt", "nonesttables", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
}  # fmt: skip
SHOWN_THOUGH_STARRED = {*ASIDE, "shpinst", "fldrslt", "shppict", "do"}
LETTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0FC: "✓",
    0xF0FB: "✗",
    0xF0FE: "☑",
    0xF0FD: "☒",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0E0: "→",
}
"""What letters of the symbol fonts show, by the numbers that stand for them."""
SIGNS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}

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
    "shptxt": BOX,
}  # fmt: skip
SKIPPED = {
    "colortbl", "stylesheet", "info", "pict", "objdata", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "generator", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "fldinst", "nonshppict",
    "bkmkstart", "bkmkend", "atnid", "atnauthor", "atndate", "filetbl", "pnseclvl", "objclass", "mmathPr", "userprops",
    "sp",
}  # fmt: skip
SHOWN_THOUGH_STARRED = {"shptxt", "shpinst", "annotation", "fldrslt", "shppict"}
LETTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SIGNS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}

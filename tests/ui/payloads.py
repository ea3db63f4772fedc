"""Texts by which a document could try to make whatever shows it open a file or a connection."""

from __future__ import annotations

from collections.abc import Callable

_KINDS = {
    "markdown picture": "![x]({target})",
    "markdown link": "[x]({target})",
    "picture": '<img src="{target}">',
    "style sheet": '<link rel="stylesheet" href="{target}">',
    "import": '<style>@import url("{target}");</style>',
    "background": '<div style="background:url({target})">x</div>',
    "background of a table": '<table background="{target}"><tr><td>x</td></tr></table>',
    "drawing": '<svg><image href="{target}"/></svg>',
    "base": '<base href="{target}"><img src="x.png">',
    "frame": '<iframe src="{target}"></iframe>',
    "link": '<a href="{target}">x</a>',
    "data": "<img src=\"data:image/svg+xml,<svg><image href='{target}'/></svg>\">",
}
_DRESSES: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "among words": lambda text: f"Grease both bearings {text} every 250 hours.",
    "as a whole page": lambda text: f"<!DOCTYPE html><html><body>{text}</body></html>",
}


def payloads(file: str, address: str) -> dict[str, str]:
    """Return the texts by name.

    Args:
        file: Path of a file that must not be opened.
        address: `host:port` that must not be connected to; as a share of a network it is used as well.
    """
    targets = (f"file://{file}", f"http://{address}/x.png", f"//{address}/share/x.png", file)
    made = {}
    for place, (kind, text) in enumerate(_KINDS.items()):
        for dress, put in _DRESSES.items():
            for target in (targets[place % 4], targets[(place + 1) % 4]):
                made[f"{kind}, {dress}, {target.split(file)[0] or 'path'}"] = put(text.format(target=target))
    return made

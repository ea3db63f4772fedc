"""One HTML file: no script, no link that leads out, nothing to load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from assistant.answers.model import Citation
from assistant.exports.paper import Block, Grid, Heading, Paper, Said
from assistant.exports.wording import wording
from assistant.places import resource


def to_html(paper: Paper) -> str:
    """Return a paper as one HTML page that opens without a network: citations lead to the sources at its end."""
    banner = f'<p class="marking">{escape(paper.marking)}</p>' if paper.marking else ""
    style = resource("exports", "style.css").read_text(encoding="utf-8")
    body = "\n".join(_block(block, paper.sources) for block in paper.blocks)
    foot = "<br>".join(map(escape, paper.foot))
    return (
        "<!doctype html>\n<html><head><meta charset='utf-8'>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(paper.title)}</title><style>{style}</style></head>\n<body>{banner}<h1>{escape(paper.title)}</h1>\n"
        f"{body}\n{''.join(_sources(paper))}<p class='foot'>{foot}</p>{banner}</body></html>\n"
    )


def _sources(paper: Paper) -> Iterator[str]:
    if paper.sources:
        yield f"<h2>{escape(wording().sources)}</h2>\n<ol>"
        for citation, number in paper.sources.items():
            yield f'<li id="s{number}">{escape(paper.source_line(citation))}</li>'
        yield "</ol>\n"


def _block(block: Block, numbers: Mapping[Citation, int]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    if isinstance(block, Grid):
        return f"<table>{''.join(_rows(block, numbers))}</table>"
    if block.listed:
        return f"<ul>{''.join(f'<li>{_said(said, numbers)}</li>' for said in block.said)}</ul>"
    return f"<p>{' '.join(_said(said, numbers) for said in block.said)}</p>"


def _rows(grid: Grid, numbers: Mapping[Citation, int]) -> Iterator[str]:
    yield f"<tr>{''.join(f'<th>{escape(name)}</th>' for name in grid.columns)}</tr>"
    for row in grid.rows:
        yield f"<tr>{''.join(f'<td>{_said(cell, numbers)}</td>' for cell in row)}</tr>"


def _said(said: Said, numbers: Mapping[Citation, int]) -> str:
    notes = "".join(f'<a href="#s{numbers[cited]}"><sup>{numbers[cited]}</sup></a>' for cited in said.citations)
    remark = f' <em class="remark">({escape(said.remark)})</em>' if said.remark else ""
    return f"{escape(said.text)}{notes}{remark}"

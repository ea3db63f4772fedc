"""The JSON shapes of briefs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from assistant.briefs.filled import Brief, FilledSection, Item
from assistant.briefs.kept import BoardRow
from assistant.briefs.template import Template
from assistant.cli.shapes import Shape, citation, claim


def templates(known: Iterable[Template]) -> Shape:
    """Return all templates with the names of their sections."""
    return {
        "templates": [
            {
                "name": template.name,
                "title": template.title,
                "description": template.description,
                "symptom": template.symptom,
                "sections": [section.name for section in template.sections],
            }
            for template in known
        ]
    }


def brief(made: Brief) -> Shape:
    """Return a filled template."""
    return {
        "template": made.template,
        "title": made.title,
        "source": made.source,
        "documents": list(made.documents),
        "sections": [_section(section) for section in made.sections],
        "checked": {"claims": made.checked, "supported": made.supported},
        "seconds": round(made.seconds, 3),
        "model": made.model,
        "digest": made.digest,
        "settings": list(made.settings),
        "marking": made.marking,
        "notices": list(made.notices),
        "reviewer": made.reviewer,
        "reviewed": made.reviewed,
    }


def _section(section: FilledSection) -> Shape:
    return {
        "name": section.name,
        "shape": section.shape.value,
        "columns": list(section.columns),
        "items": [_item(section, item) for item in section.items],
        "nothing": "" if section.items else section.nothing,
    }


def _item(section: FilledSection, item: Item) -> Shape:
    return {
        "text": item.text,
        "cells": {name: claim(cell) for name, cell in zip(section.columns, item.cells, strict=True)},
        "citations": [citation(cited) for cited in item.citations],
        "status": item.status.value,
    }


def board(rows: Iterable[BoardRow]) -> Shape:
    """Return the signals of all briefs."""
    return {"signals": [asdict(row) for row in rows]}

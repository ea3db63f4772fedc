from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from assistant import places
from ui.look import Mode
from ui.theme import Theme, read_tokens

ON_GROUND = {
    "text": ("window", "surface", "raised", "sunken", "hover", "accent_soft", "selection", "desk"),
    "muted": ("window", "surface", "raised", "sunken", "desk"),
    "accent": ("window", "surface", "raised", "hover", "desk"),
    "on_accent": ("accent", "accent_hover"),
    "accent_text": ("accent_soft",),
    "good": ("surface", "good_soft"),
    "warn": ("surface", "window", "warn_soft"),
    "bad": ("surface", "window", "bad_soft"),
    "info": ("surface", "info_soft"),
}
PAIRS = [(ink, ground) for ink, grounds in ON_GROUND.items() for ground in grounds]
TEXT_ON_NOTICES = [("text", f"{tone}_soft") for tone in ("good", "warn", "bad", "info")]


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS + TEXT_ON_NOTICES)
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(scheme: str, ink: str, ground: str):
    palette = getattr(read_tokens(), scheme)
    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_edges_of_controls_stand_out_as_wcag_aa_asks(scheme: str, ground: str):
    palette = getattr(read_tokens(), scheme)
    assert contrast(palette["edge"], palette[ground]) >= 3


def test_black_letters_stand_out_from_the_mark_in_both_schemes():
    tokens = read_tokens()
    assert all(contrast("#000000", palette["mark"]) >= 7 for palette in (tokens.light, tokens.dark))


def test_both_schemes_have_the_same_names():
    tokens = read_tokens()
    assert tokens.light.keys() == tokens.dark.keys()


def test_the_style_sheet_names_colours_only_through_the_theme():
    sheet = places.resource("theme", "window.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", sheet)


@pytest.mark.parametrize(
    ("mode", "dark", "scheme"),
    [(Mode.LIGHT, False, Qt.ColorScheme.Light), (Mode.DARK, True, Qt.ColorScheme.Dark)],
)
def test_a_chosen_mode_holds_whatever_the_system_says(theme: Theme, mode: Mode, dark: bool, scheme: Qt.ColorScheme):
    theme.set_mode(mode)
    assert theme.dark is dark
    assert theme.mode is mode
    assert theme.colour("text").name().upper() == getattr(theme.tokens, mode.value)["text"]
    assert QGuiApplication.styleHints().colorScheme() in {scheme, Qt.ColorScheme.Unknown}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("drawing", "colour"), [("arrow", "muted"), ("check", "on_accent")])
def test_what_the_sheet_draws_by_itself_has_the_colours_of_the_scheme(scheme: str, drawing: str, colour: str):
    source = places.resource("theme", f"{drawing}-{scheme}.svg").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{6}", source) == [getattr(read_tokens(), scheme)[colour]]


def test_every_bundled_icon_can_be_drawn(theme: Theme):
    names = [path.stem for path in places.resource("icons").glob("*.svg")]
    assert len(names) > 30
    assert not [name for name in names if theme.icon(name).pixmap(16).isNull()]


def test_arrows_point_the_other_way_where_reading_does(theme: Theme, qapp: QApplication):
    before = theme.icon("next").pixmap(16).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        turned = Theme(Mode.LIGHT).icon("next").pixmap(16).toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned == before.flipped(Qt.Orientation.Horizontal)


def test_icons_follow_the_palette(theme: Theme, qtbot: QtBot):
    button = QPushButton()
    qtbot.addWidget(button)
    theme.dress(button, "send", "accent")
    before = button.icon().pixmap(32).toImage()
    theme.set_mode(Mode.DARK)
    assert button.icon().pixmap(32).toImage() != before

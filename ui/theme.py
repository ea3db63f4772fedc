"""Measures, colours and icons, read from one file, light or dark as the system is or as the user chose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import Template
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QProgressBar, QWidget

from assistant import places
from ui.icons import drawn, sharpest
from ui.look import Look, Mode
from ui.marks import Marks

_PALETTE_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
}


_SCHEMES = {
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
}


@dataclass(frozen=True)
class Tokens:
    """The theme file's contents.

    Attributes:
        spacing: Name to pixels.
        radius: Name to pixels.
        type: `family`, `base` in points, and multiples of the base by name.
        light: Name to `#RRGGBB`.
        dark: The same names to `#RRGGBB`.
    """

    spacing: dict[str, int]
    radius: dict[str, int]
    type: dict[str, Any]
    light: dict[str, str]
    dark: dict[str, str]


def read_tokens() -> Tokens:
    """Read the shipped theme file."""
    return Tokens(**places.resource_data("theme", "theme.toml"))


class Theme(QObject):
    """The look of the application.

    Attributes:
        tokens: Measures and both palettes.
        marks: How markings look, which their scheme says.
    """

    changed = Signal()
    """Colours are different now; whoever paints by hand paints again."""

    def __init__(self, mode: Mode = Mode.SYSTEM, parent: QObject | None = None, *, look: Look | None = None) -> None:
        super().__init__(parent)
        self._look_chosen = look or Look(mode)
        self._blinking = QApplication.cursorFlashTime()
        self.tokens = read_tokens()
        self.marks = Marks(self)
        self._sheet = Template(places.resource("theme", "window.qss").read_text(encoding="utf-8"))
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._dark = False
        self._install_fonts()
        hints = QGuiApplication.styleHints()
        hints.setColorScheme(_SCHEMES[self.mode])
        hints.colorSchemeChanged.connect(self._apply)
        screens = QGuiApplication.instance()
        if isinstance(screens, QGuiApplication):
            screens.screenAdded.connect(self._rescale)
        self._look()

    @property
    def mode(self) -> Mode:
        """Which colours the user chose."""
        return self._look_chosen.mode

    @property
    def look(self) -> Look:
        """What the user chose."""
        return self._look_chosen

    @property
    def dark(self) -> bool:
        """Whether the dark palette is shown."""
        return self._dark

    def set_mode(self, mode: Mode) -> None:
        """Show the light or dark palette, or follow the system."""
        self.set_look(replace(self._look_chosen, mode=mode))

    def set_look(self, look: Look) -> None:
        """Show other colours, another size of text, or more or less that moves."""
        self._look_chosen = look
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[look.mode])
        self._apply()

    def show_busy(self, bar: QProgressBar) -> None:
        """Let a bar say that something goes on whose end nobody knows: by running, or by standing still and empty."""
        bar.setRange(0, 1 if self.look.calm else 0)
        bar.setValue(0)

    def apply_sheet(self) -> None:
        """Let the style sheet take hold: once all widgets are made, so that they are styled together."""
        application = QApplication.instance()
        sheet = self._sheet.substitute(self._values())
        if isinstance(application, QApplication) and application.styleSheet() != sheet:
            application.setStyleSheet(sheet)

    def colour(self, name: str) -> QColor:
        """Return a colour of the palette shown."""
        return QColor(self._colours()[name])

    def space(self, name: str) -> int:
        """Return a distance in pixels."""
        return self.tokens.spacing[name]

    def icon(self, name: str, colour: str = "text", edge: int = 16) -> QIcon:
        """Return a bundled icon drawn in a colour of the palette shown, `edge` pixels wide and high at 100 %."""
        key = (name, colour, edge)
        if key not in self._icons:
            self._icons[key] = QIcon(self._pixmap(name, colour, edge))
            if colour == "on_accent":  # Qt would grey it only, and leave it unseen on a button that is off
                self._icons[key].addPixmap(self._pixmap(name, "muted", edge), QIcon.Mode.Disabled)
        return self._icons[key]

    def _pixmap(self, name: str, colour: str, edge: int) -> QPixmap:
        return drawn(name, self._colours()[colour], round(edge * sharpest()))

    def dress(self, widget: QAbstractButton | QLabel, name: str, colour: str = "text", size: int = 16) -> None:
        """Give a button or label an icon that follows the palette."""
        widget.setProperty("iconName", name)
        widget.setProperty("iconColour", colour)
        widget.setProperty("iconEdge", size)
        self._put_icon(widget)

    def _put_icon(self, widget: QWidget) -> None:
        name, size = str(widget.property("iconName")), int(widget.property("iconEdge"))
        icon = self.icon(name, str(widget.property("iconColour")), size)
        if isinstance(widget, QAbstractButton):
            widget.setIcon(icon)
        elif isinstance(widget, QLabel):
            widget.setPixmap(icon.pixmap(QSize(size, size), widget.devicePixelRatioF()))

    def _rescale(self) -> None:
        """Draw the icons anew: a screen of another scale may have come."""
        self._icons.clear()
        self._redress()

    def _colours(self) -> dict[str, str]:
        return self.tokens.dark if self._dark else self.tokens.light

    def _apply(self) -> None:
        self._look()
        self.apply_sheet()
        self._redress()
        self.changed.emit()

    def _look(self) -> None:
        """Choose colours, font and palette."""
        self._dark = self._wants_dark()
        self._icons.clear()
        QApplication.setCursorFlashTime(0 if self.look.calm else self._blinking)
        QApplication.setFont(self._font())
        QApplication.setPalette(self._palette())

    def _wants_dark(self) -> bool:
        if self.mode is Mode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.mode is Mode.DARK

    def _redress(self) -> None:
        for widget in QApplication.allWidgets():
            if widget.property("iconName"):
                self._put_icon(widget)

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE_ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette

    def _font(self) -> QFont:
        font = QFont(self.tokens.type["family"])
        font.setPointSizeF(self._base())
        return font

    def _base(self) -> float:
        """Return the base size in points: the theme's, or the system's where that one is larger, as the user chose."""
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
        return max(float(self.tokens.type["base"]), system) * self.look.text

    def _values(self) -> dict[str, str]:
        sizes = {name: self._base() * float(self.tokens.type[name]) for name in ("small", "heading", "title")}
        return {
            **self._colours(),
            "folder": places.resource("theme").as_posix(),
            "scheme": "dark" if self._dark else "light",
            **{f"space_{name}": str(length) for name, length in self.tokens.spacing.items()},
            **{f"radius_{name}": str(length) for name, length in self.tokens.radius.items()},
            **{f"type_{name}": f"{size:.2f}" for name, size in sizes.items()},
        }

    @staticmethod
    def _install_fonts() -> None:
        for path in sorted(places.resource("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))

"""The theme in force: asked by everything that paints, told to everything that must paint anew."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.tokens import Scheme, Tokens, mixed, tokens

if TYPE_CHECKING:
    from app.code.highlighting import Role
    from app.domain.names import Slot

Choice = Literal["system", "light", "dark", "high_contrast_light", "high_contrast_dark"]
TintName = Literal["only", "changed", "token", "selected", "chip", "cell1", "cell2", "cell3"]


class Theme(QObject):
    """Colours, fonts and icons of one application. `changed` tells painters to paint anew."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice: Choice = choice
        self._tokens = tokens("light")
        self._colours: dict[str, QColor] = {}
        fonts.load_fonts()
        application.setStyle("Fusion")
        # Held on to: what is asked of a hint outlives no wrapper of it.
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        # Qt knows what contrast a person asked the system for since 6.10.
        if hasattr(self._hints, "accessibility"):
            self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        return self._tokens.scheme

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def is_high_contrast(self) -> bool:
        """Whether tints are off: bars, underlines and edges say the same."""
        return self._tokens.is_high_contrast

    def use(self, choice: Choice) -> None:
        """Use one of the schemes, or follow the system."""
        if choice != self._choice:
            self._choice = choice
            self._apply()
            self.changed.emit()

    def color(self, role: str) -> QColor:
        """A role of the interface: “surface”, “text2”, “danger” …"""
        return self._colour(self._tokens.roles[role])

    def fill(self, slot: Slot | None) -> QColor:
        """The solid colour of a candidate; None stands for what is nobody's."""
        if slot is None:
            return self.color("strong")
        return self._colour(self._tokens.fills[slot])

    def letter(self, slot: Slot) -> QColor:
        """The colour of text about a candidate."""
        return self._colour(self._tokens.letters[slot])

    def on_fill(self, slot: Slot) -> QColor:
        """The colour of text on the solid colour of a candidate."""
        return self._colour(self._tokens.on_fills[slot])

    def tint(self, slot: Slot | None, name: TintName) -> QColor:
        """The surface with some of a candidate's colour in it; None stands for what is nobody's."""
        if slot is None:
            return self.color("selected")
        return self._colour(mixed(self._tokens.roles["surface"], self._tokens.fills[slot], self._tokens.tints[name]))

    def syntax(self, role: Role) -> QColor:
        return self._colour(self._tokens.syntax[role])

    def ui_font(self, pixels: int = 13, weight: int = 400) -> QFont:
        return fonts.ui_font(pixels, weight)

    def code_font(self, pixels: int = 13, *, bold: bool = False, italic: bool = False) -> QFont:
        return fonts.code_font(pixels, bold=bold, italic=italic)

    def icon(self, name: str, *, color: str = "text2", size: int = 16, gap: int = 0) -> QIcon:
        from ui.theme import icons

        return icons.icon(name, self._tokens.roles[color], size, gap)

    def pixmap(self, name: str, *, color: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        from ui.theme import icons

        return icons.pixmap(name, self._tokens.roles[color], size, ratio)

    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._tokens = tokens(self._wanted())
        self._colours.clear()
        # In place of another sheet Qt would style every widget once for each that it lies in; after none, once.
        self._application.setStyleSheet("")
        self._application.setFont(self.ui_font())
        self._application.setPalette(self._palette())
        sheet = files("resources").joinpath("style.qss").read_text(encoding="utf-8")
        self._application.setStyleSheet(Template(sheet).substitute(self._tokens.roles, **self._of_candidates()))

    def _of_candidates(self) -> dict[str, str]:
        """What the style sheet says of candidates: “letterA”, the colour of text about A, and “chipA”, its ground."""
        found = self._tokens
        surface, share = found.roles["surface"], found.tints["chip"]
        return {f"letter{slot}": letter for slot, letter in found.letters.items()} | {
            f"chip{slot}": mixed(surface, fill, share) for slot, fill in found.fills.items()
        }

    def _wanted(self) -> Scheme:
        if self._choice != "system":
            return self._choice
        is_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        if hasattr(self._hints, "accessibility"):
            preference = self._hints.accessibility().contrastPreference()
            if preference is Qt.ContrastPreference.HighContrast:
                return "high_contrast_dark" if is_dark else "high_contrast_light"
        return "dark" if is_dark else "light"

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "surface",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "text3",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.Highlight: "selected",
            QPalette.ColorRole.HighlightedText: "text",
            QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "text",
        }
        for role, name in roles.items():
            palette.setColor(role, self.color(name))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, self.color("text3"))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, self.color("text3"))
        return palette

    def _colour(self, name: str) -> QColor:
        if name not in self._colours:
            self._colours[name] = QColor(name)
        return self._colours[name]

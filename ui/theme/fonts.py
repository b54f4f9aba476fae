"""The two families: Inter for the interface, JetBrains Mono for code. Where they are missing, the platform's."""

from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


def load_fonts() -> None:
    """Make the fonts that the build cut known to Qt."""
    folder = files("resources").joinpath("fonts")
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if file.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(file.read_bytes())


@cache
def ui_font(pixels: int = 13, weight: int = 400) -> QFont:
    """The interface font. Figures of equal width are left to what counts: they would widen every hyphen too."""
    font = QFont(_family("Inter", QFontDatabase.SystemFont.GeneralFont))
    font.setPixelSize(pixels)
    font.setWeight(_WEIGHTS[weight])
    font.setFeature(QFont.Tag("cv05"), 1)
    return font


@cache
def code_font(pixels: int = 13, *, bold: bool = False, italic: bool = False) -> QFont:
    """The code font without ligatures: what is drawn is what is in the file."""
    font = QFont(_family("JetBrains Mono", QFontDatabase.SystemFont.FixedFont))
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setItalic(italic)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("calt"), 0)
    font.setFeature(QFont.Tag("liga"), 0)
    return font


def _family(wanted: str, otherwise: QFontDatabase.SystemFont) -> str:
    return wanted if QFontDatabase.hasFamily(wanted) else QFontDatabase.systemFont(otherwise).family()

"""Colours can be told apart and read, in every scheme, by everyone; recomputed from the theme files."""

from itertools import combinations
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.domain.names import Slot
from ui.plain_text import ButtonKind, button
from ui.theme import Theme
from ui.theme.fonts import code_font, load_fonts, ui_font
from ui.theme.tokens import Scheme, channels, mixed, tokens

SCHEMES: tuple[Scheme, ...] = ("light", "dark", "high_contrast_light", "high_contrast_dark")
TEXT, HIGH_CONTRAST_TEXT, NON_TEXT, APART = 4.5, 7.0, 3.0, 7.0
# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# severity 1.0, on linear RGB.
DEFICIENCIES = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 relative contrast."""
    light, dark = sorted(
        (0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other))),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def oklab(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """Björn Ottosson's OKLab of *colour* as it is seen through *matrix*."""
    rgb = linear(colour)
    red, green, blue = (max(0.0, min(1.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in matrix)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_where_it_stands(scheme: Scheme) -> None:
    theme = tokens(scheme)
    roles = theme.roles
    pairs = [
        *(
            (roles[text], roles[ground])
            for text in ("text", "text2", "text3")
            for ground in ("surface", "raised", "sunken", "app", "hover", "selected")
        ),
        (roles["gutter"], roles["surface"]),
        (roles["text2"], roles["currow"]),
        (roles["danger"], roles["dangerbg"]),
        (roles["danger"], roles["surface"]),
        (roles["danger"], roles["raised"]),
        (roles["good"], roles["surface"]),
        (roles["good"], roles["goodbg"]),
        (roles["onink"], roles["ink"]),
        (roles["onink"], roles["text2"]),  # the main button under the mouse
    ]
    for slot in Slot:

        def tinted(name: str, fill: str = theme.fills[slot]) -> str:
            return mixed(roles["surface"], fill, theme.tints[name])

        pairs.append((theme.on_fills[slot], theme.fills[slot]))
        pairs += [(theme.letters[slot], ground) for ground in (roles["surface"], roles["selected"], tinted("chip"))]
        pairs += [(roles["text"], tinted(cell)) for cell in ("cell1", "cell2", "cell3")]
        grounds = [roles["surface"], *(tinted(name) for name in ("only", "changed", "token", "selected"))]
        pairs += [(colour, ground) for colour in theme.syntax.values() for ground in grounds]
        pairs.append((roles["text2"], tinted("selected")))
    least = HIGH_CONTRAST_TEXT if theme.is_high_contrast else TEXT
    assert [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < least] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_no_text_stands_out_from_its_ground(scheme: Scheme) -> None:
    theme, roles = tokens(scheme), tokens(scheme).roles
    grounds = [roles[name] for name in ("surface", "raised", "sunken", "app")]
    pairs = [(roles[mark], ground) for mark in ("strong", "focus", "danger", "good") for ground in grounds]
    pairs += [(theme.fills[slot], ground) for slot in Slot for ground in (*grounds, roles["selected"])]
    if theme.is_high_contrast:
        pairs += [(roles[mark], ground) for mark in ("edge", "border", "line", "hatch") for ground in grounds]
    assert [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < NON_TEXT] == []


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_candidates_hold_apart_for_every_eye(scheme: Scheme, deficiency: str) -> None:
    fills = tokens(scheme).fills
    matrix = DEFICIENCIES[deficiency]
    for one, other in combinations(Slot, 2):
        pairs = zip(oklab(fills[one], matrix), oklab(fills[other], matrix), strict=True)
        assert 100 * sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= APART


def test_the_schemes_name_the_same_things() -> None:
    for part in ("roles", "fills", "letters", "on_fills", "tints", "syntax"):
        assert len({frozenset(getattr(tokens(scheme), part)) for scheme in SCHEMES}) == 1


@pytest.mark.parametrize("scheme", ["high_contrast_light", "high_contrast_dark"])
def test_high_contrast_has_no_tints_that_would_say_what_differs(scheme: Scheme) -> None:
    assert {name: share for name, share in tokens(scheme).tints.items() if share and name != "selected"} == {}


def test_the_theme_changes_at_a_word_and_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    before = theme.color("surface")
    with qtbot.waitSignal(theme.changed):
        theme.use("dark")
    assert theme.scheme == "dark"
    assert theme.color("surface") != before
    theme.deleteLater()


def test_a_system_that_says_nothing_is_light_and_what_it_says_later_is_heard(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, "system")
    if qapp.styleHints().colorScheme() is Qt.ColorScheme.Unknown:
        assert theme.scheme == "light"
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    theme.use("light")
    with qtbot.assertNotEmitted(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    theme.deleteLater()


def test_a_system_that_asks_for_contrast_gets_it(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, "system")
    hints = qapp.styleHints()
    preference = hints.accessibility()
    if preference.contrastPreference() is Qt.ContrastPreference.NoPreference:
        assert not theme.is_high_contrast
    with qtbot.waitSignal(theme.changed):
        preference.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    theme.use("high_contrast_dark")
    assert theme.is_high_contrast
    with qtbot.assertNotEmitted(theme.changed):
        preference.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    theme.deleteLater()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_a_field_asks_for_can_be_read_before_anything_is_typed(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme
) -> None:
    theme = Theme(qapp, scheme)
    for field in (QLineEdit(), QPlainTextEdit(), QTextEdit()):
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.palette().color(QPalette.ColorRole.PlaceholderText) == theme.color("text3")
    theme.deleteLater()


def test_weights_differ_and_code_has_no_ligatures(qapp: QApplication) -> None:
    load_fonts()
    widths = [QFontMetricsF(ui_font(13, weight)).horizontalAdvance("Correctness") for weight in (400, 500, 600)]
    assert widths == sorted(set(widths))
    code = QFontMetricsF(code_font(13))
    assert code.horizontalAdvance("!=") == pytest.approx(2 * code.horizontalAdvance("="))


@pytest.mark.parametrize("kind", get_args(ButtonKind))
def test_what_can_be_pressed_is_large_enough_also_with_the_focus(
    kind: ButtonKind, qapp: QApplication, qtbot: QtBot
) -> None:
    theme = Theme(qapp, "light")
    pressed, elsewhere = button("4 hidden characters", kind=kind), QLineEdit()
    for one in (pressed, elsewhere):
        qtbot.addWidget(one)
        one.show()
    for one in (elsewhere, pressed):
        one.setFocus()
        assert pressed.sizeHint().height() >= 24
    theme.deleteLater()

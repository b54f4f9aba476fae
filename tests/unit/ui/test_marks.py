"""Marks are told apart by their shapes: in one colour, or in none, they still differ."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.draft import Polarity, Severity
from ui.theme import Theme
from ui.theme.marks import paint_severity
from ui.theme.tokens import Scheme

SIZE = 44
LEAST = 0.02
"""The share of the pixels in which two marks differ at least."""
KINDS = (*((severity, Polarity.PROBLEM) for severity in Severity), (None, Polarity.STRENGTH))


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast_light", "high_contrast_dark"])
def test_no_two_marks_of_findings_have_one_shape(qapp: QApplication, scheme: Scheme) -> None:
    theme = Theme(qapp, scheme)
    shapes = {kind: shape(theme, *kind) for kind in KINDS}
    theme.deleteLater()
    alike = [
        (one, other)
        for one, other in combinations(KINDS, 2)
        if len(shapes[one] ^ shapes[other]) < LEAST * SIZE * SIZE or not shapes[one]
    ]
    assert alike == []


def shape(theme: Theme, severity: Severity | None, polarity: Polarity) -> frozenset[tuple[int, int]]:
    """The pixels that the mark covers, whatever their colour."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    ground = theme.color("surface")
    image.fill(ground)
    painter = QPainter(image)
    paint_severity(painter, theme, QPointF(SIZE / 2, SIZE / 2), severity, polarity, SIZE * 0.9)
    painter.end()
    return frozenset((x, y) for x in range(SIZE) for y in range(SIZE) if image.pixelColor(x, y) != ground)

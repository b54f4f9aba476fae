"""Lucide icons in the colours of the theme, rendered for the pixels of the screen that they are shown on."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from zipimport import zipimporter

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE = "1.75"


@cache
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon *name*, *size* logical pixels wide, on a screen with *ratio* device pixels to each."""
    svg = _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    rendered = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    rendered.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(rendered)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    rendered.setDevicePixelRatio(ratio)
    return rendered


@cache
def icon(name: str, colour: str, size: int, gap: int = 0) -> QIcon:
    """The icon *name* for buttons, sharp at 1x and 2x; *gap* pixels wider, which keeps it off the word behind it."""
    result = QIcon(_with_gap(pixmap(name, colour, size, 1.0), gap))
    result.addPixmap(_with_gap(pixmap(name, colour, size, 2.0), gap))
    return result


def _with_gap(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(drawn.size() + QSize(round(gap * ratio), 0))
    wider.setDevicePixelRatio(ratio)
    wider.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wider


@cache
def _drawings() -> zipimporter:
    # Looked for without importing the package: it brings an XML parser along, and nothing else is wanted of it. Python has
    # this reader of archives loaded already.
    package = find_spec("lucide")
    assert package is not None
    assert package.origin is not None
    return zipimporter(str(Path(package.origin).with_name("lucide.zip")))


def _drawing(name: str) -> str:
    return _drawings().get_data(f"{name}.svg").decode()
